"use client";

import type { SubmitEventHandler } from "react";
import { formatMoney, multiply } from "@/shop/_kernel/money";
import { Cover } from "../book/cover";
import { Button } from "../ui/button";
import { FieldError } from "../ui/field";
import type { CartRow, CartState, CartWords } from "./model";
import { Quantity } from "./quantity";

/** A book in the cart: what it is, how many, what they cost. All its buttons belong to one form. */
export function Line({
  row,
  locale,
  words,
  refused,
  action,
  onSubmit,
}: {
  row: CartRow;
  locale: string;
  words: CartWords;
  refused?: NonNullable<CartState>["refused"];
  action: (form: FormData) => void;
  onSubmit: SubmitEventHandler<HTMLFormElement>;
}) {
  const titleId = `title-${row.bookId}`;
  const errorId = `error-${row.bookId}`;
  return (
    <li>
      <form className="cline" action={action} onSubmit={onSubmit} noValidate>
        <input type="hidden" name="bookId" value={row.bookId} />
        <input type="hidden" name="held" value={row.quantity} />
        {/* what Enter presses is the first button of a form */}
        <button type="submit" name="act" value="set" hidden />
        <div aria-hidden="true">
          {row.href ? (
            <a href={row.href} tabIndex={-1}>
              <Cover book={row.cover} first small />
            </a>
          ) : (
            <Cover book={row.cover} first small />
          )}
        </div>
        <div className="mid">
          <h2 id={titleId} lang={row.lang}>
            {row.href ? <a href={row.href}>{row.title}</a> : row.title}
          </h2>
          <p className="muted">{row.what}</p>
          {row.quantity > 1 && (
            <p className="muted num">{words.unit.replace("{price}", formatMoney(row.unitPrice, locale))}</p>
          )}
          {row.priceChanged && <p className="mt-1 text-ochre">{row.priceChanged}</p>}
          {row.short && <p className="mt-1 text-ochre">{row.short.text}</p>}
          {refused && (
            <div className="mt-1">
              <FieldError id={errorId}>{refused.message}</FieldError>
            </div>
          )}
          <div className="cline__acts">
            <Button look="bare" name="act" value="remove" aria-describedby={titleId}>
              {words.remove}
            </Button>
            {row.short?.take && (
              <Button look="bare" name="act" value="take" aria-describedby={titleId}>
                {row.short.take}
              </Button>
            )}
          </div>
        </div>
        <div className="q">
          <Quantity
            quantity={row.quantity}
            titleId={titleId}
            words={words}
            errorId={refused ? errorId : undefined}
            typed={refused?.typed}
          />
        </div>
        <p className="sum num">{formatMoney(multiply(row.unitPrice, row.quantity), locale)}</p>
      </form>
    </li>
  );
}
