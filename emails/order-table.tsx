import type { CSSProperties, ReactNode } from "react";
import { countryName } from "../components/ui/format.ts";
import type { Locale } from "../messages/index.ts";
import { formatRate } from "../shop/_kernel/vat.ts";
import type { Order } from "../shop/orders/model.ts";
import { BookCover } from "./book-cover.tsx";
import { light, sans, serif, text } from "./paper.ts";
import { inWords, wordsOf } from "./template.ts";
import { tongue } from "../components/ui/tongue.ts";

/** What was ordered, what it costs and where it goes: in every mail, with the same figures as on the page. */
export function OrderTable({ order, shopUrl, locale }: { order: Order; shopUrl: string; locale: Locale }) {
  const t = wordsOf(locale);
  const { shipTo } = order;
  return (
    <>
      <h2 {...text("ink", heading)}>{t("common.order", { number: order.number })}</h2>
      <table cellPadding={0} cellSpacing={0} border={0} width="100%" className="order" style={{ margin: "0 0 24px" }}>
        <tbody>
          {order.lines.map((line, index) => (
            <Row
              key={line.id}
              shelf={index === 0}
              amount={inWords(line.lineTotal, locale)}
              what={
                <>
                  <BookCover book={{ id: line.bookId, coverKey: line.coverKey }} shopUrl={shopUrl} />
                  {/* beside the cover to its end */}
                  <div style={{ overflow: "hidden" }}>
                    <b {...text("ink", { fontFamily: serif, fontSize: "17px", fontWeight: 600 })}>
                      {line.quantity > 1 && `${t("common.quantity", { copies: line.quantity })} `}
                      <span lang={tongue(line.language, locale)}>{line.title}</span>
                    </b>
                    <br />
                    <span {...text("ink3", { fontSize: "13px" })}>
                      {line.authors
                        ? t("common.by", { format: t(`common.formats.${line.format}`), authors: line.authors })
                        : t(`common.formats.${line.format}`)}
                    </span>
                  </div>
                </>
              }
            />
          ))}
          <Row what={t("common.subtotal")} amount={inWords(order.subtotal, locale)} />
          <Row
            what={t("common.shipping")}
            amount={order.shipping.minor === 0 ? t("common.shippingFree") : inWords(order.shipping, locale)}
            plain
          />
          <Row
            shelf
            what={
              <>
                <b style={{ fontSize: "17px" }}>{t("common.total")}</b>{" "}
                <span {...text("ink3", { fontSize: "13px" })}>{t("common.vatIncluded")}</span>
              </>
            }
            amount={<b style={{ fontSize: "17px" }}>{inWords(order.total, locale)}</b>}
          />
          <Row what={t("common.net")} amount={inWords(order.net, locale)} plain />
          {order.vat.map(({ rateBp, vat }) => (
            <Row
              key={rateBp}
              what={t("common.vat", { rate: formatRate(rateBp, locale) })}
              amount={inWords(vat, locale)}
              plain
            />
          ))}
        </tbody>
      </table>
      <h2 {...text("ink", heading)}>{t(order.delivery === "pickup" ? "common.collectAt" : "common.shipTo")}</h2>
      <p {...text("ink2", { fontFamily: sans, fontSize: "15px", lineHeight: "23px", margin: "0 0 24px" })}>
        {shipTo.name}
        <br />
        {shipTo.line1}
        <br />
        {shipTo.line2 && (
          <>
            {shipTo.line2}
            <br />
          </>
        )}
        {shipTo.postcode} {shipTo.city}
        <br />
        {countryName(shipTo.country, locale)}
      </p>
    </>
  );
}

const heading: CSSProperties = {
  fontFamily: serif,
  fontSize: "19px",
  fontWeight: 600,
  lineHeight: "26px",
  margin: "24px 0 8px",
};

/** `shelf` stands below an ink line, `plain` below none. */
function Row({
  what,
  amount,
  shelf = false,
  plain = false,
}: {
  what: ReactNode;
  amount: ReactNode;
  shelf?: boolean;
  plain?: boolean;
}) {
  const token = shelf ? "ink" : "rule";
  const cell: CSSProperties = {
    borderTop: plain ? "none" : `1px solid ${light(token)}`,
    padding: plain ? "0 0 12px" : "12px 0",
    fontFamily: sans,
    fontSize: "15px",
    lineHeight: "23px",
    verticalAlign: "top",
    color: light("ink"),
  };
  return (
    <tr>
      <td className={`c-ink l-${token}`} style={cell}>
        {what}
      </td>
      <td
        className={`c-ink l-${token}`}
        style={{ ...cell, paddingLeft: "16px", textAlign: "right", whiteSpace: "nowrap" }}
      >
        {amount}
      </td>
    </tr>
  );
}
