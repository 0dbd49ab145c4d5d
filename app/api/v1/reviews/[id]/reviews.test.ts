import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { aBook, anAccount, as, guest, openTestShop, pay, password, submission } from "@/tests/world";
import { addToCart } from "@/shop/cart";
import { placeOrder } from "@/shop/checkout";
import * as bookReviews from "../../books/[id]/reviews/route.ts";
import * as tokens from "../../auth/token/route.ts";
import { newId } from "@/shop/_kernel/ids";
import * as waiting from "../../prebookings/route.ts";
import * as bulk from "../../admin/reviews/bulk-delete/route.ts";
import * as desk from "../../admin/reviews/route.ts";
import * as reply from "../../admin/reviews/[id]/reply/route.ts";
import * as wishes from "../../wishlist/route.ts";
import * as wish from "../../wishlist/[id]/route.ts";
import * as move from "../../wishlist/cart/route.ts";
import * as reviews from "./route.ts";

const shop = openTestShop();
const { db } = shop.database;
const NO_SUCH = "0190a000-0000-7000-8000-000000000000";
let made = 0;

type Handler = (request: Request, route: { params: Promise<Record<string, unknown>> }) => Promise<Response>;
async function ask(
  handler: Handler,
  {
    id,
    token,
    method = "GET",
    json,
    query = "",
  }: { id?: string; token?: string; method?: string; json?: unknown; query?: string } = {},
) {
  const answer = await handler(
    new Request(`http://shop.test/api/v1/x${query}`, {
      method,
      headers: {
        "x-forwarded-for": `2001:db8:7:${(++made).toString(16)}::1`,
        ...(token && { authorization: `Bearer ${token}` }),
        ...(json !== undefined && { "content-type": "application/json" }),
      },
      body: json === undefined ? undefined : JSON.stringify(json),
    }),
    { params: Promise.resolve(id === undefined ? {} : { id }) },
  );
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
}

async function somebody(books: readonly { id: string }[] = [], role: "customer" | "staff" = "customer") {
  const user = await anAccount(shop, { role, name: "Lena Krause" });
  const own = as(shop, user.actor);
  if (books.length > 0) {
    for (const { id } of books) await addToCart(own, null, { bookId: id, quantity: 1 });
    const placed = await placeOrder(own, null, await submission(own, "", { email: user.email }));
    if (!placed.ok) throw new Error(placed.code);
    await pay(as(shop, guest), placed.value.orderId);
  }
  const issued = await ask(tokens.POST, { method: "POST", json: { email: user.email, password } });
  return { ...user, token: String(issued.body.accessToken) };
}

