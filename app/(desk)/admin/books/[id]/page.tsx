import type { Metadata } from "next";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { isRefusalCode, sentenceOf } from "@/app/_server/refusals";
import { BookForm } from "@/components/admin/book-form";
import { bookFormValues } from "@/components/admin/book-form-model";
import { CoverForm } from "@/components/admin/cover-form";
import { LedgerTable } from "@/components/admin/ledger-table";
import { MoveForm } from "@/components/admin/move-form";
import { Told } from "@/components/admin/told";
import { WorksPanel } from "@/components/admin/works-panel";
import { Cover } from "@/components/book/cover";
import { ActForm } from "@/components/form/act-form";
import { LinkButton } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import { locale, localWords } from "@/app/_server/language";
import { baseOf, listDeskGenres, listEditions, listMovements, suggestWorks } from "@/shop/catalog";
import { LOW_STOCK } from "@/shop/catalog/model";
import { findOrdersOfLines } from "@/shop/orders";
import { deskClock } from "../../clock";
import { bookFormWords, formatChoices, genreChoices, languages, roleChoices } from "../form-words";
import { archive, join, move, restore, save, split } from "./actions";
import { coverWords, doneWords, loadBook, movements, moveWords } from "./load";
import { tongue } from "@/components/ui/tongue";

const t = localWords("web.catalogue");
const failed = localWords("web.form");

export async function generateMetadata({ params }: PageProps<"/admin/books/[id]">): Promise<Metadata> {
  return { title: (await loadBook((await params).id)).title };
}

export default async function BookPage({ params, searchParams }: PageProps<"/admin/books/[id]">) {
  const ctx = await requireDesk("catalog.read");
  const [book, clock, genres, { done, refused }] = await Promise.all([
    loadBook((await params).id),
    deskClock(ctx),
    listDeskGenres(ctx),
    searchParams,
  ]);
  const [ledger, editions, suggestions] = await Promise.all([
    listMovements(ctx, book.id, { page: 1, pageSize: 7 }),
    listEditions(ctx, book.id),
    suggestWorks(ctx, book.id),
  ]);
  const orders = await findOrdersOfLines(
    ctx,
    ledger.items.flatMap(({ orderLineId }) => orderLineId ?? []),
  );
  const failedWords = { failed: failed("failed"), reference: failed("reference") };
  return (
    <>
      <nav className="crumbs" aria-label={t("book.crumbs")}>
        <ol>
          <li>
            <a href={paths.admin.books()}>{t("list.title")}</a>
          </li>
          <li aria-current="page" lang={tongue(book.language, locale())}>
            {book.title}
          </li>
        </ol>
      </nav>
      <div className="ahead">
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="wrap-anywhere" lang={tongue(book.language, locale())}>
            {book.title}
          </h1>
          <Tag kind={book.archived ? "off" : "done"}>{t(book.archived ? "states.archived" : "states.on_sale")}</Tag>
        </div>
        <div className="acts flex flex-wrap gap-2">
          {book.archived ? (
            <LinkButton look="line" href={paths.admin.bookPreview(book.id)}>
              {coverWords().preview}
            </LinkButton>
          ) : (
            <LinkButton look="line" href={paths.book(locale(), book.slug)}>
              {t("book.seeInShop")}
            </LinkButton>
          )}
          <ActForm
            action={book.archived ? restore : archive}
            fields={{ id: book.id }}
            words={t(book.archived ? "book.restore" : "book.archive")}
            busyWords={t(book.archived ? "book.restoring" : "book.archiving")}
            failedWords={failedWords}
          />
        </div>
      </div>
      <Told words={doneWords(done, book)} />
      <div className="aform">
        <div className="min-w-0">
          <BookForm
            // a book that was saved since is another form
            key={book.version}
            action={save}
            hidden={{
              id: book.id,
              version: String(book.version),
              currency: book.currency,
              archived: book.archived ? "yes" : "no",
              base: baseOf(book),
            }}
            values={bookFormValues(book)}
            roles={roleChoices()}
            formats={formatChoices()}
            genres={genreChoices(genres, book.genres)}
            languages={languages}
            words={bookFormWords(book.currency)}
            isNew={false}
            discardHref={paths.admin.book(book.id)}
            previewHref={paths.admin.bookDraft(book.id)}
            bookHref={paths.admin.book("#").replace("%23", "#")}
            isbnHref={paths.admin.bookByIsbn("")}
          />
        </div>
        <div className="min-w-0">
          <section className="panel" aria-labelledby="stock">
            <h2 id="stock">{t("book.stock")}</h2>
            <p className="big">{new Intl.NumberFormat(locale()).format(book.stock)}</p>
            {book.stock <= LOW_STOCK && (
              <p className="font-semibold text-ochre">{t("book.lowMark", { mark: LOW_STOCK })}</p>
            )}
            <p className="faint">{t("book.sold", { count: book.sold })}</p>
            <MoveForm
              key={ledger.total}
              action={move}
              hidden={{ bookId: book.id, seen: String(book.stock), receiptId: crypto.randomUUID(), back: "book" }}
              movements={movements()}
              words={moveWords()}
            />
          </section>
          <section className="panel" aria-labelledby="cover">
            <h2 id="cover">{t("book.cover")}</h2>
            <div className="grid grid-cols-[7.5rem_minmax(0,1fr)] items-end gap-4">
              <Cover book={book} />
              <p className="muted">{t(book.hasCover ? "book.uploaded" : "book.drawn")}</p>
            </div>
            <CoverForm
              href={paths.admin.bookCover(book.id)}
              hasCover={book.hasCover}
              refused={isRefusalCode(refused) ? sentenceOf({ code: refused }, locale()) : null}
              words={coverWords()}
            />
          </section>
          <WorksPanel
            bookId={book.id}
            editions={editions}
            suggestions={suggestions}
            join={join}
            split={split}
            locale={locale()}
          />
        </div>
      </div>
      <section className="panel mt-4 overflow-x-clip" aria-labelledby="ledger">
        <div className="box__h">
          <h2 id="ledger">{t("book.ledger")}</h2>
          <a href={paths.admin.bookStock(book.id)}>{t("book.allMovements", { count: ledger.total })}</a>
        </div>
        <LedgerTable rows={ledger.items} orders={orders} clock={clock} />
      </section>
    </>
  );
}
