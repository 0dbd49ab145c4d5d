import { sql } from "drizzle-orm";
import fc from "fast-check";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { aBook, as, guest, openTestShop, person } from "../../tests/world.ts";
import { AccessDenied } from "../_kernel/errors.ts";
import { newId } from "../_kernel/ids.ts";
import {
  archiveGenre,
  createGenre,
  findBook,
  findGenre,
  findSlugRedirect,
  getDeskBook,
  listDeskGenres,
  listGenreBooks,
  mergeGenres,
  moveGenre,
  renameGenre,
  restoreGenre,
} from "./index.ts";

const shop = openTestShop();
const { db } = shop.database;
const desk = as(shop, person("staff"));
const shopper = as(shop, guest);

let made = 0;
async function genre(name = `Genre ${++made}`, parentId: string | null = null) {
  const result = await createGenre(desk, { names: { en: name }, parentId, coverFamily: "crime" });
  if (!result.ok) throw new Error(result.code);
  return result.value;
}
const shelve = (bookId: string, genreId: string, position = 0) =>
  db.execute(sql`insert into book_genres (book_id, genre_id, position) values (${bookId}, ${genreId}, ${position})`);
const parents = async (ids: readonly string[]) => {
  const all = await listDeskGenres(desk);
  return ids.map((id) => {
    const parent = all.find((each) => each.id === id)?.parentId ?? null;
    return parent === null ? null : ids.indexOf(parent);
  });
};

