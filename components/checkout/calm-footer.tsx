import { LanguageSwitch } from "@/components/frame/language-switch";
import { translator, type Locale } from "@/messages";

/** Whom to ask, and nothing to leave by. */
export function CalmFooter({ locale, email, demo }: { locale: Locale; email: string; demo: boolean }) {
  const t = translator(locale, "web.checkout");
  return (
    <footer className="foot py-5">
      <div className="wrap foot__end mt-0 border-0 pt-0">
        <p>
          {t.rich("footer.questions", {
            email,
            link: (words) => (
              <a className="link" href={`mailto:${email}`}>
                {words}
              </a>
            ),
          })}
        </p>
        <LanguageSwitch locale={locale} />
        {demo && <p>{t("footer.demo")}</p>}
      </div>
    </footer>
  );
}
