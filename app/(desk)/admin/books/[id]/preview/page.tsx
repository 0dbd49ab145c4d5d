import type { Metadata } from "next";
import { settle } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { BuyPanel } from "@/components/book/buy-panel";
import { Cover } from "@/components/book/cover";
import { Description } from "@/components/book/description";
import { Facts } from "@/components/book/facts";
import { BookHead } from "@/components/book/head";
import { LinkButton } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { locale, localWords } from "@/app/_server/language";
import { hyphenateIsbn, previewBook } from "@/shop/catalog";
import { loadBook } from "../load";

const t = localWords("web.covers");
const words = localWords("web");

type Props = PageProps<"/admin/books/[id]/preview">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: t("previewOf", { title: (await loadBook((await params).id)).title }) };
}

/** The page of a book for the desk alone: one that is archived, or with what is typed and not saved. */
export default async function PreviewPage({ params, searchParams }: Props) {
  const ctx = await requireDesk("catalog.read");
  const [{ id }, { draft }] = await Promise.all([params, searchParams]);
  const { book, archived, drafted, problems, shop, shipping } = await settle(() =>
    previewBook(ctx, { bookId: decodeURIComponent(id), draft: draft !== undefined }),
  );
  const fields = localWords("web.catalogue.fields");
  const unread = [...new Set(problems.map(({ field }) => field))].map((field) =>
    fields.has(field as "title") ? fields(field as "title") : field,
  );
  return (
    <>
      <div className="ahead">
        <p className="font-semibold">{t("preview")}</p>
        <LinkButton look="line" href={paths.admin.book(book.id)}>
          {t("back")}
        </LinkButton>
      </div>
      <Note kind="wait" className="mb-4 px-4! py-3!">
        <strong>{drafted ? t("unsaved") : archived ? t("archived") : t("asSaved")}</strong>
        {unread.length > 0 && <p>{t("unread", { fields: unread.join(", ") })}</p>}
      </Note>
      <article className="bookp">
        <div className="bookp__l">
          <div className="bookp__cover">
            <Cover book={book} alt={words("book.cover", { title: book.title })} lead />
          </div>
        </div>
        <BookHead book={book} locale={locale()} />
        <div inert className="contents">
          <BuyPanel book={book} locale={locale()} shop={shop} shipping={shipping} />
        </div>
        <div className="bookp__m">
          <Description text={book.description} locale={locale()} label={words("book.about")} />
        </div>
      </article>
      <section className="sec" aria-labelledby="details">
        <h2 id="details">{words("book.details.heading")}</h2>
        <Facts book={book} isbn={book.isbn13 && hyphenateIsbn(book.isbn13)} locale={locale()} wide />
      </section>
    </>
  );
}
