import { settings } from "@/app/_cache/settings";
import { requireAccount } from "@/app/_server/account";
import { paths } from "@/app/_server/paths";
import { MyPrebookings } from "@/components/account/my-prebookings";
import { LinkButton } from "@/components/ui/button";
import { pageWords } from "@/components/list/page-words";
import { Empty } from "@/components/ui/empty";
import { Pagination } from "@/components/ui/pagination";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { parsePage } from "@/shop/_kernel/pagination";
import { listMyPrebookings } from "@/shop/prebooking";
import { cancelMine } from "./actions";
import { Told } from "./told";

const t = localWords("web.prebooking");

export const generateMetadata = titled(() => t("title"));

export default async function MyPrebookingsPage({ searchParams }: PageProps<"/account/prebookings">) {
  const ctx = await requireAccount();
  const params = await searchParams;
  const wanted = parsePage(typeof params.page === "string" ? params.page : undefined) ?? 1;
  const [asked, { shop }] = await Promise.all([listMyPrebookings(ctx, { page: wanted }), settings(locale())]);
  // a page beyond the end shows the end
  const mine = asked.page > asked.pages ? await listMyPrebookings(ctx, { page: asked.pages }) : asked;
  if (mine.total === 0) {
    return (
      <div className="grid gap-4">
        <Told ctx={ctx} params={params} />
        <Empty
          heading={t("none.heading")}
          action={
            <LinkButton look="go" href={paths.home(locale())}>
              {t("none.act")}
            </LinkButton>
          }
        >
          <p className="muted">{t("none.text")}</p>
        </Empty>
      </div>
    );
  }
  return (
    <div className="grid gap-4">
      <div>
        <h1>{t("title")}</h1>
        <p className="muted mt-2">{t("lead")}</p>
      </div>
      <Told ctx={ctx} params={params} />
      <p className="faint num">{t("found", { total: mine.total })}</p>
      <MyPrebookings
        rows={mine.items}
        cancel={cancelMine}
        clock={{ now: ctx.now, locale: locale(), timeZone: shop.timezone }}
      />
      <Pagination
        page={mine.page}
        pages={mine.pages}
        href={(page) => paths.mine.prebookings({ page: page > 1 ? page : undefined })}
        words={pageWords(locale())}
      />
    </div>
  );
}
