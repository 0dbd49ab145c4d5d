import type { ReactNode } from "react";
import { paths } from "@/app/_server/paths";
import { registry, translator, type Locale } from "@/messages";
import { LanguageSwitch } from "../frame/language-switch";
import { Mark } from "../frame/brand";
import { SkipLink } from "../frame/header";
import { Icon } from "../ui/icon";
import { DeskKeys } from "./desk-keys";
import { NavLinks, type NavLink } from "./nav-links";
import { Palette, PaletteOpener } from "./palette";

/** On phones the side bar's links open below the bar. */
const menu =
  "panel absolute inset-x-4 top-full grid p-3 text-sm shadow-2 [&_.n]:ml-auto [&_.nv]:flex [&_.nv]:min-h-tap [&_.nv]:items-center [&_.nv]:gap-3 [&_.nv]:px-3! [&_.nv]:no-underline [&_.nv[aria-current]]:font-semibold [&_.nv[aria-current]]:text-accent-ink [&_p]:px-3 [&_p]:pt-3 [&_p]:text-ink-3";

/** The back office around its pages: a side bar, a rail of icons, or a bar on top, as wide as the screen is. */
export function AdminShell({
  locale,
  shopName,
  person,
  toPack,
  low,
  importing,
  stuck,
  toLookAt,
  unread,
  may,
  logOut,
  children,
}: {
  locale: Locale;
  shopName: string;
  person: string;
  toPack: number;
  /** Books at or under the low-stock mark. */
  low: number;
  /** Files that the worker has to do with. */
  importing: number;
  /** Dead mails; null for whoever may not read mails. */
  stuck: number | null;
  /** Money that needs a look. */
  toLookAt: number;
  /** Notifications that the person has not read. */
  unread: number;
  may: { users: boolean; jobs: boolean; audit: boolean; settings: boolean; reviews: boolean };
  logOut: () => Promise<void>;
  children: ReactNode;
}) {
  const t = translator(locale, "web.admin");
  const told = translator(locale, "web.notifications");
  const home = paths.admin.home();
  const people: NavLink[] = [
    ...(may.users ? [{ href: paths.admin.users(), name: t("nav.users"), icon: "people" as const }] : []),
    ...(stuck === null
      ? []
      : [
          {
            href: paths.admin.mail(),
            name: t("nav.mail"),
            icon: "mail" as const,
            waiting: { count: stuck, words: t("nav.stuck", { count: stuck }) },
          },
        ]),
    ...(may.audit ? [{ href: paths.admin.audit(), name: t("nav.audit"), icon: "lines" as const }] : []),
  ];
  const house: NavLink[] = [
    ...(may.jobs
      ? [{ href: paths.admin.jobs(), name: translator(locale, "web.jobs")("title"), icon: "clock" as const }]
      : []),
    ...(may.settings ? [{ href: paths.admin.settings(), name: t("nav.settings"), icon: "gear" as const }] : []),
  ];
  const groups: readonly { name?: string; links: readonly NavLink[] }[] = [
    { links: [{ href: home, name: t("nav.dashboard"), icon: "home" }] },
    {
      name: t("nav.selling"),
      links: [
        {
          href: paths.admin.orders(),
          name: t("nav.orders"),
          icon: "inbox",
          waiting: { count: toPack, words: t("nav.toPack", { count: toPack }) },
        },
        {
          href: paths.admin.payments(),
          name: translator(locale, "web.incidents")("nav"),
          icon: "card",
          waiting: {
            count: toLookAt,
            words: translator(locale, "web.incidents")("waiting", { count: toLookAt }),
          },
        },
        { href: paths.admin.books(), name: t("nav.books"), icon: "book" },
        ...(may.reviews
          ? [
              {
                href: paths.admin.reviews(),
                name: translator(locale, "web.reviews.desk")("nav"),
                icon: "star" as const,
              },
            ]
          : []),
        { href: paths.admin.genres(), name: t("nav.genres"), icon: "tag" },
        {
          href: paths.admin.imports(),
          name: t("nav.imports"),
          icon: "upload",
          waiting: { count: importing, words: t("nav.importing", { count: importing }) },
        },
        {
          href: paths.admin.stock(),
          name: t("nav.stock"),
          icon: "box",
          waiting: { count: low, words: t("nav.low", { count: low }) },
        },
        { href: paths.admin.prebookings(), name: translator(locale, "web.prebooking.desk")("nav"), icon: "clock" },
      ],
    },
    ...(people.length > 0 ? [{ name: t("nav.people"), links: people }] : []),
    ...(house.length > 0 ? [{ name: t("nav.house"), links: house }] : []),
  ];
  const nav = <NavLinks label={t("nav.label")} root={home} groups={groups} />;
  const find = { href: paths.admin.orders(), words: t("palette.open") };
  const leave = (
    <>
      <a className="nv" href={paths.home(locale)} title={t("nav.shop")}>
        <Icon name="store" />
        <span>{t("nav.shop")}</span>
      </a>
      <LanguageSwitch locale={locale} className="nv-tongues" />
      <a className="nv" href={paths.mine.notifications()} title={told("title")}>
        <Icon name="bell" />
        <span>{told("title")}</span>
        {unread > 0 && (
          <span className="n" aria-label={told("unread", { count: unread })} role="img">
            {unread}
          </span>
        )}
      </a>
      <form action={logOut}>
        <button
          className="nv flex min-h-[2.125rem] w-full cursor-pointer items-center gap-[0.65rem] rounded-s border-0 bg-transparent px-[0.6rem] font-[500] text-ink-2 hover:bg-paper-3 hover:text-ink max-l:min-h-tap s:max-l:justify-center s:max-l:px-0 pointer-coarse:min-h-tap"
          title={t("nav.logOutName", { name: person })}
        >
          <Icon name="person" className="size-[1.1rem]" />
          <span>{t("nav.logOut")}</span>
        </button>
      </form>
    </>
  );
  const brandName = t("home", { shop: shopName });
  return (
    <>
      <SkipLink words={t("skip")} />
      <div className="adm">
        <header className="amenu relative z-30">
          <a className="brand" href={home} aria-label={brandName}>
            <Mark />
          </a>
          <PaletteOpener {...find} className="btn btn--line [&_kbd]:hidden" />
          <details className="menu">
            <summary className="btn btn--bare list-none">
              <Icon name="menu" />
              {t("nav.menu")}
            </summary>
            <div className={menu}>
              {nav}
              {leave}
            </div>
          </details>
        </header>
        <aside className="side">
          <a className="brand" href={home} aria-label={brandName}>
            <Mark />
            <span>{shopName}</span>
          </a>
          <PaletteOpener {...find} className="cmd no-underline" />
          {nav}
          {leave}
        </aside>
        <main id="main">{children}</main>
      </div>
      <DeskKeys />
      <Palette
        places={groups.flatMap(({ links }) => links.map(({ href, name, icon }) => ({ href, name, icon })))}
        source={paths.admin.find()}
        orders={paths.admin.orders()}
        words={registry[locale].web.admin.palette}
      />
    </>
  );
}
