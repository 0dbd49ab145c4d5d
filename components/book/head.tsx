import { Fragment, type ReactNode } from "react";
import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import type { BookDetails, Person } from "@/shop/catalog/model";
import { ShopLink } from "../frame/shop-link";
import { tongue } from "../ui/tongue";

const helpers = ["translator", "illustrator", "editor", "introduction", "foreword"] as const;

/** Whether a title takes more room than a title has, as its style knows it. */
const longTitle = ({ length }: string) => (length > 140 ? "very" : length > 70 ? "rather" : undefined);

/** "Ada, Bo and Cy" with a link on each name. */
function Names({ people, locale }: { people: readonly Person[]; locale: Locale }) {
  const names = people.map((person) => person.name);
  let next = 0;
  return new Intl.ListFormat(locale, { type: "conjunction" }).formatToParts(names).map((part, i) => {
    const person = part.type === "element" ? people[next++] : undefined;
    return (
      <Fragment key={i}>
        {person ? <ShopLink href={paths.author(locale, person.slug)}>{person.name}</ShopLink> : part.value}
      </Fragment>
    );
  });
}

/** Title, subtitle or series, and everyone who had a part in the book. */
export function BookHead({ book, locale, children }: { book: BookDetails; locale: Locale; children?: ReactNode }) {
  const t = translator(locale, "web.book");
  const { series } = book;
  const lang = tongue(book.language, locale);
  const seriesWords =
    series && (series.number ? t("seriesNumbered", { name: series.name, number: series.number }) : series.name);
  const authors = book.contributors.filter((person) => person.role === "author");
  const parts: ReactNode[] = authors.length > 0 ? [<Names key="author" people={authors} locale={locale} />] : [];
  for (const role of helpers) {
    const people = book.contributors.filter((person) => person.role === role);
    if (people.length === 0) continue;
    const names = () => <Names key="names" people={people} locale={locale} />;
    parts.push(<Fragment key={role}>{t.rich(`contributors.${role}`, { names })}</Fragment>);
  }
  return (
    <div className="bookp__h">
      <h1 lang={lang} data-long={longTitle(book.title)}>
        {book.title}
      </h1>
      {book.subtitle && (
        <p className="sub" lang={lang}>
          {book.subtitle}
        </p>
      )}
      {seriesWords && <p className={book.subtitle ? "muted" : "sub"}>{seriesWords}</p>}
      {parts.length > 0 && (
        <p className={authors.length > 0 ? "people" : "people first-letter:uppercase"}>
          {parts.map((part, i) => (
            <Fragment key={i}>
              {i > 0 && ", "}
              {part}
            </Fragment>
          ))}
        </p>
      )}
      {children}
    </div>
  );
}
