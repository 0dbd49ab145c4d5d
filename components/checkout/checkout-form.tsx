"use client";

import { useCallback, useRef, useState, type ReactNode } from "react";
import { ErrorSummary } from "../form/error-summary";
import { useKeptForm } from "../form/kept-form";
import type { FormAction } from "../form/model";
import { Button } from "../ui/button";
import { CheckField, Field, SelectField } from "../ui/field";
import { Icon } from "../ui/icon";
import { Note } from "../ui/note";
import { forgetDraft, useDraft } from "./draft";
import { guessAddress } from "./email-typo";
import { checkoutFields, type CheckoutPerson, type CheckoutWords, type CountryQuote, type SummaryLine } from "./model";
import { SavedAddresses } from "./saved-addresses";
import { CheckoutSummary } from "./summary";

/** The whole check-out: one form, and beside it (on a phone above it, folded) what is bought. */
export function CheckoutForm({
  action,
  cart,
  quotes,
  hrefs,
  words,
  person,
  empty,
}: {
  action: FormAction;
  cart: { version: number; count: number; lines: SummaryLine[]; subtotal: string };
  quotes: readonly CountryQuote[];
  hrefs: { cart: string };
  words: CheckoutWords;
  /** Null for guests. */
  person: CheckoutPerson | null;
  /** Instead of the form, when there is nothing to buy and nothing was typed. */
  empty: ReactNode;
}) {
  const { state, pending, first, form } = useKeptForm(action, words.failed, { order: checkoutFields, note: "refused" });
  const [chosen, setChosen] = useState<string | null>(null);
  const [guess, setGuess] = useState<string | null>(null);
  const element = useRef<HTMLFormElement>(null);
  const typed = state?.typed ?? person?.known ?? {};
  const quote = quotes.find((each) => each.country === (chosen ?? typed.country)) ?? quotes[0] ?? null;

  const onRestore = useCallback(() => {
    const country = element.current?.elements.namedItem("country");
    if (country instanceof HTMLSelectElement) setChosen(country.value);
  }, []);
  useDraft(element, state?.answer, onRestore);

  if (cart.lines.length === 0 && !state) return empty;

  const field = (name: (typeof checkoutFields)[number]) => ({
    name,
    label: words.labels[name],
    error: state?.fields[name],
    defaultValue: typed[name],
    // where scripts don't run, the browser moves to what was refused
    autoFocus: first === name || undefined,
  });
  const summary = (
    <CheckoutSummary
      lines={cart.lines}
      quote={quote}
      subtotal={cart.subtotal}
      words={words.summary}
      change={hrefs.cart}
    />
  );
  return (
    <>
      <div>
        {cart.lines.length > 0 && (
          <details className="sum-m panel only-m">
            <summary>
              <b>{words.summary.books}</b>
              <Icon name="chevron" />
              <b className="num">{quote?.total ?? cart.subtotal}</b>
            </summary>
            <div>{summary}</div>
          </details>
        )}
        {state && (
          <div className="mb-5">
            <ErrorSummary
              state={state}
              id="refused"
              labels={checkoutFields.map((name) => [name, words.labels[name]] as const)}
              words={{
                heading: (count) => (count === 1 ? words.errors.one : words.errors.other.replace("#", String(count))),
                kept: words.errors.kept,
              }}
            />
          </div>
        )}
        <form
          ref={element}
          className="steps"
          data-answered={state ? "" : undefined}
          {...form}
          onSubmit={(event) => {
            forgetDraft();
            form.onSubmit(event);
          }}
        >
          <input type="hidden" name="cartVersion" value={cart.version} />
          <input type="hidden" name="seenTotal" value={quote?.totalMinor ?? 0} />
          <input type="hidden" name="seenCountry" value={quote?.country ?? ""} />
          <section aria-labelledby="contact">
            <h2 id="contact">{words.contact.heading}</h2>
            <div className="grid2">
              <div>
                <Field
                  {...field("email")}
                  hint={words.contact.hint}
                  type="email"
                  autoComplete="email"
                  maxLength={254}
                  onBlur={(event) => setGuess(guessAddress(event.currentTarget.value))}
                />
                <div role="status">
                  {guess && (
                    <p>
                      {!state?.fields.email && words.contact.didYouMean.replace("{address}", guess)}{" "}
                      <Button
                        type="button"
                        look="bare"
                        className="link -ml-2"
                        onClick={() => {
                          const email = element.current?.elements.namedItem("email");
                          if (email instanceof HTMLInputElement) email.value = guess;
                          setGuess(null);
                        }}
                      >
                        {words.contact.take.replace("{address}", guess)}
                      </Button>
                    </p>
                  )}
                </div>
              </div>
            </div>
          </section>
          <section aria-labelledby="where">
            <h2 id="where">{words.address.heading}</h2>
            {person && person.choices.length > 1 && (
              <SavedAddresses
                choices={person.choices}
                chosen={person.chosen}
                label={words.address.saved}
                form={element}
                onFilled={onRestore}
              />
            )}
            <div className="grid2">
              <Field {...field("name")} autoComplete="name" maxLength={120} />
              <Field {...field("address")} autoComplete="address-line1" maxLength={200} />
              <Field {...field("line2")} autoComplete="address-line2" maxLength={200} optional={words.optional} />
              <Field {...field("postcode")} className="c2 keep2" autoComplete="postal-code" maxLength={12} />
              <Field {...field("city")} className="c4 keep4" autoComplete="address-level2" maxLength={120} />
              <SelectField
                {...field("country")}
                defaultValue={quote?.country}
                autoComplete="country"
                onChange={(event) => setChosen(event.currentTarget.value)}
              >
                {quotes.map((each) => (
                  <option key={each.country} value={each.country}>
                    {each.option}
                  </option>
                ))}
              </SelectField>
              {person && (
                <CheckField
                  name="keep"
                  label={words.address.keep}
                  defaultChecked={state ? state.typed.keep === "on" : person.choices.length <= 1}
                />
              )}
            </div>
          </section>
          <section aria-labelledby="payment">
            <h2 id="payment">{words.payment.heading}</h2>
            <Note icon="card">
              <p>{words.payment.text}</p>
            </Note>
            <div className="mt-5">
              <Button look="go" big wide busy={pending}>
                {words.payment.place}
              </Button>
              <span className="vh" role="status">
                {pending && words.payment.placing}
              </span>
            </div>
            <p className="hint mt-3">{words.payment.after}</p>
          </section>
        </form>
      </div>
      {cart.lines.length > 0 && (
        <aside className="sumry panel" aria-labelledby="books">
          <h2 id="books">{words.summary.books}</h2>
          {summary}
        </aside>
      )}
    </>
  );
}
