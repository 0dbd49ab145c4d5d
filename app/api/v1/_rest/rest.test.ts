import fs from "node:fs";
import path from "node:path";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ok, refuse } from "@/shop/_kernel/result";
import { limitRules } from "@/shop/limits/model";
import { openTestShop } from "@/tests/world";
import { endpoints } from "../_endpoints/index.ts";
import * as users from "../admin/users/route.ts";
import * as refresh from "../auth/refresh/route.ts";
import * as register from "../auth/register/route.ts";
import * as revoke from "../auth/revoke/route.ts";
import * as token from "../auth/token/route.ts";
import * as me from "../me/route.ts";
import { declare } from "./endpoint.ts";
import type { Problem } from "./problem.ts";
import { serve, served } from "./serve.ts";

const { db } = openTestShop().database;

type Handler = (request: Request, route: { params: Promise<Record<string, unknown>> }) => Promise<Response>;
let made = 0;
const anAddress = () => `2001:db8:${(++made).toString(16)}::1`;

interface Sent {
  method?: string;
  query?: string;
  headers?: Record<string, string>;
  json?: unknown;
  body?: RequestInit["body"];
}
function ask(handler: Handler, { method = "POST", query = "", headers = {}, json, body }: Sent = {}) {
  const request = new Request(`http://shop.test/api/v1/x${query}`, {
    method,
    headers: {
      "x-forwarded-for": anAddress(),
      "x-request-id": "request-1",
      ...(json !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    body: json === undefined ? body : JSON.stringify(json),
    duplex: "half",
  } as RequestInit);
  return handler(request, { params: Promise.resolve({}) });
}
const bearer = (accessToken: string) => ({ authorization: `Bearer ${accessToken}` });

/** An answer that must be a problem document; nothing of it is kept by anybody. */
async function problemOf(answering: Promise<Response>): Promise<[number, Problem, Headers]> {
  const answer = await answering;
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const problem = (await answer.json()) as Problem;
  expect(problem).toMatchObject({
    type: `http://localhost:3000/docs/api#${problem.code.toLowerCase().replaceAll("_", "-")}`,
    status: answer.status,
    title: expect.stringMatching(/\w/),
    detail: expect.stringMatching(/\w\.$/),
    requestId: "request-1",
  });
  return [answer.status, problem, answer.headers];
}
const refusedWith = async (answering: Promise<Response>) => {
  const [status, { code }] = await problemOf(answering);
  return `${status} ${code}`;
};

interface Tokens {
  accessToken: string;
  refreshToken: string;
}
const password = "ein Regal voller Bücher";
async function somebody(role = "customer") {
  const email = `${crypto.randomUUID()}@example.org`;
  const registered = await ask(register.POST, { json: { email, password, name: "Aoife" } });
  expect(registered.status).toBe(201);
  const { id } = (await registered.json()) as { id: string };
  await db.execute(sql`update users set role = ${role} where id = ${id}`);
  const answer = await ask(token.POST, { json: { email, password } });
  expect(answer.status).toBe(200);
  return { id, email, ...((await answer.json()) as Tokens) };
}

describe("declarations", () => {
  const root = path.resolve(import.meta.dirname, "..");
  const routes = fs
    .readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.ts" && !file.startsWith("[...unknown]"));
  const addressOf = (file: string) =>
    `/api/v1/${path
      .dirname(file)
      .replaceAll(path.sep, "/")
      .replace(/\[(\w+)\]/g, "{$1}")}`;

  it("API-1 every route is declared, and every declaration has its route", () => {
    expect(routes.length).toBeGreaterThan(5);
    expect(routes.map(addressOf).sort()).toEqual([...new Set(endpoints.map((each) => each.path))].sort());
    expect(new Set(endpoints.map((each) => each.name)).size).toBe(endpoints.length);
    expect(new Set(endpoints.map((each) => `${each.method} ${each.path}`)).size).toBe(endpoints.length);
  });

  it.each(routes)("API-2 %s answers to its methods, and tells of them at the others", async (file) => {
    const handlers = (await import(path.join(root, file))) as Record<string, Handler>;
    const own = endpoints.filter((each) => each.path === addressOf(file)).map((each) => each.method as string);
    const told = [...own, ...(own.includes("GET") ? ["HEAD"] : []), "OPTIONS"].sort();
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((each) => !own.includes(each))) {
      const [status, { code }, head] = await problemOf(ask(handlers[method] as Handler, { method }));
      expect([status, code]).toEqual([405, "METHOD_NOT_ALLOWED"]);
      expect(head.get("allow")?.split(", ").sort()).toEqual(told);
    }
    for (const method of own) expect((await ask(handlers[method] as Handler, { method })).status).not.toBe(405);
    const options = await ask(handlers.OPTIONS as Handler, { method: "OPTIONS" });
    expect([options.status, options.headers.get("allow")?.split(", ").sort()]).toEqual([204, told]);
  });

  it("IDN-6 every endpoint under /admin asks for a permission, and no other does", () => {
    for (const { path: at, caller } of endpoints) expect(typeof caller === "object", at).toBe(at.includes("/admin/"));
  });

  it("IDN-6 every endpoint that is not for anyone refuses whoever does not say who they are", async () => {
    const closed = endpoints.filter((each) => each.caller !== "anyone");
    expect(closed.length).toBeGreaterThan(1);
    for (const { path: at, method } of closed) {
      const file = `${at.replace("/api/v1/", "").replace(/\{(\w+)\}/g, "[$1]")}/route.ts`;
      const handlers = (await import(path.join(root, file))) as Record<string, Handler>;
      const handler = handlers[method] as Handler;
      const [status, { code }, head] = await problemOf(ask(handler, { method }));
      expect([status, code], at).toEqual([401, "UNAUTHENTICATED"]);
      expect(head.get("www-authenticate")).toBe('Bearer realm="octavo"');
      for (const bad of ["Bearer x", "Bearer ", "Basic YTpi", `Bearer ${"a".repeat(9_000)}`]) {
        const [no, , told] = await problemOf(ask(handler, { method, headers: { authorization: bad } }));
        expect([no, told.get("www-authenticate")]).toEqual([401, 'Bearer realm="octavo", error="invalid_token"']);
      }
    }
  });
});

describe("accounts over the API", () => {
  it("IDN-1 IDN-3 a person registers, logs in, and is who the token says", async () => {
    const { id, email, accessToken } = await somebody();
    const answer = await ask(me.GET, { method: "GET", headers: bearer(accessToken) });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const seen = (await answer.json()) as Record<string, unknown>;
    expect(seen).toMatchObject({ id, email, name: "Aoife", role: "customer", emailVerified: false });
    expect(Object.keys(seen).sort()).toEqual(
      ["createdAt", "email", "emailVerified", "id", "locale", "name", "role"].sort(),
    );
    const head = await ask(me.HEAD, { method: "HEAD", headers: bearer(accessToken) });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it("IDN-1 a known address, a common password and an address like another's are refused by their codes", async () => {
    const { email } = await somebody();
    const given = { email, password, name: "Aoife" };
    expect(await refusedWith(ask(register.POST, { json: { ...given, email: email.toUpperCase() } }))).toBe(
      "409 EMAIL_TAKEN",
    );
    expect(
      await refusedWith(ask(register.POST, { json: { ...given, email: "n@example.org", password: "password" } })),
    ).toBe("400 PASSWORD_COMMON");
    const [status, { code, errors }] = await problemOf(
      ask(register.POST, { json: { email: "аoife@example.org", password: "short", role: "admin" } }),
    );
    expect([status, code]).toEqual([400, "INVALID_INPUT"]);
    expect(errors).toEqual([
      { in: "body", pointer: "/email", code: "EMAIL_UNUSABLE" },
      { in: "body", pointer: "/password", code: "custom" },
      { in: "body", pointer: "/name", code: "invalid_type" },
    ]);
  });

  it("IDN-1 API-2 wrong credentials are 401 with a challenge, alike for known and unknown addresses", async () => {
    const { email } = await somebody();
    for (const given of [
      { email, password: "wrong" },
      { email: "nobody.at.all@example.org", password },
    ]) {
      const [status, { code, requestId: _, ...rest }, head] = await problemOf(ask(token.POST, { json: given }));
      expect([status, code]).toEqual([401, "BAD_CREDENTIALS"]);
      expect(head.get("www-authenticate")).toBe('Bearer realm="octavo"');
      expect(Object.keys(rest).sort()).toEqual(["detail", "status", "title", "type"]);
    }
  });

  it("IDN-3 refresh tokens rotate, and a replayed one ends its family with the access tokens", async () => {
    const first = await somebody();
    const next = await ask(refresh.POST, { json: { refreshToken: first.refreshToken } });
    expect(next.status).toBe(200);
    const second = (await next.json()) as Tokens;
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect((await ask(me.GET, { method: "GET", headers: bearer(second.accessToken) })).status).toBe(200);
    const replay = ask(refresh.POST, { json: { refreshToken: first.refreshToken } });
    expect(await refusedWith(replay)).toBe("401 TOKEN_INVALID");
    expect(await refusedWith(ask(refresh.POST, { json: { refreshToken: second.refreshToken } }))).toBe(
      "401 TOKEN_INVALID",
    );
    for (const { accessToken } of [first, second]) {
      expect(await refusedWith(ask(me.GET, { method: "GET", headers: bearer(accessToken) }))).toBe("401 TOKEN_INVALID");
    }
  });

  it("IDN-3 revoking ends the family; what is unknown is fine", async () => {
    const { accessToken, refreshToken } = await somebody();
    for (const json of [{ refreshToken }, { refreshToken }, { refreshToken: "unknown" }]) {
      expect((await ask(revoke.POST, { json })).status).toBe(204);
    }
    expect(await refusedWith(ask(me.GET, { method: "GET", headers: bearer(accessToken) }))).toBe("401 TOKEN_INVALID");
    expect(await refusedWith(ask(refresh.POST, { json: { refreshToken } }))).toBe("401 TOKEN_INVALID");
  });

  it("IDN-9 a deactivated account's unexpired tokens fail with the next request", async () => {
    const { id, email, accessToken, refreshToken } = await somebody();
    await db.execute(sql`
      update users set active = false, deactivated_at = now() where id = ${id}`);
    await db.execute(sql`
      update refresh_families set revoked_at = now(), revoked_because = 'deactivated' where user_id = ${id}`);
    expect(await refusedWith(ask(me.GET, { method: "GET", headers: bearer(accessToken) }))).toBe("401 TOKEN_INVALID");
    expect(await refusedWith(ask(refresh.POST, { json: { refreshToken } }))).toBe("401 TOKEN_INVALID");
    expect(await refusedWith(ask(token.POST, { json: { email, password } }))).toBe("401 BAD_CREDENTIALS");
  });

  it("IDN-6 IDN-7 the list of accounts is for admins, as they are at this moment", async () => {
    const admin = await somebody("admin");
    const list = (accessToken: string, query = "") =>
      ask(users.GET, { method: "GET", query, headers: bearer(accessToken) });
    const answer = await list(admin.accessToken, `?text=${admin.email}&page=1`);
    expect(await answer.json()).toMatchObject({ total: 1, items: [{ id: admin.id, role: "admin", active: true }] });
    // no database takes a NUL: it is left out, of JSON too
    expect((await list(admin.accessToken, `?text=${admin.email}%00`)).status).toBe(200);
    const spelled = { email: admin.email, password: `wrong\u0000`, name: "\u0000" };
    expect(await refusedWith(ask(register.POST, { json: spelled }))).toBe("400 INVALID_INPUT");
    expect(await refusedWith(ask(token.POST, { json: { ...spelled, email: `\u0000${admin.email}` } }))).toBe(
      "401 BAD_CREDENTIALS",
    );
    const [, { errors }] = await problemOf(list(admin.accessToken, "?role=king&page=0"));
    expect(errors?.map(({ in: where, pointer }) => `${where} ${pointer}`)).toEqual(["query /role", "query /page"]);
    for (const role of ["customer", "staff"]) {
      expect(await refusedWith(list((await somebody(role)).accessToken))).toBe("403 FORBIDDEN");
    }
    await db.execute(sql`update users set role = 'customer' where id = ${admin.id}`);
    expect(await refusedWith(list(admin.accessToken))).toBe("403 FORBIDDEN");
  });
});

describe("bodies", () => {
  const json = { "content-type": "application/json" };

  it.each([
    ["no type", {}, "{}"],
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, "email=a"],
    ["text", { "content-type": "text/plain" }, "{}"],
    ["another charset", { "content-type": "application/json; charset=latin1" }, "{}"],
    ["squeezed", { ...json, "content-encoding": "gzip" }, "{}"],
  ])("API-2 SEC-4 what is no JSON by its type is 415: %s", async (_, headers, body) => {
    expect(await refusedWith(ask(token.POST, { headers, body }))).toBe("415 CONTENT_TYPE_UNSUPPORTED");
  });

  it.each(["", "{", "{'a':1}", "\u0000", "[1,]"])("API-2 %j is malformed", async (body) => {
    expect(await refusedWith(ask(token.POST, { headers: json, body }))).toBe("400 MALFORMED_BODY");
  });
  it("API-2 so is what is no UTF-8", async () => {
    expect(await refusedWith(ask(token.POST, { headers: json, body: new Uint8Array([34, 255, 34]) }))).toBe(
      "400 MALFORMED_BODY",
    );
  });

  it.each(["null", "[]", '"x"', "1", "{}", '{"email":{"$ne":1},"password":["x"]}'])(
    "API-2 SEC-4 %s is JSON, and not what is asked for",
    async (body) => {
      expect(await refusedWith(ask(token.POST, { headers: json, body }))).toBe("400 INVALID_INPUT");
    },
  );

  it("SEC-4 a body too large is refused, by what its head says and by what comes", async () => {
    const large = JSON.stringify({ email: "a@example.org", password: "x".repeat(70_000) });
    expect(await refusedWith(ask(token.POST, { headers: json, body: large }))).toBe("413 BODY_TOO_LARGE");
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 16_384;
        controller.enqueue(new Uint8Array(16_384).fill(32));
      },
    });
    expect(await refusedWith(ask(token.POST, { headers: json, body: endless }))).toBe("413 BODY_TOO_LARGE");
    expect(sent).toBeLessThan(300_000);
  });
});

