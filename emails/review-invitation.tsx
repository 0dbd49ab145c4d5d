import { BookCover } from "./book-cover.tsx";
import { Act, Hint, Paragraph } from "./layout.tsx";
import { light, sans, serif, text } from "./paper.ts";
import { wordsOf, type AccountTemplate } from "./template.ts";

/** Some days after an order has arrived: what its books were like (REV-1). */
export const reviewInvitation: AccountTemplate = ({ shop, shopUrl, books = [], url }, locale) => {
  const t = wordsOf(locale);
  return {
    subject: t("reviewInvitation.subject", { shop: shop.name }),
    preview: t("reviewInvitation.preview"),
    heading: t("reviewInvitation.heading"),
    body: (
      <>
        <Paragraph>{t("reviewInvitation.text", { shop: shop.name })}</Paragraph>
        {books.map((book) => (
          <table key={book.id} role="presentation" cellPadding={0} cellSpacing={0} border={0} width="100%">
            <tbody>
              <tr>
                <td
                  className="l-rule"
                  style={{ borderTop: `1px solid ${light("rule")}`, padding: "12px 0", verticalAlign: "top" }}
                >
                  <BookCover book={book} shopUrl={shopUrl} />
                  <div style={{ overflow: "hidden" }}>
                    <b {...text("ink", { fontFamily: serif, fontSize: "17px", fontWeight: 600, lineHeight: "23px" })}>
                      {book.title}
                    </b>
                    <br />
                    <span {...text("ink3", { fontFamily: sans, fontSize: "13px", lineHeight: "20px" })}>
                      {book.authors}
                    </span>
                  </div>
                </td>
              </tr>
            </tbody>
          </table>
        ))}
        <Act href={url}>{t("reviewInvitation.act")}</Act>
        <Hint>{t("reviewInvitation.hint")}</Hint>
      </>
    ),
  };
};
