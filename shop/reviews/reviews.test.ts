import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  aBook,
  aCart,
  anAccount,
  anOrder,
  as,
  guest,
  job,
  openTestShop,
  pay,
  person,
  submission,
} from "../../tests/world.ts";
import { addToCart } from "../cart/index.ts";
import { placeOrder } from "../checkout/index.ts";
import { listNotifications } from "../notifications/index.ts";
import { cancelMyOrder, refundOrder, getRefundable } from "../orders/index.ts";
import {
  deleteReview,
  editReview,
  findReviewable,
  getRating,
  getReview,
  listDeskReviews,
  listReviewable,
  listReviews,
  postReview,
  removeReviews,
  replyToReview,
} from "./index.ts";
import { averageOf, deskReviewFilter, editReviewInput, plainText, postReviewInput } from "./model.ts";

const shop = openTestShop();
const { db } = shop.database;
const staff = as(shop, person("staff"));
const input = (rating: number, text: string | null = null) => postReviewInput.parse({ rating, text });
const NO_SUCH = "0190a000-0000-7000-8000-000000000000";

/** Somebody with a paid order of these books. */
async function aBuyer(books: readonly { id: string }[], name = "Lena Krause") {
  const user = await anAccount(shop, { name });
  const own = as(shop, user.actor);
  for (const { id } of books) await addToCart(own, null, { bookId: id, quantity: 1 });
  const placed = await placeOrder(own, null, await submission(own, "", { email: user.email, name }));
  if (!placed.ok) throw new Error(placed.code);
  const { orderId } = placed.value;
  await pay(as(shop, guest), orderId);
  const { rows } = await db.execute<{ number: string }>(sql`select number from orders where id = ${orderId}`);
  return { ...user, own, orderId, number: rows[0]?.number ?? "" };
}
async function posted(
  own: Parameters<typeof postReview>[0],
  bookId: string,
  rating: number,
  text: string | null = null,
) {
  const answer = await postReview(own, bookId, input(rating, text));
  if (!answer.ok) throw new Error(answer.code);
  return answer.value.id;
}

describe("writing a review", () => {
  it("REV-1 REV-3 a buyer reviews, and the book has its stars at once", async () => {
    const book = await aBook(shop);
    const { own } = await aBuyer([book]);
    expect(await findReviewable(own, book.id)).toEqual({ bookId: book.id, review: null });
    const id = await posted(own, book.id, 4, "Quiet and exact.");
    expect(await getReview(as(shop, guest), id)).toMatchObject({
      bookId: book.id,
      rating: 4,
      text: "Quiet and exact.",
      author: "Lena K.",
      verified: true,
      editedAt: null,
      reply: null,
    });
    expect(await getRating(own, book.id)).toEqual({ count: 1, average: 4, histogram: [0, 0, 0, 1, 0] });
    expect((await findReviewable(own, book.id))?.review?.id).toBe(id);
  });

  it("REV-1 who has not bought it, or not paid, or cancelled, may not", async () => {
    const book = await aBook(shop);
    const refused = { ok: false, code: "NOT_PURCHASED" };
    const stranger = as(shop, (await anAccount(shop)).actor);
    expect(await postReview(stranger, book.id, input(5))).toEqual(refused);
    expect(await postReview(stranger, "no id", input(5))).toEqual(refused);
    await addToCart(stranger, null, { bookId: book.id, quantity: 1 });
    const placed = await placeOrder(stranger, null, await submission(stranger, ""));
    expect(placed.ok).toBe(true);
    expect(await postReview(stranger, book.id, input(5))).toEqual(refused);
    const buyer = await aBuyer([book]);
    expect(await cancelMyOrder(buyer.own, buyer.number)).toMatchObject({ ok: true });
    expect(await postReview(buyer.own, book.id, input(5))).toEqual(refused);
    await expect(postReview(as(shop, guest), book.id, input(5))).rejects.toThrow("UNAUTHENTICATED");
  });

  it("REV-1 copies that were cancelled alone take the right of their book with them, and the mark of its review", async () => {
    const [kept, gone] = [await aBook(shop), await aBook(shop)];
    const buyer = await aBuyer([kept, gone]);
    const id = await posted(buyer.own, gone.id, 2);
    const { lines } = await getRefundable(staff, buyer.number);
    const { rows } = await db.execute<{ id: string }>(
      sql`select id from order_lines where order_id = ${buyer.orderId} and book_id = ${gone.id}`,
    );
    expect(lines).toHaveLength(2);
    const refunded = await refundOrder(staff, buyer.number, {
      lines: [{ lineId: rows[0]?.id ?? "", quantity: 1, restock: true }],
      shippingMinor: 0,
      extraMinor: 0,
      reason: "cancelled",
      note: null,
      means: null,
    });
    expect(refunded).toMatchObject({ ok: true });
    expect((await getReview(buyer.own, id)).verified).toBe(false);
    expect(await deleteReview(buyer.own, id)).toMatchObject({ ok: true });
    expect(await postReview(buyer.own, gone.id, input(1))).toMatchObject({ code: "NOT_PURCHASED" });
    expect(await postReview(buyer.own, kept.id, input(1))).toMatchObject({ ok: true });
  });

  it("REV-1 a second one is refused, also when both come at once", async () => {
    const book = await aBook(shop);
    const { own, actor } = await aBuyer([book]);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) => postReview(as(shop, actor), book.id, input((i % 5) + 1))),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((each) => !each.ok && each.code === "DUPLICATE_REVIEW")).toHaveLength(5);
    expect(await postReview(own, book.id, input(3))).toEqual({ ok: false, code: "DUPLICATE_REVIEW" });
    expect((await getRating(own, book.id)).count).toBe(1);
  });

  it("REV-1 many readers at once are all counted", async () => {
    const book = await aBook(shop, { stock: 50 });
    const buyers = [];
    for (let i = 0; i < 6; i++) buyers.push(await aBuyer([book]));
    await Promise.all(buyers.map(({ own }, i) => posted(own, book.id, (i % 5) + 1)));
    expect(await getRating(staff, book.id)).toEqual({ count: 6, average: 2.7, histogram: [2, 1, 1, 1, 1] });
  });

  it("REV-1 the database itself takes no sixth star", async () => {
    const book = await aBook(shop);
    const { own } = await aBuyer([book]);
    const id = await posted(own, book.id, 5);
    await expect(db.execute(sql`update reviews set rating = 6 where id = ${id}`)).rejects.toThrow();
    for (const rating of [0, 6, 1.5, "6", "", null]) {
      expect(postReviewInput.safeParse({ rating }).success, String(rating)).toBe(false);
    }
  });
});

