import type { ReactNode } from "react";
import { Container, Head, Heading, Html, Link } from "react-email";
import type { Locale } from "../messages/index.ts";
import { OrderTable } from "./order-table.tsx";
import { darkSheet, ground, light, sans, serif, text } from "./paper.ts";
import { wordsOf, type AccountFacts, type Letter, type MailFacts, type RestockFacts } from "./template.ts";

/** The paper every mail is written on: mark, heading, what happened, the order if there is one, who writes and why. */
export function Layout({
  letter,
  facts,
  locale,
}: {
  letter: Letter;
  facts: MailFacts | AccountFacts | RestockFacts;
  locale: Locale;
}) {
  const t = wordsOf(locale);
  const { shop } = facts;
  const order = "order" in facts ? facts.order : null;
  const name = "order" in facts ? facts.order.shipTo.name : facts.name;
  const reason = order
    ? t("common.reason", { number: order.number, shop: shop.name })
    : "book" in facts
      ? t("restock.reason", { shop: shop.name })
      : t("common.accountReason", { shop: shop.name });
  const small = { fontFamily: sans, fontSize: "13px", lineHeight: "20px", margin: "0 0 8px" };
  return (
    <Html lang={locale} dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{letter.subject}</title>
        <style>{darkSheet}</style>
      </Head>
      <body {...ground("paper", { margin: 0, padding: 0 })}>
        <InboxLine>{letter.preview}</InboxLine>
        <Container {...ground("paper", { maxWidth: "600px", padding: "32px 20px 40px" })}>
          <Brand name={shop.name} url={facts.shopUrl} />
          <Heading
            as="h1"
            {...text("ink", {
              fontFamily: serif,
              fontSize: "30px",
              fontWeight: 400,
              lineHeight: "36px",
              letterSpacing: "-0.4px",
              margin: "32px 0 16px",
            })}
          >
            {letter.heading}
          </Heading>
          <Paragraph>{t("common.greeting", { name })}</Paragraph>
          {letter.body}
          {order && <OrderTable order={order} shopUrl={facts.shopUrl} locale={locale} />}
          <Paragraph>{t("common.questions")}</Paragraph>
          <Paragraph>{t("common.regards", { shop: shop.name })}</Paragraph>
          <div
            className="l-rule"
            style={{ borderTop: `1px solid ${light("rule")}`, marginTop: "32px", paddingTop: "16px" }}
          >
            <p {...text("ink3", small)}>{reason}</p>
            {"unsubscribeUrl" in facts && facts.unsubscribeUrl && (
              <p {...text("ink3", small)}>
                <Link href={facts.unsubscribeUrl} {...text("ink3", { textDecoration: "underline" })}>
                  {"book" in facts ? t("restock.stop") : t("reviewInvitation.stop")}
                </Link>
              </p>
            )}
            {facts.demo && <p {...text("ink3", small)}>{t("common.demo")}</p>}
            <p {...text("ink3", small)}>
              {shop.name}, {shop.street}, {shop.postcode} {shop.city}
            </p>
          </div>
        </Container>
      </body>
    </Html>
  );
}

/** What an inbox shows beside the subject; the blanks keep the mail's own beginning out of that line. */
function InboxLine({ children }: { children: string }) {
  return (
    <div
      style={{ display: "none", overflow: "hidden", maxHeight: 0, maxWidth: 0, opacity: 0, lineHeight: "1px" }}
      data-skip-in-text="true"
    >
      {children}
      {"\u00a0\u200c".repeat(90)}
    </div>
  );
}

/** The folded sheet, drawn as a table: pictures are often switched off in mails. */
function Brand({ name, url }: { name: string; url: string }) {
  const leaf = { width: "6px", height: "9px", border: `1px solid ${light("ink")}`, fontSize: 0, lineHeight: 0 };
  const row = (last: boolean) => (
    <tr>
      {[1, 2, 3].map((column) => (
        <td key={column} className="l-ink" style={leaf} />
      ))}
      <td
        className={last ? "b-accent l-accent" : "l-ink"}
        style={last ? { ...leaf, backgroundColor: light("accent"), borderColor: light("accent") } : leaf}
      />
    </tr>
  );
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} border={0}>
      <tbody>
        <tr>
          <td style={{ paddingRight: "12px" }}>
            <table role="presentation" aria-hidden="true" cellPadding={0} cellSpacing={1} border={0}>
              <tbody>
                {row(false)}
                {row(true)}
              </tbody>
            </table>
          </td>
          <td>
            <Link
              href={url}
              className="brand c-ink"
              style={{
                color: light("ink"),
                fontFamily: serif,
                fontSize: "24px",
                fontWeight: 600,
                textDecoration: "none",
              }}
            >
              {name}
            </Link>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <p {...text("ink", { fontFamily: serif, fontSize: "18px", lineHeight: "28px", margin: "0 0 14px" })}>{children}</p>
  );
}

/** A hint below what it explains. */
export function Hint({ children }: { children: ReactNode }) {
  return (
    <p {...text("ink3", { fontFamily: sans, fontSize: "13px", lineHeight: "20px", margin: "0 0 14px" })}>{children}</p>
  );
}

/** The one act of the mail, or a `second` beside it. A table cell, because Outlook gives links no padding. */
export function Act({ href, second = false, children }: { href: string; second?: boolean; children: ReactNode }) {
  const margin = second ? "0 0 20px" : "24px 0 20px";
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} border={0} style={{ margin }}>
      <tbody>
        <tr>
          <td
            {...(second
              ? { className: "l-ink", style: { border: `1px solid ${light("ink")}`, borderRadius: "4px" } }
              : ground("accent", { borderRadius: "4px" }))}
          >
            <Link
              href={href}
              {...text(second ? "ink" : "onAccent", {
                display: "inline-block",
                padding: "14px 22px",
                fontFamily: sans,
                fontSize: "16px",
                fontWeight: 600,
                lineHeight: "20px",
                textDecoration: "none",
              })}
            >
              {children}
            </Link>
          </td>
        </tr>
      </tbody>
    </table>
  );
}
