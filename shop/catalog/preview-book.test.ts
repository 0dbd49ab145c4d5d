import { describe, expect, it } from "vitest";
import { newId } from "../_kernel/ids.ts";
import { aBook, as, guest, job, openTestShop, person } from "../../tests/world.ts";
import { findBook, keepDraft, previewBook, removeOldCovers } from "./index.ts";

const shop = openTestShop();
const staff = as(shop, person("staff"));

describe("the preview of a book", () => {
  it("CAT-2 shows an archived book to the desk, and to nobody else", async () => {
    const { id, slug } = await aBook(shop, { title: "Out of sight", archived: true });
    expect(await findBook(as(shop, guest), slug)).toBeNull();
    expect(await previewBook(staff, { bookId: id, draft: true })).toMatchObject({
      book: { id, title: "Out of sight", editions: [] },
      archived: true,
      drafted: false,
      problems: [],
    });
    for (const actor of [guest, person("customer")]) {
      await expect(previewBook(as(shop, actor), { bookId: id, draft: false })).rejects.toThrow();
      await expect(keepDraft(as(shop, actor), { bookId: id, record: {} })).rejects.toThrow();
    }
  });

  it("CAT-2 shows what its editor typed and did not save, writes nothing, and tells what cannot be read", async () => {
    const { id, slug } = await aBook(shop, { title: "Before" });
    const record = {
      title: "After",
      price: 1_999,
      pages: -4,
      isbn: "9780140449267",
      contributors: [{ name: "Ada Writer", role: "author" }],
      description: "New words.",
    };
    expect(await keepDraft(staff, { bookId: id, record })).toMatchObject({ ok: true });
    const preview = await previewBook(staff, { bookId: id, draft: true });
    expect(preview).toMatchObject({
      drafted: true,
      book: {
        title: "After",
        price: { minor: 1_999, currency: "EUR" },
        pages: null,
        isbn13: null,
        description: "New words.",
        authors: [{ name: "Ada Writer", slug: "ada-writer" }],
      },
    });
    expect(preview.problems.map(({ field }) => field).sort()).toEqual(["isbn", "pages"]);
    expect(await findBook(as(shop, guest), slug)).toMatchObject({ title: "Before", contributors: [] });
    expect((await previewBook(staff, { bookId: id, draft: false })).book.title).toBe("Before");
    // a colleague has a draft of their own, or none
    expect(await previewBook(as(shop, person("staff")), { bookId: id, draft: true })).toMatchObject({ drafted: false });
  });

  it("CAT-2 refuses a book that is not there, and a draft beyond all measure; a day later a draft is gone", async () => {
    expect(await keepDraft(staff, { bookId: newId(new Date()), record: {} })).toMatchObject({ code: "NOT_FOUND" });
    for (const bookId of ["x", newId(new Date())]) {
      await expect(previewBook(staff, { bookId, draft: true })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    const { id } = await aBook(shop);
    const record = { description: "x".repeat(200_001) };
    expect(await keepDraft(staff, { bookId: id, record })).toMatchObject({ code: "INVALID_INPUT" });
    await keepDraft(staff, { bookId: id, record: { title: "Later" } });
    await removeOldCovers(as(shop, job, new Date(Date.now() + 25 * 60 * 60 * 1000)));
    expect(await previewBook(staff, { bookId: id, draft: true })).toMatchObject({ drafted: false });
  });
});
