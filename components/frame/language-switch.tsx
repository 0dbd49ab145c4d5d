import { paths } from "@/app/_server/paths";
import { languageName } from "@/components/ui/format";
import { Icon } from "../ui/icon";
import { locales, translator, type Locale } from "@/messages";

/** The page in the other languages, each named in its own; the same link on every page, so that it may be kept with it. */
export function LanguageSwitch({ locale, className = "" }: { locale: Locale; className?: string }) {
  return (
    <nav className={`tongues ${className}`} aria-label={translator(locale, "web.language")("label")}>
      <ul>
        {locales.map((each) => (
          <li key={each}>
            {each === locale ? (
              <span aria-current="true">{languageName(each, each)}</span>
            ) : (
              <a href={paths.api.language(each)} hrefLang={each} lang={each} rel="nofollow">
                {languageName(each, each)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The languages that a page is offered in: `public/theme.js` reads them from the document's root. */
export const offersOf = (locale: Locale): string => locales.filter((each) => each !== locale).join(" ");

/**
 * A line that offers the browser's own language where it is another than the page's. It is in every page, the same for everyone,
 * and not shown; `public/theme.js` decides before the first paint, so that nothing moves and nothing is covered.
 */
export function LanguageOffer({ locale }: { locale: Locale }) {
  return locales
    .filter((each) => each !== locale)
    .map((each) => {
      const t = translator(each, "web.language");
      return (
        <aside key={each} className="offer" lang={each} aria-label={t("label")}>
          <div className="wrap">
            <a href={paths.api.language(each)} hrefLang={each} rel="nofollow">
              {t("offer")}
            </a>
            <button type="button" aria-label={t("close")}>
              <Icon name="close" small />
            </button>
          </div>
        </aside>
      );
    });
}