describe("limits and faults", () => {
  it("SEC-1 API-2 too many tries for an account are 429 with Retry-After, from wherever they come", async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    const tries = await Promise.all(
      Array.from({ length: 25 }, () => ask(token.POST, { json: { email, password: "wrong" } })),
    );
    const passed = tries.filter((answer) => answer.status === 401).length;
    expect(passed).toBe(limitRules.tokens.account.tries);
    const [status, told, head] = await problemOf(ask(token.POST, { json: { email, password } }));
    expect([status, told.code]).toEqual([429, "RATE_LIMITED"]);
    expect(head.get("retry-after")).toBe(String(told.retryAfterSeconds));
    expect(Number(head.get("retry-after"))).toBeGreaterThan(0);
  });

  it("SEC-1 registering is strict by address", async () => {
    const headers = { "x-forwarded-for": anAddress() };
    const statuses: number[] = [];
    for (let i = 0; i <= limitRules.register.address.tries; i++) {
      const email = `${crypto.randomUUID()}@example.org`;
      statuses.push((await ask(register.POST, { headers, json: { email, password: "password", name: "x" } })).status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });

  const broken = declare({
    name: "broken",
    method: "GET",
    path: "/api/v1/broken",
    caller: "anyone",
    query: z.object({ how: z.enum(["throw", "refuse", "tell"]) }),
    answer: { status: 200, schema: z.object({ title: z.string() }) },
    refusals: ["OUT_OF_STOCK"],
  });
  const { GET } = serve(
    served(broken, async ({ query }) => {
      if (query.how === "throw") throw new Error('duplicate key value violates "users_email_key"');
      if (query.how === "refuse") return refuse("OUT_OF_STOCK", { available: 3 });
      return ok({ title: "Emma", secret: "hash" });
    }),
  );

  it("SEC-3 a fault tells nothing but its request's id", async () => {
    const [status, told] = await problemOf(ask(GET, { method: "GET", query: "?how=throw" }));
    expect([status, told.code]).toEqual([500, "BROKEN"]);
    expect(JSON.stringify(told)).not.toMatch(/duplicate|users_|at .*\.ts/);
  });

  it("API-2 a refusal brings what belongs to it, and an answer nothing that was not declared", async () => {
    const [status, told] = await problemOf(ask(GET, { method: "GET", query: "?how=refuse" }));
    expect([status, told.code, told.available]).toEqual([409, "OUT_OF_STOCK", 3]);
    expect(told).not.toHaveProperty("ok");
    const answer = await ask(GET, { method: "GET", query: "?how=tell" });
    expect(await answer.json()).toEqual({ title: "Emma" });
  });
});
