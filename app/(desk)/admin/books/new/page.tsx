import { settings } from "@/app/_cache/settings";
import { settle } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { BookForm } from "@/components/admin/book-form";
import { bookFormValues } from "@/components/admin/book-form-model";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { getDeskBook, listDeskGenres } from "@/shop/catalog";
import { bookFormWords, formatChoices, genreChoices, languages, roleChoices } from "../form-words";
import { create } from "./actions";

const t = localWords("web.catalogue");

export const generateMetadata = titled(() => t("book.newTitle"));

/** With `?editionOf=` the facts of that book are there already, but those of the edition. */
export default async function NewBookPage({ searchParams }: PageProps<"/admin/books/new">) {
  const ctx = await requireDesk("catalog.manage");
  const { editionOf } = await searchParams;
  const [{ shop }, genres, other] = await Promise.all([
    settings(locale()),
    listDeskGenres(ctx),
    typeof editionOf === "string" ? settle(() => getDeskBook(ctx, editionOf)) : null,
  ]);
  const known: Record<string, string> = other
    ? { ...bookFormValues(other), isbn: "", slug: "", pages: "", published: "", price: "" }
    : { language: "en" };
  return (
    <>
      <nav className="crumbs" aria-label={t("book.crumbs")}>
        <ol>
          <li>
            <a href={paths.admin.books()}>{t("list.title")}</a>
          </li>
          <li aria-current="page">{t("book.newTitle")}</li>
        </ol>
      </nav>
      <div className="ahead">
        <h1>{other ? t("book.newEdition", { title: other.title }) : t("book.newTitle")}</h1>
      </div>
      <div className="aform">
        <div className="min-w-0 m:col-span-2">
          <BookForm
            action={create}
            hidden={other ? { editionOf: other.id } : {}}
            values={known}
            roles={roleChoices()}
            formats={formatChoices()}
            genres={genreChoices(genres, other?.genres ?? [])}
            languages={languages}
            words={bookFormWords(shop.currency)}
            isNew
            discardHref={paths.admin.books()}
            bookHref={paths.admin.book("#").replace("%23", "#")}
            isbnHref={paths.admin.bookByIsbn("")}
          />
        </div>
      </div>
    </>
  );
}
