import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireDesk } from "@/app/_server/desk";
import { settle } from "@/app/_server/action";
import { paths } from "@/app/_server/paths";
import { History } from "@/components/admin/history";
import { doneWords, NextStep, refusedWords } from "@/components/admin/next-step";
import { GoesTo, OrderMails, Parcels, PaymentFacts } from "@/components/admin/order-facts";
import { OrderLines } from "@/components/admin/order-lines";
import { OrderStateTag } from "@/components/admin/order-state";
import { Told } from "@/components/admin/told";
import { Note } from "@/components/ui/note";
import { defaultLocale as locale, translator } from "@/messages";
import { roleMay } from "@/shop/_kernel/permissions";
import { getOrder } from "@/shop/orders";
import { orderNumberSchema } from "@/shop/orders/model";
import { listMails } from "@/shop/outbox";
import { deskClock } from "../../clock";
import { cancel, markDelivered, markShipped, startPacking } from "./actions";

const t = translator(locale, "web.admin");

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
  const mails = roleMay(ctx.actor.role, "mail.read") ? await listMails(ctx, { orderId: order.id, page: 1 }) : null;
  const told = doneWords(done, order, locale);
  const first = refusedWords(refused, order, locale);
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
          <OrderStateTag order={order} locale={locale} />
        </div>
      </div>
      {first && (
        <Note kind="bad" className="mb-4 px-4! py-3!">
          <strong>{t("order.refused.heading")}</strong>
          <p>{first}</p>
        </Note>
      )}
      <Told words={told} />
      <div className="aform m:grid-rows-[auto_1fr]">
        <div className="min-w-0 m:row-span-2">
          <OrderLines order={order} locale={locale} />
          <section className="panel" aria-labelledby="history">
            <h2 id="history">{t("order.history.heading")}</h2>
            <History order={order} clock={clock} />
          </section>
        </div>
        <div className="min-w-0 max-m:order-first">
          <NextStep
            order={order}
            clock={clock}
            actions={{ process: startPacking, ship: markShipped, deliver: markDelivered, cancel }}
          />
        </div>
        <div className="min-w-0">
          <GoesTo order={order} clock={clock} />
          <PaymentFacts order={order} clock={clock} />
          <Parcels order={order} clock={clock} />
          {mails && <OrderMails mails={mails.items} clock={clock} />}
        </div>
      </div>
    </>
  );
}
