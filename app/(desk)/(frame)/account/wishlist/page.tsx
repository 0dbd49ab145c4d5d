import { requireAccount } from "@/app/_server/account";
import { paths } from "@/app/_server/paths";
import { ActForm } from "@/components/form/act-form";
import { MoveAll } from "@/components/wishlist/move-all";
import { WishRow } from "@/components/wishlist/wish-row";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { formatMoney } from "@/shop/_kernel/money";
import type { Ctx } from "@/shop/context";
import { listCardsById } from "@/shop/catalog";
import { findMyShare, listWishes } from "@/shop/wishlist";
import type { Wish } from "@/shop/wishlist/model";
import { moveAll, moveOne, remove, share, withdraw } from "./actions";

const t = localWords("web.wishlist");
const failedWords = () => registry[locale()].web.form;

export const generateMetadata = titled(() => t("title"));

export default async function WishlistPage({ searchParams }: PageProps<"/account/wishlist">) {
  const ctx = await requireAccount();
  const [wishes, token, params] = await Promise.all([listWishes(ctx), findMyShare(ctx), searchParams]);
  const told = await tell(ctx, params);
  return (
    <div className="grid gap-5">
      <div>
        <h1>{t("title")}</h1>
        {wishes.length > 0 && <p className="muted mt-2">{t("lead", { count: wishes.length })}</p>}
      </div>
      {told}
      <MoveAll
        action={moveAll}
        some={wishes.length > 0}
        words={{ ...failedWords(), act: t("moveAll"), busy: t("moving"), toCart: t("toCart") }}
        cart={paths.cart()}
      />
      {wishes.length === 0 ? (
        <Empty
          level={2}
          heading={t("none.heading")}
          action={
            <LinkButton look="go" href={paths.home(locale())}>
              {t("none.action")}
            </LinkButton>
          }
        >
          <p className="muted">{t("none.text")}</p>
        </Empty>
      ) : (
        <ul className="border-t border-ink" aria-label={t("list")}>
          {wishes.map((wish) => (
            <WishRow
              key={wish.book.id}
              book={wish.book}
              sold={wish.book.sold}
              locale={locale()}
              news={<News wish={wish} />}
            >
              {wish.book.sold && wish.book.availability.kind !== "out" && (
                <ActForm
                  action={moveOne}
                  fields={{ book: wish.book.id }}
                  words={t("move")}
                  name={t("moveName", { title: wish.book.title })}
                  busyWords={t("moving")}
                  failedWords={failedWords()}
                />
              )}
              <ActForm
                action={remove}
                fields={{ book: wish.book.id }}
                look="bare"
                words={t("remove")}
                name={t("removeName", { title: wish.book.title })}
                busyWords={t("removing")}
                failedWords={failedWords()}
              />
            </WishRow>
          ))}
        </ul>
      )}
      {(wishes.length > 0 || token !== null) && (
        <section className="mt-5 grid max-w-measure gap-3" aria-labelledby="share">
          <h2 id="share" className="text-lg">
            {t("share.heading")}
          </h2>
          <p className="muted">{t("share.text")}</p>
          {token === null ? (
            <ActForm
              action={share}
              fields={{}}
              words={t("share.act")}
              busyWords={t("share.busy")}
              failedWords={failedWords()}
            />
          ) : (
            <>
              <Field
                name="link"
                label={t("share.link")}
                readOnly
                defaultValue={`${ctx.shop.appUrl}${paths.sharedWishlist(token)}`}
                className="num"
              />
              <ActForm
                action={withdraw}
                fields={{}}
                words={t("share.withdraw")}
                busyWords={t("share.withdrawing")}
                failedWords={failedWords()}
              />
            </>
          )}
        </section>
      )}
    </div>
  );
}

/** What has changed since the book was saved. */
function News({ wish: { book, priceBefore, stockNews } }: { wish: Wish }) {
  if (!book.sold || (!priceBefore && !stockNews)) return null;
  return (
    <ul className="mt-1">
      {priceBefore && (
        <li className={priceBefore.minor > book.price.minor ? "text-green" : "text-ochre"}>
          {t(priceBefore.minor > book.price.minor ? "news.cheaper" : "news.dearer", {
            before: formatMoney(priceBefore, locale()),
          })}
        </li>
      )}
      {stockNews && <li className={stockNews === "back" ? "text-green" : "text-ochre"}>{t(`news.${stockNews}`)}</li>}
    </ul>
  );
}

/** What was just done, or why it was not, as the address says. */
async function tell(ctx: Ctx, params: Record<string, unknown>) {
  const refused = (["BOOK_UNAVAILABLE", "WISHLIST_FULL"] as const).find((each) => each === params.refused);
  if (refused) {
    return (
      <Note kind="bad">
        <p>{t(`refused.${refused}`)}</p>
      </Note>
    );
  }
  const done = (["saved", "removed", "moved", "shared", "withdrawn"] as const).find((each) => each === params.done);
  if (!done) return null;
  const [book] = done === "moved" && typeof params.book === "string" ? await cardOf(ctx, params.book) : [];
  if (done === "moved" && !book) return null;
  return (
    <Note kind="done">
      <strong>
        {done === "moved"
          ? t("outcomes.moved", { title: book?.title ?? "" })
          : done === "shared"
            ? t("share.made")
            : done === "withdrawn"
              ? t("share.withdrawn")
              : t(done)}
      </strong>
      {done === "moved" && (
        <p>
          <a className="link inline-flex min-h-[1.5rem] items-center" href={paths.cart()}>
            {t("toCart")}
          </a>
        </p>
      )}
    </Note>
  );
}

const cardOf = (ctx: Ctx, id: string) => (/^[0-9a-f-]{36}$/.test(id) ? listCardsById(ctx, [id]) : []);
