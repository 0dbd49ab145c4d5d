import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import type { ShopSettings } from "@/shop/settings/model";
import { Imposition } from "./brand";
import { LanguageSwitch } from "./language-switch";
import { ShopLink } from "./shop-link";
import { ThemeSwitch } from "./theme-switch";

/** The footer of shop and desk; `soft` where it stays in the shop's document. `notice` says what is made up. */
export function ShopFooter({
  locale,
  shop,
  notice,
  soft,
}: {
  locale: Locale;
  shop: Pick<ShopSettings, "email" | "street" | "postcode" | "city">;
  notice: "demo" | "demoPayments" | null;
  soft: boolean;
}) {
  const t = translator(locale, "web.frame");
  const Anchor = soft ? ShopLink : "a";
  return (
    <footer className="foot">
      <div className="wrap">
        <div className="foot__grid">
          <div className="colophon">
            <Imposition label={t("footer.imposition")} />
            <p>{t("footer.colophon")}</p>
          </div>
          <section aria-labelledby="foot-contact">
            <h2 id="foot-contact">{t("footer.contact")}</h2>
            <address>
              {shop.street}
              <br />
              {shop.postcode} {shop.city}
            </address>
            <ul>
              <li>
                <a href={`mailto:${shop.email}`}>{shop.email}</a>
              </li>
            </ul>
          </section>
          <nav aria-labelledby="foot-help">
            <h2 id="foot-help">{t("footer.help")}</h2>
            <ul>
              <li>
                <a href={paths.trackForm()}>{t("footer.findOrder")}</a>
              </li>
              <li>
                <a href={paths.cart()}>{t("footer.cart")}</a>
              </li>
              <li>
                <a href={paths.login()}>{t("footer.logIn")}</a>
              </li>
            </ul>
          </nav>
          <nav aria-labelledby="foot-shop">
            <h2 id="foot-shop">{t("footer.shop")}</h2>
            <ul>
              <li>
                <Anchor href={paths.newBooks(locale)}>{t("browse.new")}</Anchor>
              </li>
              <li>
                <Anchor href={paths.staffPicks(locale)}>{t("browse.staffPicks")}</Anchor>
              </li>
              <li>
                <Anchor href={paths.genres(locale)}>{t("browse.allGenres")}</Anchor>
              </li>
              <li>
                <a href={paths.feeds.newBooks(locale)} type="application/atom+xml">
                  {t("footer.feed")}
                </a>
              </li>
            </ul>
          </nav>
        </div>
        <div className="foot__end">
          {notice && <p>{t(`footer.${notice}`)}</p>}
          <LanguageSwitch locale={locale} />
          <ThemeSwitch
            words={{
              label: t("footer.theme.label"),
              paper: t("footer.theme.paper"),
              lamp: t("footer.theme.lamp"),
              device: t("footer.theme.device"),
            }}
          />
        </div>
      </div>
    </footer>
  );
}
