import { translator, type Locale } from "@/messages";
import { formatMoney, type Money } from "@/shop/_kernel/money";
import { LinkButton } from "../ui/button";
import { Note } from "../ui/note";

/** What the cart comes to, delivered to the country most people live in, and the way on. */
export function CartSummary({
  locale,
  count,
  subtotal,
  delivery,
  orderable,
  checkout,
}: {
  locale: Locale;
  count: number;
  subtotal: Money;
  delivery: { country: string; shipping: Money; total: Money; freeIn: Money | null } | null;
  orderable: boolean;
  checkout: string;
}) {
  const t = translator(locale, "web.cart.summary");
  const amount = (of: Money) => formatMoney(of, locale);
  return (
    <>
      <h2 id="summary">{t("heading")}</h2>
      <dl className="sums">
        <div>
          <dt>{t("books", { count })}</dt>
          <dd>{amount(subtotal)}</dd>
        </div>
        {delivery && (
          <div>
            <dt>{t("deliveryTo", { country: delivery.country })}</dt>
            <dd className={delivery.shipping.minor === 0 ? "font-operate text-green" : undefined}>
              {delivery.shipping.minor === 0 ? t("free") : amount(delivery.shipping)}
            </dd>
          </div>
        )}
        <div className="tot">
          <dt>{t("total")}</dt>
          <dd>{amount(delivery?.total ?? subtotal)}</dd>
        </div>
      </dl>
      <p className="hint mb-4">
        {delivery?.freeIn ? t("freeIn", { amount: amount(delivery.freeIn) }) : t("vat")} {t("elsewhere")}
      </p>
      {!orderable && (
        <Note kind="wait" className="mb-4">
          <p>{t("notYet")}</p>
        </Note>
      )}
      <LinkButton look="go" big wide href={checkout}>
        {t("checkOut")}
      </LinkButton>
      <p className="hint mt-3 text-center">{t("noAccount")}</p>
    </>
  );
}
