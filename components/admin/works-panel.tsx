import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import type { EditionRow, WorkSuggestion } from "@/shop/catalog/model";
import { ActForm } from "../form/act-form";
import { FieldsForm } from "../form/fields-form";
import type { FormAction } from "../form/model";
import { LinkButton } from "../ui/button";
import { languageName } from "../ui/format";

/** The other editions of a book's work, which ones may belong to it, and the way to join and part them. */
export function WorksPanel({
  bookId,
  editions,
  suggestions,
  join,
  split,
  locale,
}: {
  bookId: string;
  editions: readonly EditionRow[];
  suggestions: readonly WorkSuggestion[];
  join: FormAction;
  split: FormAction;
  locale: Locale;
}) {
  const t = translator(locale, "web.catalogue.book");
  const formats = translator(locale, "web.book.formats");
  const failed = translator(locale, "web.form");
  const failedWords = { failed: failed("failed"), reference: failed("reference") };
  const words = { ...failedWords, busy: t("works.busy"), one: t("one"), other: t("other"), kept: t("kept") };
  return (
    <section className="panel" aria-labelledby="works">
      <h2 id="works">{t("works.heading")}</h2>
      {editions.length > 0 ? (
        <ul className="grid gap-2">
          {editions.map((edition) => (
            <li key={edition.id}>
              <a href={paths.admin.book(edition.id)}>{formats(edition.format)}</a>
              <span className="faint block">
                {[edition.publisher, edition.isbn, languageName(edition.language, locale)].filter(Boolean).join(" · ")}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="muted">{t("works.none")}</p>
      )}
      {suggestions.length > 0 && (
        <>
          <h3 className="mt-4 font-semibold">{t("works.suggested")}</h3>
          <ul className="mt-2 grid gap-2">
            {suggestions.map(({ bookId: other, title, format }) => (
              <li key={other} className="flex flex-wrap items-center justify-between gap-2">
                <a href={paths.admin.book(other)}>{t("works.suggestion", { title, format: formats(format) })}</a>
                <ActForm
                  action={join}
                  fields={{ id: bookId, with: other }}
                  words={t("works.join")}
                  busyWords={t("works.busy")}
                  failedWords={failedWords}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="mt-4 border-t border-rule pt-4">
        <FieldsForm
          action={join}
          hidden={{ id: bookId }}
          fields={[
            {
              name: "with",
              label: t("works.joinIsbn"),
              hint: t("works.joinIsbnHint"),
              maxLength: 60,
              autoComplete: "off",
            },
          ]}
          words={{ ...words, act: t("works.join") }}
          look={{ look: "line", wide: true }}
        />
      </div>
      <div className="mt-4 grid gap-2">
        <LinkButton look="line" href={paths.admin.newBook({ editionOf: bookId })}>
          {t("works.add")}
        </LinkButton>
        {editions.length > 0 && (
          <ActForm
            action={split}
            fields={{ id: bookId }}
            words={t("works.split")}
            busyWords={t("works.busy")}
            failedWords={failedWords}
            look="bare"
            wide
          />
        )}
      </div>
    </section>
  );
}
