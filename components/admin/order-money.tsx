import type { ReactNode } from "react";
import { translator } from "@/messages";
import { formatMoney, money } from "@/shop/_kernel/money";
import { plainAmount } from "@/shop/_kernel/amounts";
import { orderCan, type Order, type Refundable } from "@/shop/orders/model";
import { deskRefundReasons, manualMeans, surplusReasons } from "@/shop/payments/model";
import type { PaymentView, RefundView } from "@/shop/payments/model";
import type { FormAction } from "../form/model";
import { actWords } from "./act-words";
import { Fold } from "./fold";
import { OrderAct } from "./order-act";
import { RefundForm } from "./refund-form";
import { longWhen, type DeskClock } from "./when";

export interface MoneyDoors {
  refund: FormAction;
  retry: FormAction;
  settleByHand: FormAction;
  record: FormAction;
}

/** The money of an order: what came, what went back, and what may be done about either. */
export function OrderMoney({
  order,
  clock,
  payments,
  refunds,
  refundable,
  doors,
}: {
  order: Order;
  clock: DeskClock;
  payments: readonly PaymentView[];
  refunds: readonly RefundView[];
  refundable: Refundable;
  doors: MoneyDoors;
}) {
  const { locale } = clock;
  const t = translator(locale, "web.admin.money");
  const admin = translator(locale, "web.admin");
  const currency = order.total.currency;
  const amount = (minor: number) => formatMoney(money(minor, currency), locale);
  const standing = standingOf(payments, refunds);
  const mayRecord = orderCan.pay(order) || orderCan.revive(order);
  return (
    <section className="panel" aria-labelledby="payment">
      <h2 id="payment">{t("heading")}</h2>
      <p>
        <b className="font-operate">{admin(`payments.${order.paymentState}`)}</b>
        <span className="muted block">
          {standing.paidMinor > 0
            ? standing.refundedMinor > 0
              ? t("left", { paid: amount(standing.paidMinor), back: amount(standing.refundedMinor) })
              : t("came", { paid: amount(standing.paidMinor) })
            : order.state === "pending_payment"
              ? admin("order.payment.open", {
                  total: amount(order.total.minor),
                  when: longWhen(order.expiresAt, clock),
                })
              : admin("order.payment.over", { total: amount(order.total.minor) })}
        </span>
        {standing.requestedMinor > 0 && (
          <span className="muted block">{t("onItsWay", { amount: amount(standing.requestedMinor) })}</span>
        )}
      </p>
      <div className="grid gap-x-5 l:grid-cols-2">
        {payments.length > 0 && (
          <Entries heading={t("payments")}>
            {payments.map((payment) => (
              <li key={payment.id} className="wrap-anywhere">
                {t(`tries.${payment.state}`, {
                  amount: formatMoney(payment.amount, locale),
                  when: longWhen(payment.settledAt ?? payment.createdAt, clock),
                })}
                <Aside
                  parts={[
                    payment.means ? t(`means.${payment.means}`) : t(`gateways.${payment.gateway}`),
                    payment.recordedBy && t("by", { name: payment.recordedBy }),
                    payment.reference,
                  ]}
                />
                {payment.received && (
                  <span className="block text-red">
                    {t("received", { amount: formatMoney(payment.received, locale) })}
                  </span>
                )}
                <Aside parts={[payment.failure && t("failure", { reason: payment.failure }), payment.note]} />
              </li>
            ))}
          </Entries>
        )}
        {refunds.length > 0 && (
          <Entries heading={t("refunds")}>
            {refunds.map((refund) => (
              <li key={refund.id} className="wrap-anywhere">
                <Refund refund={refund} order={order} clock={clock} doors={doors} />
              </li>
            ))}
          </Entries>
        )}
      </div>
      {refundable.left.minor > 0 && (
        <Fold words={t("refund.open")}>
          <RefundForm
            action={doors.refund}
            number={order.number}
            refundKey={crypto.randomUUID()}
            lines={refundable.lines.flatMap((line) => {
              const left = Math.max(line.toCancel, line.toReturn, line.left);
              return left > 0 ? [{ id: line.lineId, title: line.title, left, unitMinor: line.unit.minor }] : [];
            })}
            currency={currency}
            locale={locale}
            leftMinor={refundable.left.minor}
            reasons={reasonsFor(order).map((value) => ({ value, name: t(`refund.reasons.${value}`) }))}
            means={manualMeans.map((value) => ({ value, name: t(`means.${value}`) }))}
            words={{
              ...actWords(t("refund.act"), locale),
              busy: t("refund.busy"),
              copies: t("refund.copies"),
              copiesOf: t("refund.copiesOf"),
              restock: t("refund.restock"),
              shipping: t("refund.shipping"),
              shippingHint: t("refund.shippingHint", { amount: formatMoney(refundable.shipping, locale) }),
              extra: t("refund.extra"),
              extraHint: t("refund.extraHint"),
              reason: t("refund.reason"),
              means: t("refund.means"),
              viaGateway: t("refund.viaGateway"),
              note: t("refund.note"),
              noteHint: t("refund.noteHint"),
              optional: t("refund.optional"),
              sum: t("refund.sum"),
              left: t("refund.left"),
              tooMuch: t("refund.tooMuch"),
            }}
          />
        </Fold>
      )}
      {mayRecord && (
        <Fold words={t("manual.open")}>
          <p className="muted mb-3">{t("manual.text")}</p>
          <OrderAct
            action={doors.record}
            prefix="manual-"
            hidden={{ number: order.number }}
            fields={[
              {
                name: "means",
                label: t("manual.means"),
                kind: "choice",
                choices: manualMeans.map((value) => ({ value, name: t(`means.${value}`) })),
              },
              {
                name: "amount",
                label: t("manual.amount"),
                kind: "amount",
                value: plainAmount(order.total.minor, currency),
                maxLength: 14,
              },
              {
                name: "note",
                label: t("manual.note"),
                hint: t("manual.noteHint"),
                optional: t("refund.optional"),
                kind: "text",
                maxLength: 500,
              },
            ]}
            words={actWords(t("manual.act"), locale)}
            look="line"
          />
        </Fold>
      )}
    </section>
  );
}

