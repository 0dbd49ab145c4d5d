import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import { formatMoney, money } from "@/shop/_kernel/money";
import type { BookDetails, Edition } from "@/shop/catalog/model";
import type { ShippingSettings, ShopSettings } from "@/shop/settings/model";
import { ShopLink } from "../frame/shop-link";
import { Button } from "../ui/button";
import { countryName, formatRound } from "../ui/format";
import { Icon } from "../ui/icon";
import { mailto } from "../ui/mailto";
import { Heart } from "../wishlist/heart";
import { addWords } from "./add-words";
import { AddToCart } from "./add-to-cart";
import { AvailabilityLine } from "./availability";

const bold = (chunks: React.ReactNode) => <b>{chunks}</b>;

/** Price, availability in words, one clear button, and what delivery takes. */
export function BuyPanel({
  book,
  locale,
  shop,
  shipping,
  other,
}: {
  book: BookDetails;
  locale: Locale;
  shop: Pick<ShopSettings, "currency" | "country" | "email">;
  shipping: ShippingSettings;
  /** Another edition of the work that can be had, offered when this one cannot. */
  other?: Edition;
}) {
  const t = translator(locale, "web.book");
  const out = book.availability.kind === "out";
  return (
    <aside className="buy panel" aria-label={t("buy.label")}>
      <p className="price">{formatMoney(book.price, locale)}</p>
      <p className="vat">{t("buy.vat", { format: t(`formats.${book.format}`) })}</p>
      <p className="mt-4">
        <AvailabilityLine availability={book.availability} locale={locale} />
      </p>
      {out && (
        <p className="muted mt-1">
          {t.rich("backSoon", {
            desk: (chunks) => (
              <a className="link" href={mailto(shop.email, book.title)}>
                {chunks}
              </a>
            ),
          })}
        </p>
      )}
      <div className="acts">
        {out ? (
          <NotifyMe book={book} locale={locale} />
        ) : (
          <AddToCart
            action={paths.api.cart()}
            cart={paths.cart()}
            book={{ id: book.id, slug: book.slug }}
            words={addWords(book.title, locale)}
          />
        )}
        <Heart bookId={book.id} locale={locale} />
      </div>
      <ul className="when">
        {out && other && (
          <li>
            <Icon name="book" />
            <p>
              {t.rich("otherFormatHere", {
                link: (chunks) => (
                  <ShopLink className="link" href={paths.book(locale, other.slug)}>
                    {chunks}
                  </ShopLink>
                ),
                format: t(`theFormat.${other.format}`),
                price: formatMoney(other.price, locale),
              })}
            </p>
          </li>
        )}
        {book.format !== "ebook" && <Delivery shop={shop} shipping={shipping} locale={locale} soon={!out} />}
      </ul>
    </aside>
  );
}

/** A plain form, since a page for everyone knows nobody: who presses it is told on a page of their own. */
function NotifyMe({ book, locale }: { book: { id: string }; locale: Locale }) {
  const t = translator(locale, "web.prebooking.offer");
  return (
    <form className="add" method="post" action={paths.api.prebookings()}>
      <input type="hidden" name="bookId" value={book.id} />
      <Button look="go" big aria-describedby="notify">
        {t("act")}
      </Button>
      <p className="faint small" id="notify">
        {t("text")}
      </p>
    </form>
  );
}

/** Time and price of a parcel within the shop's own country, and where else parcels go. */
function Delivery({
  shop,
  shipping,
  locale,
  soon,
}: {
  shop: Pick<ShopSettings, "currency" | "country">;
  shipping: ShippingSettings;
  locale: Locale;
  soon: boolean;
}) {
  const t = translator(locale, "web.book.delivery");
  const home = shipping.zones.find((zone) => zone.countries.includes(shop.country));
  if (!home) return null;
  const amount = (minor: number) => formatRound(money(minor, shop.currency), locale);
  const cost = amount(home.flatMinor);
  const { from, to } = home.days;
  return (
    <>
      {soon && (
        <li>
          <Icon name="truck" />
          <p>
            {from < to ? t.rich("days", { from, to, b: bold }) : t.rich("daysSame", { to, b: bold })}
            <br />
            <span className="faint">{t("to", { country: countryName(shop.country, locale) })}</span>
          </p>
        </li>
      )}
      <li>
        <Icon name="box" />
        <p>
          {home.flatMinor === 0
            ? t("costFree")
            : home.freeFromMinor === null
              ? t("costAlways", { cost })
              : t("cost", { cost, free: amount(home.freeFromMinor) })}
        </p>
      </li>
    </>
  );
}
