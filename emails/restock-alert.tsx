import { Img, Link } from "react-email";
import { previewPath } from "../components/book/cover-path.ts";
import { Act, Hint, Paragraph } from "./layout.tsx";
import { sans, serif, text } from "./paper.ts";
import { inWords, wordsOf, type RestockFacts, type RestockTemplate } from "./template.ts";

/** To somebody who waited for a book: it is there (PRE-3). */
export const restockAlert: RestockTemplate = (facts, locale) => {
  const t = wordsOf(locale);
  const { title, price } = facts.book;
  const told = { title, price: inWords(price, locale) };
  return {
    subject: t("restock.subject", { title }),
    preview: t("restock.preview", told),
    heading: t("restock.heading"),
    body: (
      <>
        <Paragraph>{t(facts.book.availability.kind === "out" ? "restock.textGone" : "restock.text", told)}</Paragraph>
        <Book facts={facts} format={t(`common.formats.${facts.book.format}`)} cover={t("restock.cover", { title })}>
          {inWords(price, locale)}
        </Book>
        <Act href={facts.bookUrl}>{t("restock.act")}</Act>
        <Hint>{t("restock.hint")}</Hint>
      </>
    ),
  };
};

function Book({
  facts: { book, bookUrl, shopUrl },
  format,
  cover,
  children,
}: {
  facts: RestockFacts;
  format: string;
  cover: string;
  children: string;
}) {
  const small = { fontFamily: sans, fontSize: "15px", lineHeight: "23px", margin: 0 };
  const authors = book.authors.map(({ name }) => name).join(", ");
  return (
    <>
      <Link href={bookUrl} data-skip-in-text="true">
        {/* a PNG, since mail programs draw no SVG; it shows the cover on the colours of its genre */}
        <Img
          src={`${shopUrl}${previewPath(book)}`}
          alt={cover}
          width="560"
          height="294"
          style={{ width: "100%", maxWidth: "560px", height: "auto", margin: "8px 0 16px" }}
        />
      </Link>
      <p {...text("ink", { fontFamily: serif, fontSize: "19px", fontWeight: 600, lineHeight: "26px", margin: 0 })}>
        {book.title}
      </p>
      <p {...text("ink2", small)}>{[authors, format].filter(Boolean).join(" · ")}</p>
      <p {...text("ink", small)}>{children}</p>
    </>
  );
}
