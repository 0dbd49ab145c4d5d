import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { openTestShop } from "@/tests/world";
import * as tokenRoute from "../../../auth/token/route.ts";
import { newId } from "@/shop/_kernel/ids";
import { hashPassword } from "@/shop/identity";
import { PATCH, POST } from "./route.ts";

const { db } = openTestShop().database;
const params = { params: Promise.resolve({}) };
const send = (handler: typeof POST, json: unknown, headers: Record<string, string> = {}) =>
  handler(
    new Request("http://shop.test/api/v1/admin/books/bulk", {
      method: handler === POST ? "POST" : "PATCH",
      headers: { "content-type": "application/json", "x-forwarded-for": "2001:db8::7", ...headers },
      body: JSON.stringify(json),
    }),
    params,
  );

async function bearer(role: "customer" | "staff"): Promise<Record<string, string>> {
  const email = `${role}@example.org`;
  await db.execute(sql`
    insert into users (id, email, name, password_hash, role, email_verified_at)
    values (${newId(new Date())}, ${email}, 'P', ${await hashPassword("a password for tests")}, ${role}, now())`);
  const answer = await send(tokenRoute.POST, { email, password: "a password for tests" });
  const { accessToken } = (await answer.json()) as { accessToken: string };
  return { authorization: `Bearer ${accessToken}` };
}

describe("CAT-5 API-2 books in bulk over the API", () => {
  it("CAT-5 IDN-6 makes and changes all rows or none, with every problem by row and field; only for the desk", async () => {
    const staff = await bearer("staff");
    const rows = [
      { title: "By API", format: "paperback", language: "en", price: 900, isbn: "9780140449266", stock: 2 },
    ];
    expect((await send(POST, rows)).status).toBe(401);
    expect((await send(POST, rows, await bearer("customer"))).status).toBe(403);
    const made = await send(POST, rows, staff);
    expect(made.status).toBe(201);
    expect(await made.json()).toMatchObject({ created: [{ row: 1, slug: "by-api" }], updated: [], unchanged: 0 });
    const { rows: movements } = await db.execute(sql`select door, delta from stock_movements`);
    expect(movements).toEqual([{ door: "api", delta: 2 }]);
    const refused = await send(PATCH, [{ isbn: "9780140449266", price: -1 }, { isbn: "9780140449267" }], staff);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      code: "INVALID_INPUT",
      problems: [
        { row: 1, field: "price", code: "negative" },
        { row: 2, field: "isbn", code: "check_digit", facts: { expected: "6", found: "7" } },
      ],
    });
    const changed = await send(PATCH, [{ isbn: "9780140449266", price: 950 }], staff);
    expect(changed.status).toBe(200);
    expect(await changed.json()).toMatchObject({ created: [], updated: [{ row: 1 }], unchanged: 0 });
  });
});
