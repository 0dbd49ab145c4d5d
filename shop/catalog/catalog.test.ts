import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { as, guest, job, openTestShop, anOrder, pay } from "../../tests/world.ts";
import { demoWorks, fillDemo } from "../../db/demo/fill.ts";
import { newId } from "../_kernel/ids.ts";
import { countBestsellers, listBestsellers } from "../analytics/index.ts";
import { cancelTrackedOrder } from "../orders/index.ts";
import {
  findBook,
  findContributor,
  findGenre,
  findSlugRedirect,
  getCoverInput,
  listAllSlugs,
  listCards,
  listContributorBooks,
  listGenreBooks,
  listGenres,
  listMoreByAuthors,
  listNew,
  listSimilar,
  listStaffPicks,
} from "./index.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const paging = { page: 1, pageSize: 24 };

beforeAll(async () => {
  await fillDemo(process.env.DATABASE_URL ?? "", { email: "Desk@Example.org", password: "a password of some length" });
});

describe("PLT-7 the demo catalogue", () => {
  it("PLT-7 CAT-10 holds at least 300 works of at least 14 genres, thirty and more in several formats", async () => {
    const { rows } = await ctx.db.execute<Record<string, number>>(sql`
      select (select count(*)::int from works) as works,
        (select count(distinct genre_id)::int from book_genres where position = 0) as genres,
        (select count(*)::int from (select work_id from books group by work_id having count(distinct format) > 1) as several) as several,
        (select count(*)::int from staff_notes) as notes`);
    expect(rows[0]?.works).toBeGreaterThanOrEqual(300);
    expect(rows[0]?.genres).toBeGreaterThanOrEqual(14);
    expect(rows[0]?.several).toBeGreaterThanOrEqual(30);
    expect(rows[0]?.notes).toBeGreaterThanOrEqual(20);
  });

  it("PLT-7 no work stands in it twice, and every description is one", () => {
    const works = demoWorks();
    const names = works.map((work) => `${work.title} / ${work.contributors[0]?.name}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    const isbns = works.flatMap((work) => work.editions.flatMap((edition) => edition.isbn13 ?? []));
    expect(new Set(isbns).size).toBe(isbns.length);
    for (const { title, description } of works) {
      expect(description.split(/\s+/).length, title).toBeGreaterThanOrEqual(25);
      expect(description, title).not.toMatch(/unputdownable|masterpiece|must-read|!/i);
    }
  });

  it("PLT-1 a second filling changes nothing", async () => {
    const again = await fillDemo(process.env.DATABASE_URL ?? "", {
      email: "other@example.org",
      password: "x".repeat(12),
    });
    expect(again).toEqual({ books: 0, adminMade: false });
    const { rows } = await ctx.db.execute(sql`select email, role from users`);
    expect(rows).toEqual([{ email: "desk@example.org", role: "admin" }]);
  });
});

describe("CAT-1 a book", () => {
  it("CAT-1 CAT-10 DSC-4 has everything about its edition, and knows the others", async () => {
    const book = await findBook(ctx, "the-count-of-monte-cristo");
    expect(book).toMatchObject({
      title: "The Count of Monte Cristo",
      authors: [{ name: "Alexandre Dumas", slug: "alexandre-dumas" }],
      isbn13: "9780140449266",
      language: "en",
      firstPublished: 1844,
      price: { currency: "EUR" },
    });
    expect(book?.contributors.map((c) => c.role)).toContain("translator");
    expect(book?.genres[0]).toEqual({ slug: "classics", name: "Classics" });
    expect(book?.coverKey).toMatch(/^[a-z0-9]{10}$/);
    expect(book?.editions.map((e) => e.slug)).toContain("the-count-of-monte-cristo");
  });

  it("CAT-2 an archived or unknown one is not found", async () => {
    await ctx.db.execute(sql`update books set archived_at = now() where slug = 'emma'`);
    expect(await findBook(ctx, "emma")).toBeNull();
    expect(await listCards(ctx, ["emma", "nothing"])).toEqual([]);
    await ctx.db.execute(sql`update books set archived_at = null where slug = 'emma'`);
    expect(await findBook(ctx, "nothing-of-the-kind")).toBeNull();
    expect(await listCards(ctx, [])).toEqual([]);
  });

  it("CAT-3 an old slug leads to the new one", async () => {
    await ctx.db.execute(
      sql`insert into slug_redirects (kind, slug, target_id) select 'book', 'old-dune', id from books where slug = 'dune'`,
    );
    expect(await findSlugRedirect(ctx, "book", "old-dune")).toBe("dune");
    expect(await findSlugRedirect(ctx, "genre", "old-dune")).toBeNull();
  });

  it("CAT-7 every book has what a cover is drawn from, archived or not", async () => {
    const { rows } = await ctx.db.execute<{ id: string }>(sql`select id from books where isbn13 is null limit 1`);
    expect(await getCoverInput(ctx, rows[0]?.id ?? "")).toMatchObject({
      input: { isbn13: rows[0]?.id, language: "en" },
      coverKey: expect.stringMatching(/^[a-z0-9]{10}$/),
    });
    for (const bad of ["", "x", newId(new Date())])
      await expect(getCoverInput(ctx, bad)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("DSC-1 lists", () => {
  it("DSC-1 new books: one edition a work, the newest first, page by page", async () => {
    const first = await listNew(ctx, paging);
    const second = await listNew(ctx, { ...paging, page: 2 });
    expect(first.items).toHaveLength(24);
    expect(first.total).toBe(demoWorks().length);
    expect(first.items.filter((slug) => second.items.includes(slug))).toEqual([]);
    expect(await listNew(ctx, { ...paging, page: 9_999 })).toMatchObject({ items: [], total: first.total });
  });

  it("CAT-9 a genre holds its descendants' books, and its count says so", async () => {
    const found = await findGenre(ctx, "fiction");
    const books = await listGenreBooks(ctx, "fiction", { page: 1, pageSize: 1_000 });
    expect(found?.genre.works).toBe(books.total);
    expect(found?.genre.children.map((child) => child.slug)).toContain("crime");
    expect((await findGenre(ctx, "crime"))?.ancestors).toEqual([{ slug: "fiction", name: "Fiction" }]);
    expect(await findGenre(ctx, "nothing")).toBeNull();
    expect((await listGenreBooks(ctx, "nothing", paging)).items).toEqual([]);
  });

  it("CAT-9 genres form a tree: no cycle can be made", async () => {
    const cycle = ctx.db.execute(sql`
      update genres set parent_id = (select id from genres where slug = 'crime') where slug = 'fiction'`);
    await expect(cycle).rejects.toMatchObject({ cause: { constraint: "genres_are_a_tree" } });
    const tree = await listGenres(ctx);
    expect(tree.every((node) => node.works > 0)).toBe(true);
  });

  it("DSC-1 an author's page lists all their books", async () => {
    const person = await findContributor(ctx, "ursula-k-le-guin");
    expect(person).toMatchObject({ name: "Ursula K. Le Guin", roles: ["author"] });
    expect((await listContributorBooks(ctx, "ursula-k-le-guin", paging)).total).toBeGreaterThanOrEqual(2);
    expect(await findContributor(ctx, "nobody")).toBeNull();
  });

  it("DSC-4 similar books are of its genres, not of its author or its work; more by the author are", async () => {
    const me = await findBook(ctx, "dune");
    const similar = await Promise.all((await listSimilar(ctx, "dune", 6)).map((slug) => findBook(ctx, slug)));
    expect(similar).toHaveLength(6);
    for (const book of similar) {
      expect(book?.authors.map((a) => a.slug)).not.toContain("frank-herbert");
      expect(book?.genres.map((g) => g.slug).some((slug) => me?.genres.some((g) => g.slug === slug))).toBe(true);
    }
    expect(await listSimilar(ctx, "dune", 6)).toEqual(similar.map((book) => book?.slug));
    for (const slug of await listMoreByAuthors(ctx, "the-dispossessed", 6)) {
      expect((await findBook(ctx, slug))?.authors.map((a) => a.slug)).toContain("ursula-k-le-guin");
    }
  });

  it("DSC-1 staff picks come with their note", async () => {
    const picks = await listStaffPicks(ctx, 5);
    expect(picks).toHaveLength(5);
    for (const { note, slug } of picks) expect((await findBook(ctx, slug))?.staffNote).toEqual(note);
  });

  it("DSC-4 the sitemap knows every book, genre and person", async () => {
    const all = await listAllSlugs(ctx);
    expect(all.books.length).toBe(demoWorks().flatMap((work) => work.editions).length);
    expect(all.genres).toContain("poetry");
    expect(all.contributors).toContain("ursula-k-le-guin");
  });
});

it("DSC-1 bestsellers are real sales: paid, not cancelled, one rank a work", async () => {
  const system = as(shop, job);
  expect(await listBestsellers(ctx, 10)).toEqual([]);
  expect(await countBestsellers(system)).toBe(false);
  const bookId = async (slug: string) =>
    (
      await ctx.db.execute<{ id: string }>(sql`
      with b as (select id from books where slug = ${slug}), m as (
        insert into stock_movements (id, book_id, delta, reason, actor_kind) select gen_random_uuid(), id, 10, 'restock', 'system' from b)
      select id from b`)
    ).rows[0]?.id ?? "";
  const [dune, emma, persuasion] = [
    await bookId("dune"),
    await bookId("emma"),
    await bookId("the-count-of-monte-cristo"),
  ];
  for (const lines of [
    [{ bookId: dune, quantity: 3 }],
    [{ bookId: emma, quantity: 1 }],
    [{ bookId: dune }, { bookId: emma }],
  ]) {
    await pay(ctx, (await anOrder(ctx, lines)).id);
  }
  const cancelled = await anOrder(ctx, [{ bookId: persuasion, quantity: 5 }]);
  await pay(ctx, cancelled.id);
  await cancelTrackedOrder(ctx, cancelled.token);
  await anOrder(ctx, [{ bookId: persuasion, quantity: 5 }]);
  expect(await countBestsellers(system)).toBe(true);
  expect(await countBestsellers(system)).toBe(false);
  expect((await listBestsellers(ctx, 10)).map((row) => row.copies)).toEqual([4, 2]);
});
