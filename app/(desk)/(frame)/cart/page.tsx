import { cartToken } from "@/app/_server/cart-cookie";
import { readCartRefusal, readMissing, readRepriced } from "@/app/_server/cart-path";
import { requestContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { CartDesk } from "@/components/cart/cart-desk";
import type { CartRow } from "@/components/cart/model";
import { CartSummary } from "@/components/cart/summary";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { countryName, listNames } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { formatMoney } from "@/shop/_kernel/money";
import type { Ctx } from "@/shop/context";
import { getCart } from "@/shop/cart";
import type { CartLine } from "@/shop/cart/model";
import { listCards, listCardsById } from "@/shop/catalog";
import { MAX_QUANTITY } from "@/shop/cart/model";
import { listQuotes } from "@/shop/checkout";
import { changeCart } from "./actions";
import { tongue } from "@/components/ui/tongue";

export const generateMetadata = titled(() => localWords("web.cart")("title"));

export default async function CartPage({ searchParams }: PageProps<"/cart">) {
  const [ctx, token, params] = await Promise.all([requestContext(), cartToken(), searchParams]);
  const cart = await getCart(ctx, token);
  const [[home], refused, missing] = await Promise.all([
    listQuotes(ctx, cart),
    tellRefusal(ctx, params),
    tellMissing(ctx, params),
  ]);
  const t = localWords("web.cart");
  const total = home?.total ?? cart.subtotal;
  return (
    <CartDesk
      rows={cart.lines.map(rowOf)}
      action={changeCart}
      locale={locale()}
      words={wordsOfCart()}
      notice={
        refused ? (
          <Note kind="bad">
            <p>
              {refused} {cart.lines.length > 0 && t("refused.keptOther")}
            </p>
          </Note>
        ) : (
          missing && (
            <Note kind="wait" role="status">
              <p>{missing}</p>
            </Note>
          )
        )
      }
      sums={t("summary.said", { count: cart.count, total: formatMoney(total, locale()) })}
      summary={
        <CartSummary
          locale={locale()}
          count={cart.count}
          subtotal={cart.subtotal}
          delivery={
            home
              ? {
                  country: countryName(home.country, locale()),
                  shipping: home.shipping,
                  total: home.total,
                  freeIn: home.freeShippingIn,
                }
              : null
          }
          orderable={cart.orderable}
          checkout={paths.checkout()}
        />
      }
      empty={
        <Empty
          heading={t("none.heading")}
          action={
            <LinkButton look="go" big href={paths.home(locale())}>
              {t("none.action")}
            </LinkButton>
          }
        >
          <p className="muted">{t("none.text")}</p>
        </Empty>
      }
    />
  );
}

function wordsOfCart() {
  // plain strings for the browser: `{price}` is filled in there
  const { heading, lines, unit, quantity, increase, decrease, update, remove, removed, empty, undo } =
    registry[locale()].web.cart;
  const { failed } = registry[locale()].web.form;
  return { failed, heading, lines, unit, quantity, increase, decrease, update, remove, removed, empty, undo };
}

function rowOf(line: CartLine): CartRow {
  const t = localWords("web.cart");
  const sold = line.available > 0 || line.availability.kind !== "out";
  const people = listNames(
    line.authors.map((author) => author.name),
    locale(),
  );
  const book = localWords("web.book");
  return {
    bookId: line.bookId,
    title: line.title,
    lang: tongue(line.language, locale()),
    href: paths.book(locale(), line.slug),
    cover: { id: line.bookId, coverKey: line.coverKey },
    what: people ? t("what", { people, format: book(`theFormat.${line.format}`) }) : book(`formats.${line.format}`),
    quantity: line.quantity,
    available: line.available,
    unitPrice: line.unitPrice,
    priceChanged:
      line.priceBefore &&
      t("priceChanged", {
        before: formatMoney(line.priceBefore, locale()),
        now: formatMoney(line.unitPrice, locale()),
      }),
    short:
      line.quantity <= line.available
        ? null
        : sold
          ? {
              text: t("short.some", { available: line.available }),
              take: t("short.take", { available: line.available }),
            }
          : { text: t("short.none"), take: null },
  };
}

/** Why a book did not get into the cart, for people whose browser came here straight from the form. */
async function tellRefusal(ctx: Ctx, params: Record<string, unknown>): Promise<string | null> {
  const refusal = readCartRefusal(params);
  if (!refusal) return null;
  const t = localWords("web.cart.refused");
  const [book] = refusal.slug ? await listCards(ctx, [refusal.slug]) : [];
  switch (refusal.code) {
    case "OUT_OF_STOCK":
      if (!book) return t("outOfStock", { available: 0 });
      return book.availability.kind === "in_stock"
        ? t("mostTitle", { title: book.title, most: MAX_QUANTITY })
        : t("outOfStockTitle", {
            title: book.title,
            available: book.availability.kind === "few" ? book.availability.copies : 0,
          });
    case "BOOK_UNAVAILABLE":
      return t("unavailable");
    case "INVALID_INPUT":
      return t("input");
  }
}

/** Which books of an earlier order could not be put back in full, and which cost something else by now. */
async function tellMissing(ctx: Ctx, params: Record<string, unknown>): Promise<string | null> {
  const t = localWords("web.order.refill");
  const [missing, repriced] = await Promise.all([
    listCardsById(ctx, readMissing(params)),
    listCardsById(ctx, readRepriced(params)),
  ]);
  const titles = (books: readonly { title: string }[]) =>
    listNames(
      books.map((book) => book.title),
      locale(),
    );
  const told = [
    ...(missing.length > 0 ? [t("missing", { titles: titles(missing) })] : []),
    ...(repriced.length > 0 ? [t("repriced", { titles: titles(repriced) })] : []),
  ];
  return told.join(" ") || null;
}
