import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { movedTo, person as findPerson, personBooks } from "@/app/_cache/catalogue";
import { settings } from "@/app/_cache/settings";
import { paths } from "@/app/_server/paths";
import { Shelves } from "@/components/book/shelf";
import { ListHead } from "@/components/list/list-head";
import { bookCount, Pages } from "@/components/list/pages";
import { LinkButton } from "@/components/ui/button";
import { Crumbs } from "@/components/ui/crumbs";
import { Empty } from "@/components/ui/empty";
import { isLocale, translator, type Locale } from "@/messages";
import { contributorRoles } from "@/shop/catalog/model";
import { pageMetadata } from "../../../../_meta/metadata";

const PAGE_SIZE = 24;

async function asked(given: string, slug: string, page: number) {
  if (!isLocale(given)) notFound();
  const locale: Locale = given;
  const person = await findPerson(locale, slug);
  if (!person) {
    const moved = await movedTo(locale, "contributor", slug);
    if (moved) permanentRedirect(paths.author(locale, moved, page));
    notFound();
  }
  const books = await personBooks(locale, slug, page, PAGE_SIZE);
  if (!books) notFound();
  return { locale, person, books };
}

export async function personMetadata(given: string, slug: string, page: number): Promise<Metadata> {
  const { locale, person, books } = await asked(given, slug, page);
  const t = translator(locale, "web.list");
  return pageMetadata(locale, {
    title: page > 1 ? t("titlePage", { title: person.name, page }) : person.name,
    description: t("person.description", { books: books.total, name: person.name }),
    at: (each) => paths.author(each, person.slug, page),
    type: "profile",
  });
}

/** Everything somebody had a part in. */
export async function PersonView({ locale: given, slug, page }: { locale: string; slug: string; page: number }) {
  const { locale, person, books } = await asked(given, slug, page);
  const t = translator(locale, "web");
  const { shop } = await settings(locale);
  const roles = contributorRoles
    .filter((role) => person.roles.includes(role))
    .map((role) => t(`list.person.roles.${role}`));
  return (
    <div className="wrap">
      <Crumbs
        label={t("frame.crumbs.label")}
        trail={[{ name: t("frame.crumbs.root"), href: paths.home(locale) }]}
        here={person.name}
      />
      <ListHead title={person.name}>
        <p>{[...roles, bookCount(books, locale)].join(" · ")}</p>
      </ListHead>
      {books.items.length > 0 ? (
        <>
          <h2 className="vh">{t("list.results")}</h2>
          <Shelves books={books.items} locale={locale} wide />
          <Pages of={books} href={(to) => paths.author(locale, slug, to)} locale={locale} />
        </>
      ) : (
        <Empty
          level={2}
          heading={t("list.person.empty.heading", { name: person.name })}
          action={<LinkButton href={`mailto:${shop.email}`}>{t("list.askDesk")}</LinkButton>}
        >
          <p className="muted">{t("list.person.empty.text")}</p>
        </Empty>
      )}
    </div>
  );
}
