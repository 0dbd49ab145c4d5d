import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { ListEnd, NoRows } from "@/components/admin/list-frame";
import { ReceiveForm } from "@/components/admin/receive-form";
import { Button } from "@/components/ui/button";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { listLowStock } from "@/shop/catalog";
import { LOW_STOCK } from "@/shop/catalog/model";
import { pageOf, type SearchParams } from "../query";
import { receive } from "./actions";
import { tongue } from "@/components/ui/tongue";

const t = localWords("web.catalogue.stock");

export const generateMetadata = titled(() => t("title"));

const markOf = ({ mark }: SearchParams): number =>
  typeof mark === "string" && /^\d{1,5}$/.test(mark) ? Number(mark) : LOW_STOCK;

export default async function StockPage({ searchParams }: PageProps<"/admin/stock">) {
  const ctx = await requireDesk("catalog.read");
  const query = await searchParams;
  const threshold = markOf(query);
  const asked = await listLowStock(ctx, { threshold, page: pageOf(query) });
  const low = asked.items.length > 0 || asked.page === 1 ? asked : await listLowStock(ctx, { threshold, page: 1 });
  const failed = localWords("web.form");
  const formats = localWords("web.book.formats");
  const number = new Intl.NumberFormat(locale());
  const mark = threshold === LOW_STOCK ? undefined : threshold;
  return (
    <>
      <div className="ahead">
        <h1>{t("title")}</h1>
      </div>
      <div className="aform">
        <section className="min-w-0 max-m:order-last" aria-labelledby="low">
          <h2 id="low">{t("low")}</h2>
          <p className="muted mb-3">{t("lowText", { mark: threshold })}</p>
          <form className="filters flex!" action={paths.admin.stock()}>
            <label htmlFor="mark">{t("mark")}</label>
            <input
              className="in w-[6rem]!"
              id="mark"
              name="mark"
              type="number"
              min={0}
              max={99_999}
              defaultValue={threshold}
            />
            <Button look="line">{t("show")}</Button>
          </form>
          {low.items.length > 0 ? (
            <>
              <div className="panel overflow-x-auto p-0!" tabIndex={0} role="region" aria-label={t("caption")}>
                <table className="tbl tbl--rows">
                  <caption className="vh">{t("caption")}</caption>
                  <thead>
                    <tr>
                      <th>{t("columns.book")}</th>
                      <th className="hide-m">{t("columns.isbn")}</th>
                      <th className="r">{t("columns.sold")}</th>
                      <th className="r">{t("columns.stock")}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {low.items.map((row) => (
                      <tr key={row.id}>
                        <td>
                          <a
                            className="bt wrap-anywhere"
                            href={paths.admin.bookStock(row.id)}
                            lang={tongue(row.language, locale())}
                          >
                            {row.title}
                          </a>
                          <span className="faint block">
                            {[row.authors, formats(row.format)].filter(Boolean).join(" · ")}
                          </span>
                        </td>
                        <td className="mono hide-m">{row.isbn}</td>
                        <td className="r">{number.format(row.sold)}</td>
                        <td className="r">
                          <b className={row.stock === 0 ? "text-ochre" : undefined}>{number.format(row.stock)}</b>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <ListEnd page={low} href={(page) => paths.admin.stock({ mark, page })} locale={locale()} />
            </>
          ) : (
            <NoRows heading={t("empty.heading")} text={t("empty.text", { mark: threshold })} />
          )}
        </section>
        <section className="panel" aria-labelledby="receive">
          <h2 id="receive">{t("receive.heading")}</h2>
          <ReceiveForm
            action={receive}
            receiptId={crypto.randomUUID()}
            nextHref={paths.admin.stock({ mark })}
            words={{
              lines: t("receive.lines"),
              linesHint: t("receive.linesHint"),
              note: t("receive.note"),
              noteHint: t("receive.noteHint"),
              act: t("receive.act"),
              busy: t("receive.busy"),
              next: t("receive.next"),
              failed: failed("failed"),
              reference: failed("reference"),
            }}
          />
        </section>
      </div>
    </>
  );
}
