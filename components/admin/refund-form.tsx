"use client";

import { useRef, useState } from "react";
import { parseAmount } from "@/shop/_kernel/amounts";
import { formatMoney, money } from "@/shop/_kernel/money";
import { ErrorSummary } from "../form/error-summary";
import { useKeptForm } from "../form/kept-form";
import type { FormAction } from "../form/model";
import { Button } from "../ui/button";
import { Field, FieldError, SelectField, TextField } from "../ui/field";
import type { ActWords } from "./order-act";

/** A line of the order, and how many of its copies can still be refunded. */
export interface RefundLine {
  id: string;
  title: string;
  left: number;
  unitMinor: number;
}

export interface RefundWords extends ActWords {
  copies: string;
  copiesOf: string;
  restock: string;
  shipping: string;
  shippingHint: string;
  extra: string;
  extraHint: string;
  reason: string;
  means: string;
  viaGateway: string;
  note: string;
  noteHint: string;
  optional: string;
  /** `#` is filled in here. */
  sum: string;
  left: string;
  tooMuch: string;
}

/**
 * Money back by line and copy, delivery, or any amount besides; each line's copies go back on the shelf or do not. With scripts
 * the sum is shown as it grows; what it comes to is the shop's to say.
 */
export function RefundForm({
  action,
  number,
  refundKey,
  lines,
  currency,
  locale,
  leftMinor,
  reasons,
  means,
  words,
}: {
  action: FormAction;
  number: string;
  /** Names this refund, so that a second click is none. */
  refundKey: string;
  lines: readonly RefundLine[];
  currency: string;
  locale: string;
  leftMinor: number;
  reasons: readonly { value: string; name: string }[];
  /** Ways that money goes back without the gateway. */
  means: readonly { value: string; name: string }[];
  words: RefundWords;
}) {
  const element = useRef<HTMLFormElement>(null);
  const [sum, setSum] = useState<number | null>(null);
  const order = [...lines.map(({ id }) => `quantity.${id}`), "shipping", "extra", "reason", "means", "refundNote"];
  const { state, pending, first, form } = useKeptForm(action, words, { order, note: "refund-refused" });
  const told = (name: string) => ({
    name,
    error: state?.fields[name],
    autoFocus: first === name || undefined,
    autoComplete: "off",
  });
  const count = () => {
    if (!element.current) return;
    const data = new FormData(element.current);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    const amount = (name: string) => (text(name) === "" ? 0 : (parseAmount(text(name), currency) ?? Number.NaN));
    const books = lines.reduce((all, line) => all + line.unitMinor * Number(text(`quantity.${line.id}`) || 0), 0);
    const total = books + amount("shipping") + amount("extra");
    setSum(Number.isSafeInteger(total) && total >= 0 ? total : null);
  };
  const inWords = (minor: number) => formatMoney(money(minor, currency), locale);
  return (
    <form ref={element} className="grid gap-3" {...form} onInput={count}>
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="key" value={refundKey} />
      {state && !pending && (
        <ErrorSummary
          state={state}
          id="refund-refused"
          labels={[
            ...lines.map(({ id, title }) => [`quantity.${id}`, title] as const),
            ["shipping", words.shipping] as const,
            ["extra", words.extra] as const,
            ["reason", words.reason] as const,
            ["refundNote", words.note] as const,
          ]}
          words={{
            heading: (wrong) => (wrong === 1 ? words.one : words.other.replace("#", String(wrong))),
            kept: words.kept,
          }}
        />
      )}
      {lines.length > 0 && (
        <ul className="grid gap-3">
          {lines.map(({ id, title, left }) => {
            const name = `quantity.${id}`;
            const error = state?.fields[name];
            return (
              <li key={id} className="grid grid-cols-[minmax(0,1fr)_4.5rem] items-center gap-x-3">
                <label htmlFor={name} className="font-serif font-semibold">
                  {title}
                  <span className="vh">, {words.copies}</span>
                </label>
                <input
                  className="in"
                  id={name}
                  name={name}
                  type="number"
                  inputMode="numeric"
                  min={0}
                  max={left}
                  step={1}
                  defaultValue={state?.typed[name] ?? "0"}
                  aria-invalid={error ? true : undefined}
                  aria-describedby={[`${id}-left`, error && `${name}-error`].filter(Boolean).join(" ")}
                  autoComplete="off"
                />
                <label className="check faint">
                  <input
                    type="checkbox"
                    name={`restock.${id}`}
                    defaultChecked={state ? `restock.${id}` in state.typed : true}
                  />
                  {words.restock}
                </label>
                <span className="faint text-right" id={`${id}-left`}>
                  {words.copiesOf.replace("#", String(left))}
                </span>
                {error && (
                  <div className="col-span-2">
                    <FieldError id={`${name}-error`}>{error}</FieldError>
                  </div>
                )}
              </li>
            );
          })}
        </ul>
      )}
      <Field
        {...told("shipping")}
        label={words.shipping}
        hint={words.shippingHint}
        optional={words.optional}
        inputMode="decimal"
        defaultValue={state?.typed.shipping}
      />
      <Field
        {...told("extra")}
        label={words.extra}
        hint={words.extraHint}
        optional={words.optional}
        inputMode="decimal"
        defaultValue={state?.typed.extra}
      />
      <SelectField {...told("reason")} label={words.reason} defaultValue={state?.typed.reason ?? reasons[0]?.value}>
        {reasons.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField {...told("means")} label={words.means} defaultValue={state?.typed.means ?? ""}>
        <option value="">{words.viaGateway}</option>
        {means.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        {...told("refundNote")}
        label={words.note}
        hint={words.noteHint}
        optional={words.optional}
        defaultValue={state?.typed.refundNote}
        maxLength={500}
        rows={2}
        className="[&_textarea]:min-h-[4rem]!"
      />
      <p role="status" className={sum !== null && sum > leftMinor ? "text-red" : "muted"}>
        {sum !== null && sum > leftMinor
          ? words.tooMuch.replace("#", inWords(leftMinor))
          : sum !== null && sum > 0
            ? words.sum.replace("#", inWords(sum))
            : words.left.replace("#", inWords(leftMinor))}
      </p>
      <Button look="line" wide busy={pending}>
        {words.act}
      </Button>
      <span className="vh" role="status">
        {pending && words.busy}
      </span>
    </form>
  );
}
