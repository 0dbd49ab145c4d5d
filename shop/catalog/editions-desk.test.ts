import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { anIsbn, deskOf } from "../../tests/desk-books.ts";
import { as, guest, openTestShop } from "../../tests/world.ts";
import { newId } from "../_kernel/ids.ts";
import { findBook, joinWorks, listEditions, splitEdition, suggestWorks } from "./index.ts";

const shop = openTestShop();
const { db } = shop.database;
const { desk, create, audited } = deskOf(shop);

describe("CAT-10 works", () => {
  it("CAT-10 a new edition joins the work of another; two works become one, and are taken apart", async () => {
    const first = await create({ title: "Rivers", isbn: anIsbn() });
    const second = await create({ title: "Rivers", format: "hardback", editionOf: first.book.isbn ?? "" });
    expect(second.book.workId).toBe(first.book.workId);
    const third = await create({ title: "Rivers", format: "ebook" });
    expect((await suggestWorks(desk, third.id)).map(({ bookId }) => bookId)).toEqual([first.id]);
    await db.execute(sql`insert into staff_notes (id, work_id, by, desk, note)
      values (${newId(new Date())}, ${third.book.workId}, 'Ines', 'Fiction', 'Read it.')`);
    expect(await joinWorks(desk, { bookId: third.id, intoBookId: second.id })).toMatchObject({ ok: true });
    expect(await joinWorks(desk, { bookId: third.id, intoBookId: second.id })).toMatchObject({ code: "SAME_WORK" });
    expect(await suggestWorks(desk, third.id)).toEqual([]);
    const page = await findBook(as(shop, guest), first.slug);
    expect(page?.editions.map(({ format }) => format)).toEqual(["paperback", "hardback", "ebook"]);
    expect(page?.staffNote?.text).toBe("Read it.");
    expect((await listEditions(desk, first.id)).map(({ id }) => id).sort()).toEqual([second.id, third.id].sort());
    const { rows } = await db.execute(sql`select 1 from works where id = ${third.book.workId}`);
    expect(rows).toEqual([]);
    expect(await splitEdition(desk, second.id)).toMatchObject({ ok: true });
    expect(await splitEdition(desk, second.id)).toMatchObject({ code: "ONLY_EDITION" });
    expect(await joinWorks(desk, { bookId: first.id, intoBookId: "x" })).toMatchObject({ code: "NOT_FOUND" });
    expect(await audited(second.id)).toEqual(["book.created", "book.split"]);
  });

  it("CAT-10 joining both ways at once makes one work, whoever is first", async () => {
    const [a, b] = [await create(), await create()];
    const both = await Promise.all([
      joinWorks(desk, { bookId: a.id, intoBookId: b.id }),
      joinWorks(desk, { bookId: b.id, intoBookId: a.id }),
    ]);
    expect(both.map((result) => (result.ok ? "joined" : result.code)).sort()).toEqual(["SAME_WORK", "joined"]);
    expect((await listEditions(desk, a.id)).map(({ id }) => id)).toEqual([b.id]);
  });
});