/** What came, what went back and what is on its way back of the order's own money, in minor units. */
function standingOf(payments: readonly PaymentView[], refunds: readonly RefundView[]) {
  const own = refunds.filter(({ reason }) => !(surplusReasons as readonly string[]).includes(reason));
  const sum = (all: readonly { amount: { minor: number } }[]) =>
    all.reduce((minor, one) => minor + one.amount.minor, 0);
  return {
    paidMinor: sum(payments.filter(({ state }) => state === "succeeded")),
    refundedMinor: sum(own.filter(({ state }) => state === "succeeded")),
    requestedMinor: sum(own.filter(({ state }) => state === "requested")),
  };
}

/** The likeliest reason first: before a parcel has left books are cancelled, afterwards they come back. */
const reasonsFor = (order: Order) =>
  order.shippedAt || order.partlyShipped
    ? deskRefundReasons.toSorted((a, b) => Number(a === "cancelled") - Number(b === "cancelled"))
    : deskRefundReasons;

function Refund({
  refund,
  order,
  clock,
  doors,
}: {
  refund: RefundView;
  order: Order;
  clock: DeskClock;
  doors: MoneyDoors;
}) {
  const { locale } = clock;
  const t = translator(locale, "web.admin.money");
  const amount = formatMoney(refund.amount, locale);
  const minor = (value: number) => formatMoney(money(value, refund.amount.currency), locale);
  const state = refund.state === "requested" && refund.sentAt ? "sent" : refund.state;
  const failed = refund.state === "failed";
  return (
    <>
      <span className={failed ? "text-red" : undefined}>
        {t(`states.${state}`, {
          amount,
          when: longWhen(refund.settledAt ?? refund.sentAt ?? refund.requestedAt, clock),
        })}
      </span>
      <Aside
        parts={[
          t(`reasons.${refund.reason}`),
          refund.means && t(`means.${refund.means}`),
          refund.requestedBy && t("by", { name: refund.requestedBy }),
        ]}
      />
      {refund.lines.map((line) => {
        const sold = order.lines.find(({ id }) => id === line.orderLineId);
        return (
          <Aside
            key={line.orderLineId}
            parts={[
              t("line", { quantity: line.quantity, title: sold?.title ?? "", amount: minor(line.amountMinor) }),
              line.restocked && t("restocked"),
            ]}
          />
        );
      })}
      {refund.shipping.minor > 0 && <Aside parts={[t("delivery", { amount: formatMoney(refund.shipping, locale) })]} />}
      <Aside parts={[refund.failure && t("failure", { reason: refund.failure }), refund.note]} />
      {failed && (
        <div className="mt-2 grid gap-3">
          <OrderAct
            action={doors.retry}
            prefix={`retry-${refund.id}-`}
            hidden={{ number: order.number, refundId: refund.id }}
            fields={[]}
            words={actWords(t("retry.act"), locale)}
            look="line"
          />
          <Fold words={t("retry.byHand")}>
            <OrderAct
              action={doors.settleByHand}
              prefix={`hand-${refund.id}-`}
              hidden={{ number: order.number, refundId: refund.id }}
              fields={[
                {
                  name: "means",
                  label: t("retry.means"),
                  kind: "choice",
                  choices: manualMeans.map((value) => ({ value, name: t(`means.${value}`) })),
                },
                {
                  name: "note",
                  label: t("retry.note"),
                  optional: t("refund.optional"),
                  kind: "text",
                  maxLength: 500,
                },
              ]}
              words={actWords(t("retry.byHand"), locale)}
              look="line"
            />
          </Fold>
        </div>
      )}
    </>
  );
}

const Aside = ({ parts }: { parts: readonly (string | null | false | undefined)[] }) => {
  const told = parts.filter(Boolean);
  return told.length > 0 ? <span className="faint block">{told.join(" · ")}</span> : null;
};

function Entries({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="mt-4 font-sans text-xs font-semibold">{heading}</h3>
      <ul className="grid gap-2">{children}</ul>
    </div>
  );
}
