import type { Metadata } from "next";
import { cache } from "react";
import { settle } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { ListEnd } from "@/components/admin/list-frame";
import { longWhen } from "@/components/admin/when";
import { LinkButton } from "@/components/ui/button";
import { locale, localWords } from "@/app/_server/language";
import { roleMay } from "@/shop/_kernel/permissions";
import { getDemand } from "@/shop/prebooking";
import { deskClock } from "../../clock";
import { pageOf } from "../../query";
import { tongue } from "@/components/ui/tongue";

const t = localWords("web.prebooking.desk");

const load = cache(async (bookId: string, page: number) => {
  const ctx = await requireDesk("stock.manage");
  return settle(() => getDemand(ctx, bookId, { page }));
});

export async function generateMetadata({ params }: PageProps<"/admin/prebookings/[bookId]">): Promise<Metadata> {
  const { book } = await load((await params).bookId, 1);
  return { title: book.title };
}

/** Who waits for a book, and from here on to its stock. */
export default async function DemandPage({ params, searchParams }: PageProps<"/admin/prebookings/[bookId]">) {
  const ctx = await requireDesk("stock.manage");
  const [{ bookId }, query, clock] = await Promise.all([params, searchParams, deskClock(ctx)]);
  const asked = await load(bookId, pageOf(query));
  const { book, people } = asked.people.items.length > 0 ? asked : await load(bookId, 1);
  const seesPeople = roleMay(ctx.actor.role, "users.read");
  return (
    <>
      <nav className="crumbs" aria-label={localWords("web.catalogue")("book.crumbs")}>
        <ol>
          <li>
            <a href={paths.admin.prebookings()}>{t("title")}</a>
          </li>
          <li aria-current="page" lang={tongue(book.language, locale())}>
            {book.title}
          </li>
        </ol>
      </nav>
      <div className="ahead">
        <div>
          <h1 className="wrap-anywhere" lang={tongue(book.language, locale())}>
            {book.title}
          </h1>
          <p className="muted">
            {[book.authors, localWords("web.book.formats")(book.format), book.isbn].filter(Boolean).join(" · ")}
          </p>
        </div>
        <LinkButton look="go" href={paths.admin.bookStock(bookId)}>
          {t("receive")}
        </LinkButton>
      </div>
      <p>
        <b>{t("of.total", { count: people.total })}</b>{" "}
        <span className="muted">{t(book.archived ? "of.archived" : "of.how")}</span>
      </p>
      {people.items.length > 0 && (
        <>
          <div className="panel mt-4 overflow-x-clip">
            <table className="tbl tbl--rows">
              <caption className="vh">{t("of.caption", { title: book.title })}</caption>
              <thead>
                <tr>
                  <th>{t("of.columns.person")}</th>
                  <th className="r">{t("of.columns.since")}</th>
                </tr>
              </thead>
              <tbody>
                {people.items.map((person) => (
                  <tr key={person.id}>
                    <td className="wrap-anywhere">
                      {!person.active ? (
                        <span className="faint">{t("of.closed")}</span>
                      ) : (
                        <>
                          {seesPeople ? (
                            <a
                              className="font-operate inline-flex min-h-6 items-center"
                              href={paths.admin.user(person.userId)}
                            >
                              {person.name}
                            </a>
                          ) : (
                            <b>{person.name}</b>
                          )}
                          <span className="muted block">{person.email}</span>
                        </>
                      )}
                    </td>
                    <td className="r faint">
                      <time dateTime={person.createdAt.toISOString()}>{longWhen(person.createdAt, clock)}</time>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <ListEnd page={people} href={(page) => paths.admin.prebookingsOf(bookId, { page })} locale={locale()} />
        </>
      )}
    </>
  );
}
