import { expect, test } from "./shop-fixtures.ts";

const ours = { "sec-fetch-site": "same-origin", accept: "application/json" };

test("CRT-1 CRT-2 SEC-2 the cart's route answers programs with status, code and words", async ({ request, aBook }) => {
  const [book, last] = [await aBook(), await aBook({ stock: 1 })];
  const post = (form: Record<string, string>, headers: Record<string, string> = ours) =>
    request.post("/api/cart", { form, headers, maxRedirects: 0 });

  const added = await post({ bookId: book.id, quantity: "2", slug: book.slug });
  expect(await added.json()).toEqual({ ok: true, count: 2 });
  expect(added.headers()["cache-control"]).toBe("private, no-store");
  expect(added.headers()["set-cookie"]).toMatch(/^cart=[\w-]{43}; Path=\/;.*Max-Age=604800;.*HttpOnly; SameSite=lax/i);
  expect(await (await request.get("/api/shopper")).json()).toEqual({
    ...{ name: null, staff: false, cart: 2 },
    ...{ unread: 0, wished: [] },
  });

  await post({ bookId: last.id, quantity: "1" });
  const short = await post({ bookId: last.id, quantity: "1" });
  expect(short.status()).toBe(409);
  expect(await short.json()).toEqual({
    ok: false,
    code: "OUT_OF_STOCK",
    available: 1,
    message: "Only 1 copy is left.",
  });

  for (const [form, status, code] of [
    [{}, 400, "INVALID_INPUT"],
    [{ bookId: "x" }, 400, "INVALID_INPUT"],
    [{ bookId: book.id, quantity: "-1" }, 400, "INVALID_INPUT"],
    [{ bookId: book.id, quantity: "1e3" }, 400, "INVALID_INPUT"],
    [{ bookId: book.id, quantity: "0" }, 400, "INVALID_INPUT"],
    [{ bookId: book.id, quantity: "999999" }, 409, "OUT_OF_STOCK"],
    [{ bookId: crypto.randomUUID() }, 404, "BOOK_UNAVAILABLE"],
  ] as const) {
    const refused = await post(form);
    expect(refused.status(), JSON.stringify(form)).toBe(status);
    expect(await refused.json()).toMatchObject({ ok: false, code });
  }
  expect((await (await request.get("/api/shopper")).json()).cart).toBe(3);
});

test("SEC-2 another site cannot fill a cart, and plain forms go on to it", async ({ request, aBook }) => {
  const book = await aBook();
  const post = (headers: Record<string, string>) =>
    request.post("/api/cart", { form: { bookId: book.id, slug: book.slug }, headers, maxRedirects: 0 });
  for (const headers of [
    {},
    { "sec-fetch-site": "cross-site" },
    { origin: "https://evil.example" },
    { origin: "null" },
  ]) {
    expect((await post(headers as Record<string, string>)).status()).toBe(403);
  }
  const plain = await post({ "sec-fetch-site": "same-origin", accept: "text/html" });
  expect([plain.status(), plain.headers().location]).toEqual([303, "/cart"]);
});

test("PLT-6 the shop says that it is ready", async ({ request }) => {
  const ready = await request.get("/api/health/ready");
  expect(ready.status()).toBe(200);
  expect(await ready.json()).toEqual({ ok: true });
});
