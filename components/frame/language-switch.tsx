import { paths } from "@/app/_server/paths";
import { languageName } from "@/components/ui/format";
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

/**
 * Offers the browser's own language where it is another than the page's: there from the start and hidden, over the page's
 * foot, so that nothing moves; `public/theme.js` shows it, once it knows that nobody has closed it before.
 */
export function LanguageOffer({ locale }: { locale: Locale }) {
  return locales
    .filter((each) => each !== locale)
    .map((each) => {
      const t = translator(each, "web.language");
      return (
        <aside
          key={each}
          className="offer"
          data-offer={each}
          lang={each}
          aria-label={t("label")}
          hidden
          suppressHydrationWarning
        >
          <p>
            {t("offer")}{" "}
            <a className="link" href={paths.api.language(each)} hrefLang={each} rel="nofollow">
              {t("take")}
            </a>
          </p>
          <button type="button" className="btn btn--bare">
            {t("close")}
          </button>
        </aside>
      );
    });
}