describe("changing a review", () => {
  it("REV-5 an edit changes what is sent alone, and null clears the text", async () => {
    const book = await aBook(shop);
    const { own } = await aBuyer([book]);
    const id = await posted(own, book.id, 3, "Good.");
    expect(await editReview(own, id, editReviewInput.parse({ rating: 5 }))).toEqual({ ok: true, value: null });
    expect(await getReview(own, id)).toMatchObject({ rating: 5, text: "Good." });
    await editReview(own, id, editReviewInput.parse({ text: "Better." }));
    expect(await getReview(own, id)).toMatchObject({ rating: 5, text: "Better." });
    await editReview(own, id, editReviewInput.parse({ text: null }));
    const cleared = await getReview(own, id);
    expect(cleared).toMatchObject({ rating: 5, text: null });
    expect(cleared.editedAt).not.toBeNull();
    expect(await getRating(own, book.id)).toEqual({ count: 1, average: 5, histogram: [0, 0, 0, 0, 1] });
    expect(editReviewInput.safeParse({}).success).toBe(false);
  });

  it("REV-2 others neither edit nor delete it, staff delete it and that is written down", async () => {
    const book = await aBook(shop);
    const [author, other] = [await aBuyer([book]), await aBuyer([book])];
    const id = await posted(author.own, book.id, 1);
    const refused = { ok: false, code: "NOT_REVIEW_OWNER" };
    expect(await editReview(other.own, id, { rating: 5 })).toEqual(refused);
    expect(await editReview(staff, id, { rating: 5 })).toEqual(refused);
    expect(await deleteReview(other.own, id)).toEqual(refused);
    await expect(deleteReview(as(shop, guest), id)).rejects.toThrow("UNAUTHENTICATED");
    expect(await deleteReview(staff, id)).toEqual({ ok: true, value: null });
    await expect(deleteReview(staff, id)).rejects.toThrow("not found");
    const { rows } = await db.execute(
      sql`select action from audit_entries where subject_id = ${id} and action = 'review.removed'`,
    );
    expect(rows).toHaveLength(1);
  });

  it("REV-2 a deleted one stays as a row, counts no more, and may be followed by another", async () => {
    const book = await aBook(shop);
    const { own, id: userId } = await aBuyer([book]);
    const id = await posted(own, book.id, 1, "No.");
    expect(await deleteReview(own, id)).toMatchObject({ ok: true });
    expect(await getRating(own, book.id)).toEqual({ count: 0, average: null, histogram: [0, 0, 0, 0, 0] });
    await expect(getReview(own, id)).rejects.toThrow("not found");
    await expect(editReview(own, id, { rating: 2 })).rejects.toThrow("not found");
    await expect(deleteReview(own, id)).rejects.toThrow("not found");
    await posted(own, book.id, 5);
    const { rows } = await db.execute(sql`select id from reviews where user_id = ${userId}`);
    expect(rows).toHaveLength(2);
    expect((await getRating(own, book.id)).average).toBe(5);
  });

  it("REV-2 edit and delete at once end in one of the two, and the sums agree", async () => {
    const book = await aBook(shop);
    const { own } = await aBuyer([book]);
    for (let i = 0; i < 5; i++) {
      const id = await posted(own, book.id, 1);
      const [edited] = await Promise.all([
        editReview(own, id, { rating: 5 }).catch((error: Error) => error.message),
        deleteReview(own, id),
      ]);
      expect([{ ok: true, value: null }, "review not found"]).toContainEqual(edited);
      expect((await getRating(own, book.id)).count).toBe(0);
    }
  });

  it("REV-2 REV-4 a review that is written, changed and moderated at once is counted as what is left", async () => {
    const book = await aBook(shop);
    const { own } = await aBuyer([book]);
    for (let i = 0; i < 5; i++) {
      const id = await posted(own, book.id, 2);
      const [, removed] = await Promise.all([
        editReview(own, id, { rating: 4 }).catch(() => null),
        removeReviews(staff, [id]),
        deleteReview(own, id).catch(() => null),
        postReview(own, book.id, input(3)),
      ]);
      expect(removed.removed + removed.missing).toBe(1);
      const left = await findReviewable(own, book.id);
      const rating = await getRating(own, book.id);
      expect(rating.count).toBe(left?.review ? 1 : 0);
      expect(rating.average).toBe(left?.review?.rating ?? null);
      if (left?.review) await deleteReview(own, left.review.id);
    }
  });
});

