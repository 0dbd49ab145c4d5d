import { paths } from "@/app/_server/paths";
import { registry, translator, type Locale } from "@/messages";
import { SearchBox } from "../search/search-box";
import { ShopperTools } from "../shopper/tools";
import type { Shopper } from "../shopper/model";
import { Icon } from "../ui/icon";
import { Mark } from "./brand";
import { GenreBar } from "./genre-bar";
import { ShopLink } from "./shop-link";

/** What header and footer say of the shop, whoever renders them. */
export interface FrameFacts {
  locale: Locale;
  shopName: string;
  /** The genres named in the bar, in order. */
  genres: readonly { slug: string; name: string }[];
}

/**
 * The header of shop and desk. The shop's pages know nothing of the person and leave `shopper` out; it is asked for after
 * load. The desk passes it, and its links load the shop's document.
 */
export function ShopHeader({ locale, shopName, genres, shopper }: FrameFacts & { shopper?: Shopper }) {
  const t = translator(locale, "web.frame");
  const soft = shopper === undefined;
  const Anchor = soft ? ShopLink : "a";
  // Plain strings for the browser: their `#` and `{…}` are filled in there.
  const { search, tools } = raw(locale);
  return (
    <header className="top">
      <div className="wrap top__bar">
        <Anchor className="brand" href={paths.home(locale)} aria-label={t("home", { shop: shopName })}>
          <Mark />
          <span>{shopName}</span>
        </Anchor>
        <SearchBox action={paths.search(locale)} locale={locale} words={search} soft={soft} />
        <ShopperTools
          words={tools}
          initial={shopper}
          hrefs={{
            cart: paths.cart(),
            logIn: paths.login(),
            logOut: paths.api.logOut(),
            account: paths.account(),
            orders: paths.mine.orders(),
            wishlist: paths.mine.wishlist(),
            security: paths.mine.security(),
            admin: paths.admin.home(),
            notifications: paths.mine.notifications(),
            stream: paths.api.notifications(),
          }}
        />
      </div>
      <GenreBar
        label={t("browse.label")}
        soft={soft}
        links={[
          { href: paths.newBooks(locale), name: t("browse.new") },
          { href: paths.bestsellers(locale), name: t("browse.bestsellers") },
          { href: paths.staffPicks(locale), name: t("browse.staffPicks") },
          ...genres.map(({ slug, name }) => ({ href: paths.genre(locale, slug), name })),
          { href: paths.genres(locale), name: t("browse.allGenres") },
        ]}
      />
    </header>
  );
}

const raw = (locale: Locale) => registry[locale].web.frame;

/** Check-out and payment: the brand and the way back, nothing else to press. */
export function CalmHeader({
  locale,
  shopName,
  back,
}: {
  locale: Locale;
  shopName: string;
  back: { href: string; words: string };
}) {
  const t = translator(locale, "web.frame");
  return (
    <header className="top top--calm">
      <div className="wrap top__bar">
        <a className="brand" href={paths.home(locale)} aria-label={t("home", { shop: shopName })}>
          <Mark />
          <span>{shopName}</span>
        </a>
        <nav className="tools" aria-label={t("tools.label")}>
          <a className="tool" href={back.href}>
            <Icon name="return" />
            {back.words}
          </a>
        </nav>
      </div>
    </header>
  );
}

/** The first stop of the keyboard. */
export function SkipLink({ words }: { words: string }) {
  return (
    <a className="skip" href="#main">
      {words}
    </a>
  );
}
