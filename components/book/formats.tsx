import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import { formatMoney } from "@/shop/_kernel/money";
import type { BookDetails } from "@/shop/catalog/model";
import { ShopLink } from "../frame/shop-link";
import { languageName } from "../ui/format";

/** The editions of the work, each with its price; nothing where there is only this one. */
export function Formats({ book, locale }: { book: BookDetails; locale: Locale }) {
  if (book.editions.length < 2) return null;
  const t = translator(locale, "web.book");
  const languages = new Set(book.editions.map((edition) => edition.language));
  return (
    <nav className="mt-5" aria-labelledby="formats">
      <p className="lab" id="formats">
        {t("format")}
      </p>
      <ul className="forms">
        {book.editions.map(({ slug, format, language, price, availability }) => {
          const name = t(`formats.${format}`);
          return (
            <li key={slug}>
              <ShopLink
                className="form-opt"
                href={paths.book(locale, slug)}
                aria-current={slug === book.slug ? "page" : undefined}
              >
                <span>
                  {languages.size > 1
                    ? t("formatIn", { format: name, language: languageName(language, locale) })
                    : name}
                  {availability.kind === "out" && <span className="faint small"> {t("availability.outShort")}</span>}
                </span>
                <span className="num">{formatMoney(price, locale)}</span>
              </ShopLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