describe("reading reviews", () => {
  it("REV-3 the average has one decimal, half up", () => {
    expect([averageOf(17, 4), averageOf(0, 0), averageOf(14, 3), averageOf(9, 2), averageOf(20, 4)]).toEqual([
      4.3,
      null,
      4.7,
      4.5,
      5,
    ]);
  });

  it("REV-1 a book's list sorts, pages and hides nothing that lives", async () => {
    const book = await aBook(shop, { stock: 50 });
    const stars = [3, 5, 1];
    for (const rating of stars) await posted((await aBuyer([book])).own, book.id, rating);
    const list = async (sort: "newest" | "highest" | "lowest", page = 1) =>
      (await listReviews(staff, book.id, { sort, page, pageSize: 2 })).items.map(({ rating }) => rating);
    expect(await list("newest")).toEqual([1, 5]);
    expect(await list("newest", 2)).toEqual([3]);
    expect(await list("highest")).toEqual([5, 3]);
    expect(await list("lowest")).toEqual([1, 3]);
    expect(await list("lowest", 9)).toEqual([]);
  });

  it("REV-1 the account lists what may be reviewed, and nothing of others", async () => {
    const [a, b] = [await aBook(shop), await aBook(shop)];
    const { own } = await aBuyer([a, b]);
    await posted(own, a.id, 5);
    const mine = await listReviewable(own);
    expect(mine.map(({ bookId, review }) => [bookId, review?.rating ?? null])).toEqual(
      expect.arrayContaining([
        [a.id, 5],
        [b.id, null],
      ]),
    );
    expect(await listReviewable(as(shop, (await anAccount(shop)).actor))).toEqual([]);
  });

  it("SEC-4 REV-1 text is kept as plain text: no control characters, no unseen turns of direction, and no more than fits", () => {
    expect(plainText("  <script>alert(1)</script>\u0000\u202e\r\n\r\n\r\n\r\nyes\u0007\t\u200b ")).toBe(
      "<script>alert(1)</script>\n\nyes",
    );
    expect(postReviewInput.parse({ rating: "4", text: " \u0000 " })).toEqual({ rating: 4, text: null });
    expect(postReviewInput.parse({ rating: 4 })).toEqual({ rating: 4, text: null });
    expect(postReviewInput.safeParse({ rating: 4, text: "x".repeat(5_001) }).success).toBe(false);
    expect(postReviewInput.safeParse({ rating: 4, text: "x".repeat(5_000) }).success).toBe(true);
  });
});

