import { Cover } from "../book/cover";
import type { CheckoutWords, CountryQuote, SummaryLine } from "./model";

/** What is bought and what it comes to. */
export function CheckoutSummary({
  lines,
  quote,
  subtotal,
  words,
  change,
}: {
  lines: readonly SummaryLine[];
  quote: CountryQuote | null;
  subtotal: string;
  words: CheckoutWords["summary"];
  /** Where the cart is changed. */
  change: string;
}) {
  return (
    <>
      <ul className="mini" aria-label={words.lines}>
        {lines.map((line) => (
          <li key={line.bookId}>
            <Cover book={line.cover} small />
            <span>
              <span className="t" lang={line.lang}>
                {line.title}
              </span>
              <br />
              <span className="muted small">{line.by}</span>
              {line.times && <span className="muted small num block">{line.times}</span>}
            </span>
            <span className="num">{line.total}</span>
          </li>
        ))}
      </ul>
      <dl className="sums">
        <div>
          <dt>{words.subtotal}</dt>
          <dd>{subtotal}</dd>
        </div>
        {quote && (
          <>
            <div>
              <dt>{quote.delivery}</dt>
              <dd className={quote.free ? "font-operate text-green" : undefined}>{quote.shipping}</dd>
            </div>
            <div className="tot">
              <dt>{words.total}</dt>
              <dd>{quote.total}</dd>
            </div>
          </>
        )}
      </dl>
      <p className="hint">
        {quote && quote.vat.length > 0 ? quote.vat.join(" ") : `${words.vat}.`}
        {quote && (
          <>
            {" "}
            {quote.days} {quote.freeIn}
          </>
        )}
      </p>
      <p className="mt-2">
        <a className="btn btn--bare -ml-2" href={change}>
          {words.change}
        </a>
      </p>
    </>
  );
}
