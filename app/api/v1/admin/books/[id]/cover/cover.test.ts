import { sql } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { newId } from "@/shop/_kernel/ids";
import { hashPassword } from "@/shop/identity";
import { aBook, openTestShop } from "@/tests/world";
import * as tokens from "../../../../auth/token/route.ts";
import { GET as EXPORT } from "../../export/route.ts";
import { DELETE, PUT } from "./route.ts";

const shop = openTestShop();
const { db } = shop.database;
const password = "a password for tests";

type Handler = typeof PUT;
const ask = (handler: Handler, method: string, id: string, init: RequestInit = {}, query = "") =>
  handler(
    new Request(`http://shop.test/api/v1/x${query}`, {
      method,
      ...init,
      headers: { "x-forwarded-for": "2001:db8::9", ...init.headers },
    }),
    { params: Promise.resolve({ id }) },
  );
const put = (id: string, body: BodyInit, headers: Record<string, string>) =>
  ask(PUT, "PUT", id, { body, headers: { "content-type": "image/png", ...headers } });

async function bearer(role: "customer" | "staff"): Promise<Record<string, string>> {
  const email = `${crypto.randomUUID()}@example.org`;
  await db.execute(sql`
    insert into users (id, email, name, password_hash, role, email_verified_at)
    values (${newId(new Date())}, ${email}, 'P', ${await hashPassword(password)}, ${role}, now())`);
  const headers = { "content-type": "application/json" };
  const answer = await ask(tokens.POST, "POST", "", { headers, body: JSON.stringify({ email, password }) });
  const { accessToken } = (await answer.json()) as { accessToken: string };
  return { authorization: `Bearer ${accessToken}` };
}
const codeOf = async (answer: Response) => `${answer.status} ${((await answer.json()) as { code: string }).code}`;
const coverOf = async (id: string) =>
  (await db.execute<{ cover: string | null }>(sql`select cover from books where id = ${id}`)).rows[0]?.cover;

describe("covers over the API", () => {
  it("CAT-7 API-2 a picture is the body of a PUT; DELETE takes it away, twice as well", async () => {
    const staff = await bearer("staff");
    const { id } = await aBook(shop);
    const picture = await sharp({ create: { width: 200, height: 300, channels: 3, background: "#884422" } })
      .png()
      .toBuffer();
    const body = new Uint8Array(picture);
    const set = await put(id, body, staff);
    expect(set.status).toBe(200);
    const { coverKey, changed } = (await set.json()) as { coverKey: string; changed: boolean };
    expect([coverKey, changed]).toEqual([await coverOf(id), true]);
    expect(await (await put(id, body, staff)).json()).toEqual({ coverKey, changed: false });
    expect((await ask(DELETE, "DELETE", id, { headers: staff })).status).toBe(204);
    expect((await ask(DELETE, "DELETE", id, { headers: staff })).status).toBe(204);
    expect(await coverOf(id)).toBeNull();
  });

  it("CAT-7 SEC-4 IDN-6 what is no picture, too large, of no type it takes, of no book or of nobody's right is refused", async () => {
    const staff = await bearer("staff");
    const { id } = await aBook(shop);
    expect(await codeOf(await put(id, "<svg/>", staff))).toBe("415 COVER_NOT_AN_IMAGE");
    expect(await codeOf(await put(id, "{}", { ...staff, "content-type": "application/json" }))).toBe(
      "415 CONTENT_TYPE_UNSUPPORTED",
    );
    expect(await codeOf(await put(id, new Uint8Array(20_000_001), staff))).toBe("413 BODY_TOO_LARGE");
    expect(await codeOf(await put("x", "x", staff))).toBe("400 INVALID_INPUT");
    expect(await codeOf(await put(newId(new Date()), "x", staff))).toBe("404 NOT_FOUND");
    expect(await codeOf(await put(id, "x", {}))).toBe("401 UNAUTHENTICATED");
    expect(await codeOf(await put(id, "x", await bearer("customer")))).toBe("403 FORBIDDEN");
    expect(await coverOf(id)).toBeNull();
  });
});

describe("the export over the API", () => {
  it("CAT-6 API-2 is JSON or CSV, kept by nobody, and for the desk alone", async () => {
    const staff = await bearer("staff");
    const { id } = await aBook(shop, { title: "Given out" });
    const json = await ask(EXPORT, "GET", "", { headers: staff });
    expect([json.status, json.headers.get("content-type"), json.headers.get("cache-control")]).toEqual([
      200,
      "application/json",
      "no-store",
    ]);
    expect((await json.json()) as unknown[]).toContainEqual(expect.objectContaining({ id, title: "Given out" }));
    const csv = await ask(EXPORT, "GET", "", { headers: staff }, "?format=csv");
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(csv.headers.get("content-disposition")).toMatch(/^attachment; filename="books-\d{4}-\d\d-\d\d\.csv"$/);
    expect(await csv.text()).toContain(",Given out,");
    expect(await codeOf(await ask(EXPORT, "GET", "", { headers: staff }, "?format=xlsx"))).toBe("400 INVALID_INPUT");
    expect(await codeOf(await ask(EXPORT, "GET", "", { headers: await bearer("customer") }))).toBe("403 FORBIDDEN");
  });
});
