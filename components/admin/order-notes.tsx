import { translator } from "@/messages";
import type { Order } from "@/shop/orders/model";
import type { FormAction } from "../form/model";
import { actWords } from "./act-words";
import { OrderAct } from "./order-act";
import { longWhen, type DeskClock } from "./when";

/** What the desk tells itself of an order. */
export function OrderNotes({ order, clock, add }: { order: Order; clock: DeskClock; add: FormAction }) {
  const t = translator(clock.locale, "web.admin.order.notes");
  return (
    <section className="panel" aria-labelledby="notes">
      <h2 id="notes">{t("heading")}</h2>
      {order.notes.length > 0 && (
        <ul className="mb-4 grid gap-3">
          {order.notes.map((note) => (
            <li key={note.id} className="wrap-anywhere">
              <p className="whitespace-pre-line">{note.text}</p>
              <p className="faint">{[note.by, longWhen(note.at, clock)].filter(Boolean).join(", ")}</p>
            </li>
          ))}
        </ul>
      )}
      <OrderAct
        key={order.notes.length}
        action={add}
        prefix="note-"
        hidden={{ number: order.number }}
        fields={[{ name: "text", label: t("label"), hint: t("hint"), kind: "text", maxLength: 2_000 }]}
        words={actWords(t("add"), clock.locale)}
        look="line"
      />
    </section>
  );
}
