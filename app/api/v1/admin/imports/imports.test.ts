import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { newId } from "@/shop/_kernel/ids";
import { hashPassword } from "@/shop/identity";
import { runImport } from "@/shop/import";
import { anIsbn, csv, onix, row } from "@/tests/imports";
import { as, job, openTestShop } from "@/tests/world";
import { shop as webShop } from "@/app/_server/shop";
import * as tokenRoute from "../../auth/token/route.ts";
import * as commitRoute from "./[id]/commit/route.ts";
import * as oneRoute from "./[id]/route.ts";
import * as rowsRoute from "./[id]/rows/route.ts";
import * as undoRoute from "./[id]/undo/route.ts";
import * as listRoute from "./route.ts";

const { db } = openTestShop().database;
type Handler = typeof listRoute.GET;

async function ask(
  handler: Handler,
  {
    method = "GET",
    query = "",
    id,
    headers = {},
    body,
  }: {
    method?: string;
    query?: string;
    id?: string;
    headers?: Record<string, string>;
    body?: string;
  },
) {
  const answer = await handler(
    new Request(`http://shop.test/api/v1/admin/imports${query}`, {
      method,
      headers: { "x-forwarded-for": "2001:db8::9", ...headers },
      body,
    }),
    { params: Promise.resolve(id ? { id } : {}) },
  );
  return { status: answer.status, told: (await answer.json()) as Record<string, unknown> };
}

async function bearer(role: "customer" | "staff"): Promise<Record<string, string>> {
  const email = `${newId(new Date())}@example.org`;
  await db.execute(sql`
    insert into users (id, email, name, password_hash, role, email_verified_at)
    values (${newId(new Date())}, ${email}, 'P', ${await hashPassword("a password for tests")}, ${role}, now())`);
  const { told } = await ask(tokenRoute.POST, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password: "a password for tests" }),
  });
  return { authorization: `Bearer ${String(told.accessToken)}` };
}

describe("imports over the API", () => {
  it("CAT-6 API-2 IDN-6 a file is sent, looked through, brought in and taken back; only by the desk", async () => {
    const headers = await bearer("staff");
    const isbn = anIsbn();
    const body = csv([
      row(isbn, "By API"),
      row(anIsbn(), "By API, too").map((cell) => cell.replace(",", "")),
      ["123", "Wrong", "paperback", "en", "1", "1"],
    ]);
    const send = { method: "POST", query: "?name=api.csv", body };
    expect((await ask(listRoute.POST, send)).status).toBe(401);
    expect((await ask(listRoute.POST, { ...send, headers: await bearer("customer") })).status).toBe(403);
    expect((await ask(listRoute.POST, { ...send, headers, query: "" })).status).toBe(400);
    const refused = await ask(listRoute.POST, { ...send, headers, body: "%PDF-1.7" });
    expect([refused.status, refused.told.code, refused.told.file]).toEqual([422, "FILE_REFUSED", { code: "pdf" }]);

    const begun = await ask(listRoute.POST, { ...send, headers });
    expect([begun.status, begun.told.format]).toEqual([201, "csv"]);
    const id = String(begun.told.id);
    // the worker, as it is in this process
    const work = () => runImport(as(webShop(), job), id);
    await work();
    const one = await ask(oneRoute.GET, { id, headers });
    expect(one.told).toMatchObject({ state: "planned", planned: { created: 2, failed: 1 } });
    expect(one.told).not.toHaveProperty("actor");
    expect((await ask(rowsRoute.GET, { id, headers, query: "?filter=error" })).told).toMatchObject({
      total: 1,
      items: [{ at: 4, outcome: "error", problems: [{ field: "isbn" }] }],
    });
    expect((await ask(commitRoute.POST, { method: "POST", id, headers })).status).toBe(200);
    expect(await ask(commitRoute.POST, { method: "POST", id, headers })).toMatchObject({
      status: 409,
      told: { code: "IMPORT_MOVED_ON" },
    });
    await work();
    expect((await ask(undoRoute.POST, { method: "POST", id, headers, query: "?rest=true" })).status).toBe(200);
    await work();
    expect((await ask(listRoute.GET, { headers })).told).toMatchObject({
      total: 1,
      items: [{ id, state: "undone", undone: { undone: 2, refused: 0 } }],
    });
    expect((await ask(oneRoute.GET, { id: newId(new Date()), headers })).status).toBe(404);
  });

  it("CAT-4 CAT-8 API-2 an ONIX file's copies on hand count with stock=figure, and are left out without it", async () => {
    const headers = await bearer("staff");
    const isbn = anIsbn();
    const body = onix([[isbn, "By API", "4"]]);
    const send = async (query: string) => {
      const { told } = await ask(listRoute.POST, { method: "POST", query, body, headers });
      const id = String(told.id);
      await runImport(as(webShop(), job), id);
      await ask(commitRoute.POST, { method: "POST", id, headers });
      await runImport(as(webShop(), job), id);
      const { rows } = await db.execute<{ stock: number }>(sql`select stock from books where isbn13 = ${isbn}`);
      return [(await ask(oneRoute.GET, { id, headers })).told.stock, rows[0]?.stock];
    };
    expect(await send("?name=a.xml")).toEqual(["ignore", 0]);
    expect(await send("?name=a.xml&stock=figure")).toEqual(["figure", 4]);
    const wrong = { method: "POST", query: "?name=a.xml&stock=yes", body, headers };
    expect(await ask(listRoute.POST, wrong)).toMatchObject({ status: 400, told: { code: "INVALID_INPUT" } });
  });
});