describe("CAT-2 CAT-9 genres at the desk", () => {
  it("CAT-9 are made, below others or at the top, with slugs of their own", async () => {
    const top = await genre("Sea stories");
    const below = await genre("Sea stories", top.id);
    expect([top.slug, below.slug]).toEqual(["sea-stories", "sea-stories-2"]);
    const found = await findGenre(shopper, below.slug);
    expect(found?.ancestors.map(({ slug }) => slug)).toEqual(["sea-stories"]);
    const desked = (await listDeskGenres(desk)).filter(({ id }) => id === top.id || id === below.id);
    expect(desked.map(({ depth }) => depth)).toEqual([0, 1]);
    expect(
      await createGenre(desk, { names: { en: "X" }, parentId: newId(new Date()), coverFamily: "crime" }),
    ).toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("CAT-9 CAT-3 a new name keeps the address; a new address makes the old one lead there", async () => {
    const { id, slug } = await genre("Rain");
    expect(await renameGenre(desk, { id, names: { en: "Rain and wind", de: "Regen" } })).toMatchObject({
      value: { slug },
    });
    expect(await renameGenre(desk, { id, names: { en: "Weather" }, slug: "weather" })).toMatchObject({ ok: true });
    expect(await findSlugRedirect(shopper, "genre", slug)).toBe("weather");
    const { rows } = await db.execute(sql`select names from genres where id = ${id}`);
    expect(rows).toEqual([{ names: { en: "Weather", de: "Regen" } }]);
    const other = await genre("Rain");
    expect(other.slug).toBe("rain-2");
    for (const taken of ["weather", slug])
      expect(await renameGenre(desk, { id: other.id, names: { en: "R" }, slug: taken })).toMatchObject({
        field: "slug",
      });
  });

  it("CAT-9 CAT-3 every address a genre ever had leads to the last one in one step, also after two merges", async () => {
    const [one, two, three] = [await genre("Link one"), await genre("Link two"), await genre("Link three")];
    for (const slug of ["link-a", "link-b"]) await renameGenre(desk, { id: one.id, names: { en: "Link" }, slug });
    await mergeGenres(desk, { id: one.id, intoId: two.id });
    await renameGenre(desk, { id: two.id, names: { en: "Link" }, slug: "link-c" });
    await mergeGenres(desk, { id: two.id, intoId: three.id });
    for (const old of ["link-one", "link-a", "link-b", "link-two", "link-c"])
      expect(await findSlugRedirect(shopper, "genre", old), old).toBe("link-three");
    expect((await genre("Link one")).slug, "an old address is not given away").toBe("link-one-2");
  });

  it("CAT-2 CAT-9 of two who change one genre the second is told what is there, and overwrites only what it has seen", async () => {
    const { id, slug } = await genre("Both of us");
    const seen = { en: "Both of us", de: "", slug, coverFamily: "crime" };
    expect(await renameGenre(desk, { id, names: { en: "Both" }, coverFamily: "crime", seen })).toMatchObject({
      ok: true,
    });
    expect(await renameGenre(desk, { id, names: { en: "Us" }, seen })).toMatchObject({
      code: "GENRE_CHANGED",
      there: { en: "Both", slug },
    });
    expect(
      await renameGenre(desk, { id, names: { en: "Both" }, slug: "both-now", seen }),
      "the same twice",
    ).toMatchObject({
      ok: true,
    });
    const now = { en: "Both", de: "", slug: "both-now", coverFamily: "crime" };
    expect(await renameGenre(desk, { id, names: { en: "Us" }, seen: now })).toMatchObject({ ok: true });
    const [a, b] = [await genre(), await genre()];
    expect(await moveGenre(desk, { id, parentId: a.id, seenParentId: null })).toMatchObject({ ok: true });
    expect(await moveGenre(desk, { id, parentId: b.id, seenParentId: null })).toMatchObject({
      code: "GENRE_CHANGED",
      there: { parentId: a.id },
    });
    expect(await moveGenre(desk, { id, parentId: a.id, seenParentId: null }), "a second click").toMatchObject({
      value: { changed: false },
    });
    expect(await moveGenre(desk, { id, parentId: b.id, seenParentId: a.id })).toMatchObject({ ok: true });
  });

  it("CAT-9 a move takes all below along; a circle is refused", async () => {
    const [a, b] = [await genre(), await genre()];
    const c = await genre("Child", b.id);
    const book = await aBook(shop);
    await shelve(book.id, c.id);
    expect(await moveGenre(desk, { id: b.id, parentId: a.id })).toMatchObject({ value: { changed: true } });
    expect(await moveGenre(desk, { id: b.id, parentId: a.id })).toMatchObject({ value: { changed: false } });
    expect((await listGenreBooks(shopper, a.slug, { page: 1, pageSize: 9 })).items).toEqual([book.slug]);
    for (const parentId of [a.id, b.id, c.id])
      expect(await moveGenre(desk, { id: a.id, parentId }), parentId).toMatchObject({ code: "GENRE_CYCLE" });
    expect(await moveGenre(desk, { id: c.id, parentId: null })).toMatchObject({ ok: true });
    expect(await moveGenre(desk, { id: "x", parentId: null })).toMatchObject({ code: "NOT_FOUND" });
  });

  it("CAT-9 whatever is moved wherever, the tree stays one, and only circles are refused", async () => {
    const count = 6;
    const ids = await Promise.all(Array.from({ length: count }, async () => (await genre()).id));
    const place = fc.option(fc.nat({ max: count - 1 }), { nil: null });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat({ max: count - 1 }), place), { maxLength: 12 }), async (moves) => {
        const model: (number | null)[] = await parents(ids);
        for (const [who, where] of moves) {
          const circle = (() => {
            for (let at: number | null = where; at !== null; at = model[at] ?? null) if (at === who) return true;
            return false;
          })();
          const result = await moveGenre(desk, {
            id: ids[who] ?? "",
            parentId: where === null ? null : (ids[where] ?? ""),
          });
          expect(result.ok ? "moved" : result.code).toBe(circle ? "GENRE_CYCLE" : "moved");
          if (!circle) model[who] = where;
        }
        expect(await parents(ids)).toEqual(model);
      }),
      { numRuns: 25 },
    );
  });

  it("CAT-9 two moves at once that would make a circle: one is refused, by the command and by the database", async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await genre(), await genre()];
      const both = await Promise.all([
        moveGenre(desk, { id: a.id, parentId: b.id }),
        moveGenre(desk, { id: b.id, parentId: a.id }),
      ]);
      expect(both.map((result) => (result.ok ? "moved" : result.code)).sort()).toEqual(["GENRE_CYCLE", "moved"]);
      const [c, d] = [await genre(), await genre()];
      const clients = [new Client(process.env.DATABASE_URL), new Client(process.env.DATABASE_URL)];
      await Promise.all(clients.map((client) => client.connect()));
      const moves = await Promise.allSettled(
        [
          [c.id, d.id],
          [d.id, c.id],
        ].map((pair, i) => clients[i]?.query("update genres set parent_id = $2 where id = $1", pair)),
      );
      await Promise.all(clients.map((client) => client.end()));
      expect(moves.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    }
  });

  it("CAT-9 CAT-3 a merge takes books, genres below and every old address along", async () => {
    const [from, into] = [await genre("Ghosts"), await genre("Spooky")];
    const below = await genre("Polite ghosts", from.id);
    const [one, both] = [await aBook(shop), await aBook(shop)];
    await shelve(one.id, from.id);
    await shelve(both.id, from.id, 0);
    await shelve(both.id, into.id, 1);
    await renameGenre(desk, { id: from.id, names: { en: "Ghosts" }, slug: "ghost-stories" });
    expect(await mergeGenres(desk, { id: from.id, intoId: below.id })).toMatchObject({ code: "GENRE_CYCLE" });
    expect(await mergeGenres(desk, { id: from.id, intoId: from.id })).toMatchObject({ code: "GENRE_CYCLE" });
    const version = (await getDeskBook(desk, one.id)).version;
    expect(await mergeGenres(desk, { id: from.id, intoId: into.id })).toMatchObject({ value: { slug: "spooky" } });
    for (const old of ["ghosts", "ghost-stories"]) expect(await findSlugRedirect(shopper, "genre", old)).toBe("spooky");
    expect((await findBook(shopper, one.slug))?.genres.map(({ slug }) => slug)).toEqual(["spooky"]);
    expect((await getDeskBook(desk, both.id)).genres).toEqual(["spooky"]);
    expect((await getDeskBook(desk, one.id)).version).toBeGreaterThan(version);
    expect((await findGenre(shopper, below.slug))?.ancestors.map(({ slug }) => slug)).toEqual(["spooky"]);
    expect(await mergeGenres(desk, { id: from.id, intoId: into.id })).toMatchObject({ code: "NOT_FOUND" });
    const third = await genre("All of it");
    await mergeGenres(desk, { id: into.id, intoId: third.id });
    for (const old of ["ghosts", "ghost-stories", "spooky"])
      expect(await findSlugRedirect(shopper, "genre", old), "one step, not three").toBe("all-of-it");
  });

  it("CAT-2 an archived genre is not shown, and keeps its books", async () => {
    const [top, below] = [await genre(), await genre()];
    await moveGenre(desk, { id: below.id, parentId: top.id });
    const book = await aBook(shop);
    await shelve(book.id, below.id);
    expect(await archiveGenre(desk, top.id)).toMatchObject({ code: "GENRE_NOT_EMPTY" });
    expect(await archiveGenre(desk, below.id)).toMatchObject({ value: { changed: true } });
    expect(await archiveGenre(desk, below.id)).toMatchObject({ value: { changed: false } });
    expect(await findGenre(shopper, below.slug)).toBeNull();
    expect((await findBook(shopper, book.slug))?.genres).toEqual([]);
    expect((await getDeskBook(desk, book.id)).genres).toEqual([below.slug]);
    expect(await archiveGenre(desk, top.id)).toMatchObject({ ok: true });
    expect(await restoreGenre(desk, below.id)).toMatchObject({ code: "GENRE_ARCHIVED" });
    expect(await createGenre(desk, { names: { en: "N" }, parentId: top.id, coverFamily: "sf" })).toMatchObject({
      code: "GENRE_ARCHIVED",
    });
    expect(await restoreGenre(desk, top.id)).toMatchObject({ ok: true });
    expect(await restoreGenre(desk, below.id)).toMatchObject({ value: { changed: true } });
    expect((await findBook(shopper, book.slug))?.genres.map(({ slug }) => slug)).toEqual([below.slug]);
    const { rows } = await db.execute(
      sql`select action from audit_entries where subject_id = ${below.id} order by at, id`,
    );
    expect(rows.map(({ action }) => action)).toEqual([
      "genre.created",
      "genre.moved",
      "genre.archived",
      "genre.restored",
    ]);
  });

  it("IDN-6 guests and customers change no genre", async () => {
    const { id } = await genre();
    for (const actor of [guest, person("customer")]) {
      const ctx = as(shop, actor);
      const tries: (() => Promise<unknown>)[] = [
        () => listDeskGenres(ctx),
        () => createGenre(ctx, { names: { en: "N" }, parentId: null, coverFamily: "sf" }),
        () => renameGenre(ctx, { id, names: { en: "N" } }),
        () => moveGenre(ctx, { id, parentId: null }),
        () => mergeGenres(ctx, { id, intoId: id }),
        () => archiveGenre(ctx, id),
        () => restoreGenre(ctx, id),
      ];
      for (const attempt of tries) await expect(attempt(), String(attempt)).rejects.toBeInstanceOf(AccessDenied);
    }
  });
});
