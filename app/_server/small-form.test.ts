import { expect, it } from "vitest";
import { readSmallForm } from "./small-form.ts";

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://shop.test/api/cart", { method: "POST", body, headers });

it("UX-1 CRT-1 a short form is read however a browser sends it", async () => {
  const form = new FormData();
  form.set("bookId", "1");
  form.set("title", "Bücher\u0000 & mehr");
  const fields = { bookId: "1", title: "Bücher & mehr" };
  expect(await readSmallForm(post(form))).toEqual(fields);
  expect(await readSmallForm(post(new URLSearchParams({ bookId: "1", title: "Bücher & mehr" })))).toEqual(fields);
});

it.each([
  ["JSON", post("{}", { "content-type": "application/json" })],
  ["nothing", post("")],
  ["a form without its boundary", post("x", { "content-type": "multipart/form-data" })],
  ["a form of ten kilobytes", post(new URLSearchParams({ slug: "x".repeat(10_000) }))],
])("SEC-4 %s has no fields", async (_, request) => {
  expect(await readSmallForm(request)).toEqual({});
});
