import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { invariants } from "../../ops/check-invariants.ts";
import { as, guest, openTestShop } from "../../tests/world.ts";
import { newId } from "../_kernel/ids.ts";
import {
  countWorks,
  findGenre,
  listArrivals,
  listContributorBooks,
  listGenreBooks,
  listMoreByAuthors,
  listNew,
  listSimilar,
} from "./index.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const { db } = shop.database;

const formats = ["paperback", "hardback", "large_print", "audio_cd", "ebook"] as const;
/** Genres by the place of what stands above them. */
const tree = [null, 0, 0, 1, null] as const;
const PEOPLE = 3;

const edition = fc.record({
  format: fc.constantFrom(...formats),
  title: fc.constantFrom("A", "B", "C"),
  stock: fc.nat({ max: 1 }),
  price: fc.integer({ min: 1, max: 2 }),
  archived: fc.boolean(),
  moment: fc.nat({ max: 2 }),
  genres: fc.uniqueArray(fc.nat({ max: tree.length - 1 }), { maxLength: 3 }),
  people: fc.uniqueArray(fc.nat({ max: PEOPLE - 1 }), { maxLength: 2 }),
});
type Edition = typeof edition extends fc.Arbitrary<infer T> ? T : never;
const catalogue = fc.array(
  fc.record({
    year: fc.option(fc.integer({ min: 1900, max: 1902 })),
    editions: fc.array(edition, { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 8 },
);

interface Book extends Edition {
  id: string;
  slug: string;
  work: number;
  year: number | null;
}

const ids = (n: number) => Array.from({ length: n }, () => newId(new Date()));

/** An empty shop with these works, and nothing else. */
async function fill(works: { year: number | null; editions: Edition[] }[]) {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`); // the ledger is final otherwise
    await tx.execute(sql`truncate works, books, contributors, genres, genre_works cascade`);
  });
  const [genres, people, workIds] = [ids(tree.length), ids(PEOPLE), ids(works.length)];
  for (const [n, above] of tree.entries()) {
    await db.execute(sql`insert into genres (id, slug, names, cover_family, parent_id, position)
      values (${genres[n]}, ${`genre-${n}`}, '{"en":"G"}', 'crime', ${above === null ? null : genres[above]}, ${n})`);
  }
  for (const [n, id] of people.entries()) {
    await db.execute(
      sql`insert into contributors (id, name, sort_name, slug) values (${id}, ${`P ${n}`}, 'P', ${`person-${n}`})`,
    );
  }
  const books: Book[] = [];
  for (const [work, { year, editions }] of works.entries()) {
    await db.execute(sql`insert into works (id, title, first_published) values (${workIds[work]}, 'W', ${year})`);
    for (const one of editions) {
      const book = { ...one, id: newId(new Date()), slug: `book-${books.length}`, work, year };
      books.push(book);
      await db.execute(sql`
        insert into books (id, work_id, slug, title, format, language, price_minor, currency, archived_at, created_at)
        values (${book.id}, ${workIds[work]}, ${book.slug}, ${book.title}, ${book.format}, 'en', ${book.price}, 'EUR',
          ${book.archived ? "2026-01-01" : null}::timestamptz, ${`2026-01-0${book.moment + 1}`}::timestamptz)`);
      if (book.stock > 0) {
        await db.execute(sql`insert into stock_movements (id, book_id, delta, reason, actor_kind)
          values (${newId(new Date())}, ${book.id}, ${book.stock}, 'restock', 'system')`);
      }
      for (const [position, genre] of book.genres.entries()) {
        await db.execute(
          sql`insert into book_genres (book_id, genre_id, position) values (${book.id}, ${genres[genre]}, ${position})`,
        );
      }
      for (const [position, who] of book.people.entries()) {
        await db.execute(sql`insert into book_contributors (book_id, contributor_id, role, position)
          values (${book.id}, ${people[who]}, 'author', ${position})`);
      }
    }
  }
  return { books, genres, workIds };
}

const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);
const firstOf = (books: Book[], order: (a: Book, b: Book) => number) => [...books].sort(order)[0];
const byHand = (a: Book, b: Book) => compare(b.stock, a.stock) || compare(a.title, b.title) || compare(a.id, b.id);

/** One edition a work, the one that stands for it, of the books on sale that fit. */
function leadsOf(books: Book[], fits: (book: Book) => boolean = () => true): Book[] {
  const works = Map.groupBy(
    books.filter((book) => !book.archived && fits(book)),
    ({ work }) => work,
  );
  return [...works.values()].flatMap(
    (editions) =>
      firstOf(
        editions,
        (a, b) =>
          compare(b.stock, a.stock) ||
          compare(formats.indexOf(a.format), formats.indexOf(b.format)) ||
          compare(a.price, b.price) ||
          compare(a.id, b.id),
      ) ?? [],
  );
}

const isIn = (genre: number, book: Book) =>
  book.genres.some((each) => {
    for (let at: number | null = each; at !== null; at = tree[at] ?? null) if (at === genre) return true;
    return false;
  });
const slugsOf = (books: Book[]) => books.map(({ slug }) => slug);

it("DSC-1 CAT-9 CAT-10 every list of works is what it is by definition, walked or gathered, and pages are parts of it", async () => {
  await fc.assert(
    fc.asyncProperty(catalogue, async (works) => {
      const { books } = await fill(works);

      const first = (work: number) =>
        firstOf(
          books.filter((book) => book.work === work),
          (a, b) => compare(a.moment, b.moment) || compare(a.id, b.id),
        );
      const newest = leadsOf(books).sort((a, b) => {
        const [one, other] = [first(a.work), first(b.work)];
        return compare(other?.moment ?? 0, one?.moment ?? 0) || compare(other?.id ?? "", one?.id ?? "");
      });
      expect(await countWorks(ctx)).toBe(newest.length);
      expect((await listArrivals(ctx, 99)).map(({ slug }) => slug)).toEqual(slugsOf(newest));
      expect(await listNew(ctx, { page: 2, pageSize: 2 })).toMatchObject({
        items: slugsOf(newest).slice(2, 4),
        total: newest.length,
      });

      for (const [n] of tree.entries()) {
        const shelf = slugsOf(leadsOf(books, (book) => isIn(n, book)).sort(byHand));
        expect((await findGenre(ctx, `genre-${n}`))?.genre.works).toBe(shelf.length);
        for (const few of [0, 1_000]) {
          const [all, second, beyond] = await Promise.all(
            [
              { page: 1, pageSize: 99 },
              { page: 2, pageSize: 2 },
              { page: 9, pageSize: 2 },
            ].map((paging) => listGenreBooks(ctx, `genre-${n}`, paging, few)),
          );
          expect(all).toMatchObject({ items: shelf, total: shelf.length });
          expect(second).toMatchObject({ items: shelf.slice(2, 4), total: shelf.length });
          expect(beyond).toMatchObject({ items: [], total: shelf.length });
        }
      }

      for (let who = 0; who < PEOPLE; who++) {
        const theirs = leadsOf(books, (book) => book.people.includes(who)).sort(
          (a, b) => compare(b.year ?? 0, a.year ?? 0) || compare(a.title, b.title) || compare(a.id, b.id),
        );
        const page = await listContributorBooks(ctx, `person-${who}`, { page: 1, pageSize: 99 });
        expect(page.items).toEqual(slugsOf(theirs));
      }

      for (const me of books) {
        const byMine = (book: Book) => book.people.some((who) => me.people.includes(who));
        const more = leadsOf(books, (book) => book.work !== me.work && byMine(book)).sort(byHand);
        const shared = (book: Book) =>
          book.genres
            .filter((genre) => me.genres.includes(genre))
            .reduce((sum, genre) => sum + (genre === book.genres[0] && genre === me.genres[0] ? 3 : 1), 0);
        const similar = leadsOf(books, (book) => book.work !== me.work && shared(book) > 0 && !byMine(book));
        const told = await db.execute<{ slug: string; mark: string }>(
          sql`select slug, md5(slug || ${me.slug}) as mark from books`,
        );
        const mark = new Map(told.rows.map((row) => [row.slug, row.mark]));
        similar.sort(
          (a, b) =>
            compare(b.stock, a.stock) ||
            compare(shared(b), shared(a)) ||
            compare(mark.get(a.slug) ?? "", mark.get(b.slug) ?? ""),
        );
        for (const few of [0, 1_000]) {
          expect(await listMoreByAuthors(ctx, me.slug, 3, few)).toEqual(slugsOf(more).slice(0, 3));
          expect(await listSimilar(ctx, me.slug, 3, few)).toEqual(slugsOf(similar).slice(0, 3));
        }
      }
    }),
    { numRuns: 25 },
  );
});

const n = fc.nat({ max: 20 });
const act = fc.oneof(
  fc.record({ do: fc.constant("archive" as const), book: n }),
  fc.record({ do: fc.constant("restore" as const), book: n }),
  fc.record({ do: fc.constant("remove" as const), book: n }),
  fc.record({ do: fc.constant("shelve" as const), book: n, genre: n }),
  fc.record({ do: fc.constant("take out" as const), book: n, genre: n }),
  fc.record({ do: fc.constant("turn over" as const), genre: n, other: n }),
  fc.record({ do: fc.constant("join" as const), book: n, work: n }),
  fc.record({ do: fc.constant("move" as const), genre: n, other: n }),
  fc.record({ do: fc.constant("drop genre" as const), genre: n }),
);

it("CAT-9 whatever becomes of books, works and genres, by plain SQL, a genre knows its works", async () => {
  const broken = async () =>
    (
      await db.execute(
        sql.raw(invariants["the works of a genre are those of the books that are sold in it or below it"] ?? ""),
      )
    ).rows;
  await fc.assert(
    fc.asyncProperty(catalogue, fc.array(act, { maxLength: 10 }), async (works, acts) => {
      const { books, genres, workIds } = await fill(works);
      expect(await broken()).toEqual([]);
      const pick = (from: readonly string[], at: number) => from[at % Math.max(from.length, 1)] ?? newId(new Date());
      const book = (at: number) =>
        pick(
          books.map(({ id }) => id),
          at,
        );
      for (const each of acts) {
        if (each.do === "archive" || each.do === "restore") {
          const when = each.do === "archive" ? sql`now()` : sql`null`;
          await db.execute(
            sql`update books set archived_at = ${when} where id in (${book(each.book)}, ${book(each.book + 1)})`,
          );
        } else if (each.do === "remove") {
          const id = book(each.book);
          await db.execute(sql`delete from books where id = ${id} and stock = 0
            and not exists (select 1 from stock_movements m where m.book_id = ${id})`);
        } else if (each.do === "shelve") {
          await db.execute(sql`insert into book_genres (book_id, genre_id, position)
            select b.id, g.id, 9 from books b, genres g where b.id = ${book(each.book)} and g.id = ${pick(genres, each.genre)}
            on conflict do nothing`);
        } else if (each.do === "take out") {
          await db.execute(
            sql`delete from book_genres where book_id = ${book(each.book)} or genre_id = ${pick(genres, each.genre)}`,
          );
        } else if (each.do === "turn over") {
          await db.execute(sql`update book_genres bg set genre_id = ${pick(genres, each.other)}
            where genre_id = ${pick(genres, each.genre)} and exists (select 1 from genres g where g.id = ${pick(genres, each.other)})
              and not exists (select 1 from book_genres o where o.book_id = bg.book_id and o.genre_id = ${pick(genres, each.other)})`);
        } else if (each.do === "join") {
          await db.execute(
            sql`update books set work_id = w.id from works w where books.id = ${book(each.book)} and w.id = ${pick(workIds, each.work)}`,
          );
        } else if (each.do === "move") {
          // a circle is refused
          await db
            .execute(
              sql`update genres set parent_id = p.id from genres p where genres.id = ${pick(genres, each.genre)} and p.id = ${pick(genres, each.other)}`,
            )
            .catch(() => {});
        } else {
          const id = pick(genres, each.genre);
          await db.execute(sql`delete from book_genres where genre_id = ${id}`);
          await db.execute(
            sql`delete from genres where id = ${id} and not exists (select 1 from genres g where g.parent_id = ${id})`,
          );
        }
        expect(await broken(), each.do).toEqual([]);
      }
    }),
    { numRuns: 30 },
  );
});

it("CAT-9 editions of one work that are shelved and taken out at the same time leave what is true", async () => {
  const { books, genres } = await fill(
    Array.from({ length: 2 }, () => ({
      year: null,
      editions: Array.from({ length: 3 }, () => ({
        ...{ format: "paperback" as const, title: "A", stock: 0, price: 1, archived: false, moment: 0, people: [] },
        genres: [3],
      })),
    })),
  );
  await Promise.all(
    books.flatMap(({ id }, at) => [
      at % 2
        ? db.execute(sql`delete from book_genres where book_id = ${id}`)
        : db.execute(sql`insert into book_genres (book_id, genre_id, position) values (${id}, ${genres[4]}, 1)`),
      db.execute(sql`update books set archived_at = now() where id = ${id} and ${at} % 3 = 1`),
      db.execute(sql`update genres set parent_id = ${at % 2 ? genres[2] : genres[0]} where id = ${genres[1]}`),
    ]),
  );
  const rows = await db.execute(
    sql.raw(invariants["the works of a genre are those of the books that are sold in it or below it"] ?? ""),
  );
  expect(rows.rows).toEqual([]);
});
