import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import { formatMoney } from "@/shop/_kernel/money";
import type { InvoiceRow } from "@/shop/invoices/model";
import type { Order } from "@/shop/orders/model";
import type { FormAction } from "../form/model";
import { LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { actWords } from "./act-words";
import { Fold } from "./fold";
import { OrderAct } from "./order-act";

/** Slip, invoice and credit notes to be printed, and the links that went out. */
export function OrderPapers({
  order,
  invoices,
  locale,
  revoke,
}: {
  order: Order;
  invoices: readonly InvoiceRow[];
  locale: Locale;
  revoke: FormAction;
}) {
  const t = translator(locale, "web.admin.order.papers");
  return (
    <section className="panel" aria-labelledby="papers">
      <h2 id="papers">{t("heading")}</h2>
      <div className="flex flex-wrap gap-2">
        {order.state !== "cancelled" && (
          <LinkButton href={paths.admin.slip(order.number)} target="_blank">
            <Icon name="print" small />
            {t("slip")}
          </LinkButton>
        )}
        {invoices.map((paper) => (
          <LinkButton
            key={paper.number}
            href={paths.admin.invoice(order.number, paper.number)}
            target="_blank"
            title={formatMoney(paper.gross, locale)}
          >
            <Icon name="download" small />
            {t(paper.kind, { number: paper.number })}
          </LinkButton>
        ))}
      </div>
      {invoices.length === 0 && <p className="muted mt-2">{t("noInvoice")}</p>}
      <Fold words={t("revoke.open")}>
        <p className="muted mb-3">{t("revoke.text")}</p>
        <OrderAct
          action={revoke}
          prefix="links-"
          hidden={{ number: order.number }}
          fields={[]}
          words={actWords(t("revoke.act"), locale)}
          look="line"
        />
      </Fold>
    </section>
  );
}