describe("reviews by the API", () => {
  it("API-6 REV-1 REV-3 REV-5 are posted, read, changed field by field and deleted", async () => {
    const book = await aBook(shop);
    const [{ token }, other] = [await somebody([book]), await somebody()];
    const posted = await ask(bookReviews.POST, {
      id: book.id,
      token,
      method: "POST",
      json: { rating: 4, text: "Good." },
    });
    expect(posted).toMatchObject({
      status: 201,
      body: { bookId: book.id, rating: 4, text: "Good.", author: "Lena K." },
    });
    const { id } = posted.body as { id: string };
    expect(await ask(bookReviews.POST, { id: book.id, token, method: "POST", json: { rating: 1 } })).toMatchObject({
      status: 409,
      body: { code: "DUPLICATE_REVIEW" },
    });
    expect(
      await ask(bookReviews.POST, { id: book.id, token: other.token, method: "POST", json: { rating: 1 } }),
    ).toMatchObject({ status: 403, body: { code: "NOT_PURCHASED" } });
    expect(await ask(reviews.PATCH, { id, token, method: "PATCH", json: { rating: 5 } })).toMatchObject({
      status: 200,
      body: { rating: 5, text: "Good." },
    });
    expect(await ask(reviews.PATCH, { id, token, method: "PATCH", json: { text: null } })).toMatchObject({
      status: 200,
      body: { rating: 5, text: null },
    });
    expect(await ask(reviews.PATCH, { id, token: other.token, method: "PATCH", json: { rating: 1 } })).toMatchObject({
      status: 403,
      body: { code: "NOT_REVIEW_OWNER" },
    });
    expect(await ask(bookReviews.GET, { id: book.id, query: "?sort=highest" })).toMatchObject({
      status: 200,
      body: { avg_rating: 5, review_count: 1, histogram: [0, 0, 0, 0, 1], items: [{ id, bookId: book.id }], total: 1 },
    });
    // the same stars wherever a book is answered
    await ask(wish.PUT, { id: book.id, token, method: "PUT" });
    await db.execute(sql`insert into stock_movements (id, book_id, delta, reason, actor_kind)
      select ${newId(new Date())}, id, -stock, 'correction', 'system' from books where id = ${book.id}`);
    await ask(waiting.POST, { token, method: "POST", json: { bookId: book.id } });
    expect((await ask(wishes.GET, { token })).body.items).toMatchObject([{ avg_rating: 5, review_count: 1 }]);
    expect((await ask(waiting.GET, { token })).body.items).toMatchObject([
      { state: "waiting", book: { avg_rating: 5, review_count: 1 } },
    ]);
    expect(await ask(reviews.GET, { id })).toMatchObject({ status: 200, body: { id } });
    expect(await ask(reviews.DELETE, { id, token: other.token, method: "DELETE" })).toMatchObject({ status: 403 });
    expect(await ask(reviews.DELETE, { id, token, method: "DELETE" })).toMatchObject({ status: 204 });
    expect(await ask(reviews.DELETE, { id, token, method: "DELETE" })).toMatchObject({ status: 404 });
    expect(await ask(reviews.GET, { id })).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
    expect((await ask(bookReviews.GET, { id: book.id })).body).toMatchObject({ avg_rating: null, review_count: 0 });
  });

  it("API-2 REV-1 what cannot be is refused before the shop is asked", async () => {
    const book = await aBook(shop);
    const { token } = await somebody([book]);
    for (const json of [{}, { rating: 6 }, { rating: 0 }, { rating: 3, text: "x".repeat(5_001) }]) {
      expect((await ask(bookReviews.POST, { id: book.id, token, method: "POST", json })).status).toBe(400);
    }
    expect((await ask(bookReviews.POST, { id: book.id, method: "POST", json: { rating: 3 } })).status).toBe(401);
    expect((await ask(bookReviews.GET, { id: NO_SUCH })).status).toBe(404);
    expect((await ask(bookReviews.GET, { id: "x" })).status).toBe(400);
    expect((await ask(reviews.PATCH, { id: NO_SUCH, token, method: "PATCH", json: {} })).status).toBe(400);
  });

  it("REV-4 API-6 staff list, answer and remove many; customers do not", async () => {
    const book = await aBook(shop);
    const [author, staff] = [await somebody([book]), await somebody([], "staff")];
    const posted = await ask(bookReviews.POST, {
      id: book.id,
      token: author.token,
      method: "POST",
      json: { rating: 2 },
    });
    const { id } = posted.body as { id: string };
    const query = `?book=${book.id}&least=2&most=2&sort=rating`;
    expect(await ask(desk.GET, { token: staff.token, query })).toMatchObject({
      status: 200,
      body: { items: [{ id, userId: author.id, title: expect.any(String) }], total: 1 },
    });
    expect(await ask(reply.PUT, { id, token: staff.token, method: "PUT", json: { text: "Thank you." } })).toMatchObject(
      { status: 204 },
    );
    expect((await ask(reviews.GET, { id })).body).toMatchObject({ reply: { text: "Thank you." } });
    expect(await ask(reply.DELETE, { id, token: staff.token, method: "DELETE" })).toMatchObject({ status: 204 });
    for (const [handler, method, json] of [
      [desk.GET, "GET", undefined],
      [bulk.POST, "POST", { ids: [id] }],
      [reply.PUT, "PUT", { text: "x" }],
    ] as const) {
      expect((await ask(handler, { id, token: author.token, method, json })).status).toBe(403);
    }
    expect(await ask(bulk.POST, { token: staff.token, method: "POST", json: { ids: [id, NO_SUCH] } })).toMatchObject({
      status: 200,
      body: { removed: 1, missing: 1 },
    });
  });
});

it("API-6 WSH-1 a wishlist is filled, read, moved to the cart and emptied by the API", async () => {
  const [a, b, gone] = [await aBook(shop), await aBook(shop), await aBook(shop, { archived: true })];
  const { token } = await somebody();
  for (const { id } of [a, b, b]) expect((await ask(wish.PUT, { id, token, method: "PUT" })).status).toBe(204);
  expect(await ask(wish.PUT, { id: gone.id, token, method: "PUT" })).toMatchObject({
    body: { code: "BOOK_UNAVAILABLE" },
  });
  await shop.database.db.execute(sql`update books set price_minor = price_minor - 100 where id = ${a.id}`);
  const { body } = await ask(wishes.GET, { token });
  expect(body.items.map((item: { bookId: string }) => item.bookId)).toEqual([b.id, a.id]);
  expect(body.items[1]).toMatchObject({
    price: { minor: 1_150 },
    priceBefore: { minor: 1_250 },
    availability: "in_stock",
  });
  expect(await ask(move.POST, { token, method: "POST", json: { bookIds: [a.id] } })).toMatchObject({
    status: 200,
    body: { items: [{ bookId: a.id, outcome: "moved" }] },
  });
  expect((await ask(wish.DELETE, { id: b.id, token, method: "DELETE" })).status).toBe(204);
  expect((await ask(wishes.GET, { token })).body).toEqual({ items: [] });
  expect((await ask(wishes.GET)).status).toBe(401);
});
