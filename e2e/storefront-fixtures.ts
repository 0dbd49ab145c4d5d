import type { Page } from "@playwright/test";
import { newId } from "../shop/_kernel/ids.ts";
import { expect, test as base, type TestBook } from "./shop-fixtures.ts";

export { expect, expectAccessible } from "./shop-fixtures.ts";

interface FullWork {
  /** Names of this work alone end in it. */
  tag: string;
  isbn: string;
  author: { name: string; slug: string };
  paperback: TestBook;
  hardback: TestBook;
  ebook: TestBook;
}

interface StorefrontFixtures {
  /**
   * A work of which everything is known, in three editions: a paperback with an ISBN (12 copies at 11.50), a hardback (none
   * left, 27.90) and a German e-book (8.99). Nobody else's pages show it: it is old, and alone in its author's hand.
   */
  fullWork: FullWork;
}

/** The ISBN with its hyphens, of a publisher whose own numbers have six digits. */
function anIsbn(): string {
  const body = `978014${String(Math.floor(Math.random() * 1_000_000)).padStart(6, "0")}`;
  const sum = Array.from(body).reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return `978-0-14-${body.slice(6)}-${(10 - (sum % 10)) % 10}`;
}

export const test = base.extend<StorefrontFixtures>({
  fullWork: async ({ sql, move }, provide) => {
    const tag = crypto.randomUUID().slice(0, 8);
    const id = () => newId(new Date());
    const isbn = anIsbn();
    const title = `Provinces ${tag}`;
    const workId = id();
    const edition = (format: string): TestBook => ({ id: id(), slug: `provinces-${tag}-${format}`, title });
    const [paperback, hardback, ebook] = [edition("paperback"), edition("hardback"), edition("ebook")];
    await sql("insert into works (id, title, first_published) values ($1, $2, 1871)", [workId, title]);
    await sql(
      `insert into books (id, work_id, slug, title, subtitle, series_name, series_number, isbn13, format, language, publisher,
         published, pages, description, price_minor, currency, created_at)
       select e.id, $1, e.slug, $2, 'A Study of Life', $3, '2', e.isbn, e.format, e.language, 'Ardent & Sons', '1999-05-21', 1912,
         $4, e.price, 'EUR', now() - interval '2 years'
       from json_to_recordset($5) as e (id uuid, slug text, isbn text, format text, language text, price int)`,
      [
        workId,
        title,
        `Annals ${tag}`,
        `A town, and everybody in it.\n\nThe second paragraph of ${tag}.`,
        JSON.stringify([
          { ...paperback, isbn: isbn.replaceAll("-", ""), format: "paperback", language: "en", price: 1150 },
          { ...hardback, isbn: null, format: "hardback", language: "en", price: 2790 },
          { ...ebook, isbn: null, format: "ebook", language: "de", price: 899 },
        ]),
      ],
    );
    const person = (name: string, role: string, position: number) => ({
      id: id(),
      name: `${name} ${tag}`,
      slug: `${name.toLowerCase()}-${tag}`,
      role,
      position,
    });
    const people = [
      person("Ada", "author", 0),
      person("Bo", "author", 1),
      person("Cy", "translator", 2),
      person("Di", "illustrator", 3),
      person("Ed", "introduction", 4),
    ];
    await sql(
      `with people as (select * from json_to_recordset($1) as p (id uuid, name text, slug text, role text, position int)),
         made as (insert into contributors (id, name, sort_name, slug) select id, name, name, slug from people)
       insert into book_contributors (book_id, contributor_id, role, position)
         select b.id, p.id, p.role, p.position from people p, books b where b.work_id = $2`,
      [JSON.stringify(people), workId],
    );
    await sql(
      `insert into book_genres (book_id, genre_id, position) select b.id, g.id, case g.slug when 'poetry' then 0 else 1 end
       from books b, genres g where b.work_id = $1 and g.slug in ('poetry', 'travel')`,
      [workId],
    );
    await sql(
      `insert into staff_notes (id, work_id, by, desk, note, created_at)
       values ($1, $2, 'Nora', 'who tests it all', $3, now() - interval '2 years')`,
      [id(), workId, `I know everyone in ${tag}.`],
    );
    await move(paperback, 12);
    await move(ebook, 100);
    await provide({
      tag,
      isbn,
      author: { name: `Ada ${tag}`, slug: `ada-${tag}` },
      paperback,
      hardback,
      ebook,
    });
    await sql("update books set archived_at = now() where work_id = $1", [workId]);
  },
});

export const main = (page: Page) => page.getByRole("main");
export const h1 = (page: Page) => page.getByRole("heading", { level: 1 });

/** The books on a page of a list, by address. */
export const shown = (page: Page) =>
  main(page)
    .getByRole("heading", { level: 3 })
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));

/** Header and value of what every answer must say, whatever it is. */
export function expectGuarded(headers: Record<string, string>, at: string): void {
  expect(headers, at).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
    "referrer-policy": expect.stringMatching(/^(?:no-referrer|strict-origin-when-cross-origin)$/),
    "x-request-id": expect.stringMatching(/^[\w-]{36}$/),
  });
  expect(headers["content-security-policy"], at).toMatch(/^default-src 'none'; /);
  expect(headers, at).not.toHaveProperty("x-powered-by");
  expect(headers, at).not.toHaveProperty("server");
}
