import { settings } from "@/app/_cache/settings";
import { requireAccount } from "@/app/_server/account";
import { paths } from "@/app/_server/paths";
import { MyOrders } from "@/components/account/my-orders";
import { LinkButton } from "@/components/ui/button";
import { pageWords } from "@/components/list/page-words";
import { Empty } from "@/components/ui/empty";
import { Pagination } from "@/components/ui/pagination";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { parsePage } from "@/shop/_kernel/pagination";
import { listMyOrders } from "@/shop/orders";

const t = localWords("web.account.orders");

export const generateMetadata = titled(() => t("title"));

export default async function MyOrdersPage({ searchParams }: PageProps<"/account/orders">) {
  const ctx = await requireAccount();
  const { page } = await searchParams;
  const wanted = parsePage(typeof page === "string" ? page : undefined) ?? 1;
  const [asked, { shop }] = await Promise.all([listMyOrders(ctx, { page: wanted }), settings(locale())]);
  // a page beyond the end shows the end
  const orders = asked.page > asked.pages ? await listMyOrders(ctx, { page: asked.pages }) : asked;
  if (orders.total === 0) {
    return (
      <Empty
        heading={t("none.heading")}
        action={
          <LinkButton look="go" href={paths.home(locale())}>
            {t("none.action")}
          </LinkButton>
        }
      >
        <p className="muted">{t("none.text")}</p>
      </Empty>
    );
  }
  return (
    <div className="grid gap-4">
      <h1>{t("title")}</h1>
      <p className="faint num">{t("found", { total: orders.total })}</p>
      <MyOrders
        rows={orders.items}
        caption={t("caption")}
        clock={{ now: ctx.now, locale: locale(), timeZone: shop.timezone }}
      />
      <Pagination page={orders.page} pages={orders.pages} href={paths.mine.orders} words={pageWords(locale())} />
    </div>
  );
}
