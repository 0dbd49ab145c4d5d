import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireDesk } from "@/app/_server/desk";
import { settle } from "@/app/_server/action";
import { paths } from "@/app/_server/paths";
import { History } from "@/components/admin/history";
import { doneWords, NextStep, refusedWords } from "@/components/admin/next-step";
import { OrderIncidents } from "@/components/admin/order-incidents";
import { GoesTo, OrderMails } from "@/components/admin/order-facts";
import { OrderLines } from "@/components/admin/order-lines";
import { OrderMoney } from "@/components/admin/order-money";
import { OrderNotes } from "@/components/admin/order-notes";
import { OrderPapers } from "@/components/admin/order-papers";
import { OrderParcels } from "@/components/admin/order-parcels";
import { OrderStateTag } from "@/components/admin/order-state";
import { Told } from "@/components/admin/told";
import { Note } from "@/components/ui/note";
import { locale, localWords } from "@/app/_server/language";
import { roleMay } from "@/shop/_kernel/permissions";
import { listInvoices } from "@/shop/invoices";
import { getOrder, getRefundable } from "@/shop/orders";
import { orderNumberSchema } from "@/shop/orders/model";
import { listMails } from "@/shop/outbox";
import { listIncidentsOf, listPayments, listRefunds } from "@/shop/payments";
import { deskClock } from "../../clock";
import {
  addNote,
  cancel,
  deliverOne,
  markDelivered,
  markShipped,
  pack,
  resolve,
  revokeLinks,
  shipOne,
  startPacking,
  unpack,
} from "./actions";
import { record, refund, retryRefund, settleRefund } from "./money-actions";

const t = localWords("web.admin");

const load = cache(async (text: string) => {
  const ctx = await requireDesk("orders.read");
  const number = orderNumberSchema.safeParse(text);
  if (!number.success) notFound();
  return settle(() => getOrder(ctx, number.data));
});

export async function generateMetadata({ params }: PageProps<"/admin/orders/[number]">): Promise<Metadata> {
  const { number } = await load(decodeURIComponent((await params).number));
  return { title: t("order.title", { number }) };
}

export default async function OrderPage({ params, searchParams }: PageProps<"/admin/orders/[number]">) {
  const ctx = await requireDesk("orders.read");
  const [order, clock, { done, refused }] = await Promise.all([
    load(decodeURIComponent((await params).number)),
    deskClock(ctx),
    searchParams,
  ]);
  const [mails, payments, refunds, refundable, incidents, invoices] = await Promise.all([
    roleMay(ctx.actor.role, "mail.read") ? listMails(ctx, { orderId: order.id, page: 1 }) : null,
    listPayments(ctx, order.id),
    listRefunds(ctx, order.id),
    getRefundable(ctx, order.number),
    listIncidentsOf(ctx, order.id),
    listInvoices(ctx, order.number),
  ]);
  const told = doneWords(done, order, locale());
  const first = refusedWords(refused, order, locale());
  return (
    <>
      <nav className="crumbs" aria-label={t("order.crumbs")}>
        <ol>
          <li>
            <a href={paths.admin.orders()}>{t("orders.title")}</a>
          </li>
          <li aria-current="page" className="mono">
            {order.number}
          </li>
        </ol>
      </nav>
      <div className="ahead">
        <div className="flex flex-wrap items-center gap-3">
          <h1>
            {t.rich("order.heading", { number: order.number, n: (number) => <span className="mono">{number}</span> })}
          </h1>
          <OrderStateTag order={order} locale={locale()} />
        </div>
      </div>
      {first && (
        <Note kind="bad" className="mb-4 px-4! py-3!">
          <strong>{t("order.refused.heading")}</strong>
          <p>{first}</p>
        </Note>
      )}
      <Told words={told} />
      {incidents.length > 0 && (
        <section className="panel mb-4 p-4" aria-labelledby="incidents">
          <h2 id="incidents" className="mb-3">
            {t("money.incidents.heading")}
          </h2>
          <OrderIncidents incidents={incidents} clock={clock} resolve={resolve} number={order.number} />
        </section>
      )}
      <div className="aform m:grid-rows-[auto_1fr]">
        <div className="min-w-0 m:row-span-2">
          <OrderLines order={order} locale={locale()} />
          <OrderMoney
            order={order}
            clock={clock}
            payments={payments}
            refunds={refunds}
            refundable={refundable}
            doors={{ refund, retry: retryRefund, settleByHand: settleRefund, record }}
          />
          <section className="panel" aria-labelledby="history">
            <h2 id="history">{t("order.history.heading")}</h2>
            <History order={order} clock={clock} />
          </section>
          <OrderNotes order={order} clock={clock} add={addNote} />
        </div>
        <div className="min-w-0 max-m:order-first">
          <NextStep
            order={order}
            clock={clock}
            actions={{ process: startPacking, ship: markShipped, deliver: markDelivered, cancel }}
          />
        </div>
        <div className="min-w-0">
          <OrderParcels order={order} clock={clock} doors={{ pack, unpack, ship: shipOne, deliver: deliverOne }} />
          <GoesTo order={order} clock={clock} />
          <OrderPapers order={order} invoices={invoices} locale={locale()} revoke={revokeLinks} />
          {mails && <OrderMails mails={mails.items} clock={clock} />}
        </div>
      </div>
    </>
  );
}