describe("moderation", () => {
  it("REV-4 filters combine, and sort by date or rating", async () => {
    const [a, b] = [await aBook(shop, { stock: 50 }), await aBook(shop, { stock: 50 })];
    const [ada, bo] = [await aBuyer([a, b], "Ada Oak"), await aBuyer([a], "Bo Elm")];
    await posted(ada.own, a.id, 2, "Too long by half.");
    await posted(ada.own, b.id, 5, "Just right.");
    await posted(bo.own, a.id, 4, "Long, and I did not want it to end 100%.");
    const found = async (filter: object) =>
      (await listDeskReviews(staff, deskReviewFilter.parse(filter))).items.map(({ text }) => text?.slice(0, 4));
    expect(await found({ book: a.id, sort: "rating" })).toEqual(["Long", "Too "]);
    expect(await found({ book: a.id, sort: "rating", direction: "asc" })).toEqual(["Too ", "Long"]);
    expect(await found({ book: a.id, direction: "asc" })).toEqual(["Too ", "Long"]);
    expect(await found({ user: ada.id, least: 3 })).toEqual(["Just"]);
    expect(await found({ user: ada.id, most: 3 })).toEqual(["Too "]);
    expect(await found({ book: a.id, text: "LONG", user: bo.id })).toEqual(["Long"]);
    expect(await found({ book: a.id, text: "100%" })).toEqual(["Long"]);
    expect(await found({ book: a.id, text: "bo e" })).toEqual(["Long"]);
    expect(await found({ book: b.id, text: "long" })).toEqual([]);
  });

  it("REV-4 removing many skips what is missing and says how many there were", async () => {
    const book = await aBook(shop, { stock: 50 });
    const ids = [];
    for (const rating of [1, 3, 5]) ids.push(await posted((await aBuyer([book])).own, book.id, rating));
    expect(await removeReviews(staff, [...ids.slice(0, 2), ids[0] ?? "", NO_SUCH, "no id"])).toEqual({
      removed: 2,
      missing: 2,
    });
    expect(await removeReviews(staff, ids.slice(0, 2))).toEqual({ removed: 0, missing: 2 });
    expect(await getRating(staff, book.id)).toEqual({ count: 1, average: 5, histogram: [0, 0, 0, 0, 1] });
  });

  it("REV-4 MSG-5 the shop answers a review once, may change the answer, and the author is told", async () => {
    const book = await aBook(shop);
    const { own } = await aBuyer([book]);
    const id = await posted(own, book.id, 3);
    const events = async () =>
      (await db.execute(sql`select id from events where kind = 'review.replied' and payload ->> 'reviewId' = ${id}`))
        .rows;
    await replyToReview(staff, id, "Thank you.");
    await replyToReview(staff, id, "Thank you.");
    expect((await getReview(own, id)).reply).toMatchObject({ text: "Thank you." });
    expect(await events()).toHaveLength(1);
    await replyToReview(staff, id, "Thank you very much.");
    const told = (await listNotifications(own, 1)).items.filter(({ kind }) => kind === "review_reply");
    expect(told).toMatchObject([{ data: { reviewId: id, slug: book.slug } }]);
    await replyToReview(staff, id, null);
    expect((await getReview(own, id)).reply).toBeNull();
    await expect(replyToReview(staff, NO_SUCH, "Hello")).rejects.toThrow("not found");
  });

  it("IDN-6 REV-4 nobody but staff and admins moderates", async () => {
    const filter = deskReviewFilter.parse({});
    for (const [actor, code] of [
      [guest, "UNAUTHENTICATED"],
      [person("customer"), "FORBIDDEN"],
    ] as const) {
      const ctx = as(shop, actor);
      await expect(listDeskReviews(ctx, filter)).rejects.toThrow(code);
      await expect(removeReviews(ctx, [NO_SUCH])).rejects.toThrow(code);
      await expect(replyToReview(ctx, NO_SUCH, "Hello")).rejects.toThrow(code);
    }
  });
});

it("REV-1 DSC-1 what is written, answered and removed is announced to the pages of its book", async () => {
  const book = await aBook(shop);
  const { own } = await aBuyer([book]);
  const { Client } = await import("pg");
  const ear = new Client({ connectionString: process.env.DATABASE_URL });
  await ear.connect();
  const heard: string[] = [];
  ear.on("notification", ({ payload }) => heard.push(payload ?? ""));
  await ear.query("listen cache_tags");
  const id = await posted(own, book.id, 3);
  await replyToReview(staff, id, "Thank you.");
  await removeReviews(staff, [id]);
  await ear.query("select 1");
  await ear.end();
  expect(heard).toEqual([`book:${book.slug}`, `book:${book.slug}`, `book:${book.slug}`]);
});

it("REV-1 a cart alone is no purchase, and neither is a job", async () => {
  const book = await aBook(shop);
  await aCart(as(shop, guest), [{ bookId: book.id }]);
  await anOrder(as(shop, guest), [{ bookId: book.id }]);
  await expect(postReview(as(shop, job), book.id, input(5))).rejects.toThrow("UNAUTHENTICATED");
});
