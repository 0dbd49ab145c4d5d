import { translator, type Locale } from "@/messages";
import { paymentStates, type OrderFilter } from "@/shop/orders/model";

/** What the order list is narrowed by besides a text: how it was paid, and when it was placed. */
export function OrderFilters({ filter, locale }: { filter: OrderFilter; locale: Locale }) {
  const t = translator(locale, "web.admin");
  return (
    <>
      <label className="vh" htmlFor="payment">
        {t("orders.filters.payment")}
      </label>
      <select className="in" id="payment" name="payment" defaultValue={filter.payment ?? ""}>
        <option value="">{t("orders.filters.anyPayment")}</option>
        {paymentStates.map((state) => (
          <option key={state} value={state}>
            {t(`payments.${state}`)}
          </option>
        ))}
      </select>
      <span className="filters__days">
        <label className="faint" htmlFor="from">
          {t("orders.filters.from")}
        </label>
        <input className="in" id="from" name="from" type="date" defaultValue={filter.from} />
        <label className="faint" htmlFor="to">
          {t("orders.filters.to")}
        </label>
        <input className="in" id="to" name="to" type="date" defaultValue={filter.to} />
      </span>
    </>
  );
}
