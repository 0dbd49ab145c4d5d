import type { Metadata } from "next";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { LedgerTable } from "@/components/admin/ledger-table";
import { ListEnd } from "@/components/admin/list-frame";
import { MoveForm } from "@/components/admin/move-form";
import { Told } from "@/components/admin/told";
import { Button, LinkButton } from "@/components/ui/button";
import { locale, localWords } from "@/app/_server/language";
import { listMovements } from "@/shop/catalog";
import { LOW_STOCK, movementReasons } from "@/shop/catalog/model";
import { findOrdersOfLines } from "@/shop/orders";
import { deskClock } from "../../../clock";
import { chosen, pageOf } from "../../../query";
import { move } from "../actions";
import { doneWords, loadBook, movements, moveWords } from "../load";
import { tongue } from "@/components/ui/tongue";

const t = localWords("web.catalogue");

export async function generateMetadata({ params }: PageProps<"/admin/books/[id]/stock">): Promise<Metadata> {
  const { title } = await loadBook((await params).id);
  return { title: t("stock.bookTitle", { title }) };
}

export default async function BookStockPage({ params, searchParams }: PageProps<"/admin/books/[id]/stock">) {
  const ctx = await requireDesk("catalog.read");
  const query = await searchParams;
  const [book, clock] = await Promise.all([loadBook((await params).id), deskClock(ctx)]);
  const reason = chosen(query, "reason", movementReasons, undefined);
  const asked = await listMovements(ctx, book.id, { page: pageOf(query), reason });
  // a page beyond the end shows the beginning
  const ledger =
    asked.items.length > 0 || asked.page === 1 ? asked : await listMovements(ctx, book.id, { page: 1, reason });
  const orders = await findOrdersOfLines(
    ctx,
    ledger.items.flatMap(({ orderLineId }) => orderLineId ?? []),
  );
  return (
    <>
      <nav className="crumbs" aria-label={t("book.crumbs")}>
        <ol>
          <li>
            <a href={paths.admin.books()}>{t("list.title")}</a>
          </li>
          <li>
            <a href={paths.admin.book(book.id)} lang={tongue(book.language, locale())}>
              {book.title}
            </a>
          </li>
          <li aria-current="page">{t("stock.title")}</li>
        </ol>
      </nav>
      <div className="ahead">
        <h1 className="wrap-anywhere">{t("stock.bookTitle", { title: book.title })}</h1>
      </div>
      <Told words={doneWords(query.done, book)} />
      <div className="aform">
        <div className="min-w-0 max-m:order-last">
          <form className="filters" action={paths.admin.bookStock(book.id)}>
            <label className="vh" htmlFor="reason">
              {t("stock.ledger.columns.what")}
            </label>
            <select className="in" id="reason" name="reason" defaultValue={reason ?? ""}>
              <option value="">{t("stock.ledger.any")}</option>
              {movementReasons.map((each) => (
                <option key={each} value={each}>
                  {t(`stock.ledger.reasons.${each}`)}
                </option>
              ))}
            </select>
            <Button look="line">{t("list.filter")}</Button>
            {reason && (
              <LinkButton look="bare" href={paths.admin.bookStock(book.id)}>
                {localWords("web.admin.list")("clear")}
              </LinkButton>
            )}
          </form>
          <section className="panel overflow-x-clip p-0!" aria-label={t("book.ledger")}>
            <LedgerTable rows={ledger.items} orders={orders} clock={clock} filtered={reason !== undefined} />
          </section>
          {ledger.total > 0 && (
            <ListEnd
              page={ledger}
              href={(page) => paths.admin.bookStock(book.id, { reason, page })}
              locale={locale()}
            />
          )}
        </div>
        <section className="panel" aria-labelledby="stock">
          <h2 id="stock">{t("book.stock")}</h2>
          <p className="big">{new Intl.NumberFormat(locale()).format(book.stock)}</p>
          {book.stock <= LOW_STOCK && (
            <p className="font-semibold text-ochre">{t("book.lowMark", { mark: LOW_STOCK })}</p>
          )}
          <p className="faint">{t("book.sold", { count: book.sold })}</p>
          <MoveForm
            key={`${book.stock} ${ledger.total}`}
            action={move}
            hidden={{ bookId: book.id, seen: String(book.stock), receiptId: crypto.randomUUID(), back: "stock" }}
            movements={movements()}
            words={moveWords()}
          />
        </section>
      </div>
    </>
  );
}
