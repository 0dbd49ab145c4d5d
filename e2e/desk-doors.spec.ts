import fs from "node:fs";
import path from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { newId } from "../shop/_kernel/ids.ts";
import { hashPassword } from "../shop/identity/index.ts";
import { addressOf, findDoors, type Door } from "../tests/desk-doors.ts";
import { expect, test } from "./fixtures.ts";

// Every door of the desk that the code has, asked for over HTTP at the production build.

const doors = findDoors(process.cwd());
const of = (kind: Door["kind"]) => doors.filter((door) => door.kind === kind);

interface Action {
  id: string;
  name: string;
  /** A page that carries it. */
  at: string;
}

/** The ids under which the build answers to each action. */
function actions(): Action[] {
  const file = path.join(process.cwd(), ".next/server/server-reference-manifest.json");
  const { node } = JSON.parse(fs.readFileSync(file, "utf8")) as {
    node: Record<string, { workers: Record<string, unknown>; filename: string; exportedName: string }>;
  };
  const built = Object.entries(node);
  return of("action").map((door) => {
    const [id, entry] = built.find(([, each]) => each.filename === door.file && each.exportedName === door.name) ?? [];
    const page = Object.keys(entry?.workers ?? {}).find((each) => each.startsWith("app/(desk)/admin"));
    if (!id || !page) throw new Error(`${door.file} ${door.name} is not in the build`);
    return { id, name: `${door.file} ${door.name}`, at: addressOf(page) };
  });
}

interface Answer {
  status: number;
  /** What the action itself came to; a page around it may have been refused all the same. */
  thrown: string | null;
}

/** Calls an action as a browser's script does: with the state before (none) and an empty form. */
async function call(request: APIRequestContext, action: Action, origin: string): Promise<Answer> {
  const answer = await request.post(action.at, {
    headers: { "next-action": action.id, accept: "text/x-component", origin },
    multipart: { "0": '[null,"$K1"]' },
    maxRedirects: 0,
  });
  const body = await answer.text();
  const [, row] = /^0:\{"a":"\$@([0-9a-f]+)"/m.exec(body) ?? [];
  const [, digest] = (row && new RegExp(`^${row}:E\\{"digest":"([^"]*)"`, "m").exec(body)) || [];
  return { status: answer.status(), thrown: digest ?? null };
}

const refused = (status: number): Answer => ({ status, thrown: `NEXT_HTTP_ERROR_FALLBACK;${status}` });

async function statuses(request: APIRequestContext, origin = ""): Promise<Record<string, number>> {
  const ours = { origin, "sec-fetch-site": "same-origin" };
  const found: Record<string, number> = {};
  for (const { file } of of("page")) found[file] = (await request.get(addressOf(file), { maxRedirects: 0 })).status();
  for (const { file, name } of of("route")) {
    const answer = await request.fetch(addressOf(file), { method: name, headers: ours, maxRedirects: 0 });
    found[`${file} ${name}`] = answer.status();
  }
  return found;
}
const all = (status: number) =>
  Object.fromEntries([
    ...of("page").map(({ file }) => [file, status] as const),
    ...of("route").map(({ file, name }) => [`${file} ${name}`, status] as const),
  ]);

type Sql = (query: string, values?: unknown[]) => Promise<unknown[]>;

/** Somebody of the test's own, who has just logged in. */
async function logIn(request: APIRequestContext, sql: Sql, role: string): Promise<string> {
  const [id, password] = [newId(new Date()), "only-for-this-test"];
  const email = `${role}.${crypto.randomUUID().slice(0, 8)}@example.org`;
  await sql("insert into users (id, email, name, password_hash, role) values ($1, $2, $3, $4, $5)", [
    id,
    email,
    `Robin, ${role}`,
    await hashPassword(password),
    role,
  ]);
  const page = await (await request.get("/login")).text();
  const form = page.split("<form").find((each) => each.includes('name="password"')) ?? "";
  const fields = Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="(\$ACTION[^"]*)"(?: value="([^"]*)")?/g)].map(
      ([, name, value = ""]) => [name ?? "", value.replaceAll("&quot;", '"').replaceAll("&amp;", "&")],
    ),
  );
  const entered = await request.post("/login", { multipart: { ...fields, email, password }, maxRedirects: 0 });
  expect(entered.status()).toBe(303);
  return id;
}

test.describe("the desk's doors", () => {
  test.beforeEach(() => {
    expect(of("page").length).toBeGreaterThanOrEqual(8);
    expect(of("action").length).toBeGreaterThanOrEqual(9);
  });

  test("IDN-6 PLT-11 every page, route and action refuses a guest: 401", async ({ request, baseURL }) => {
    expect(await statuses(request, baseURL)).toEqual(all(401));
    for (const action of actions()) {
      expect(await call(request, action, baseURL ?? ""), action.name).toEqual(refused(401));
    }
  });

  test("IDN-6 PLT-11 every page, route and action refuses a customer: 403", async ({ request, baseURL, sql }) => {
    await logIn(request, sql, "customer");
    expect(await statuses(request, baseURL)).toEqual(all(403));
    for (const action of actions()) {
      expect(await call(request, action, baseURL ?? ""), action.name).toEqual(refused(403));
    }
  });

  test("IDN-6 IDN-4 an admin gets everywhere, and nowhere from the moment of being made a customer", async ({
    request,
    baseURL,
    sql,
  }) => {
    const id = await logIn(request, sql, "admin");
    for (const [door, status] of Object.entries(await statuses(request, baseURL))) {
      expect([401, 403, 500], door).not.toContain(status);
    }
    // an empty form is not enough for any, and each says so itself: these ids are the real ones
    for (const action of actions()) {
      const { status, thrown } = await call(request, action, baseURL ?? "");
      expect([401, 403, 500], action.name).not.toContain(status);
      expect([null, "NEXT_HTTP_ERROR_FALLBACK;404"], action.name).toContain(thrown);
    }
    await sql("update users set role = 'customer' where id = $1", [id]);
    expect(await statuses(request, baseURL)).toEqual(all(403));
    for (const action of actions()) {
      expect(await call(request, action, baseURL ?? ""), action.name).toEqual(refused(403));
    }
  });

  test("SEC-4 no action is taken for a page of another site, though the admin is logged in", async ({
    request,
    sql,
  }) => {
    await logIn(request, sql, "admin");
    for (const action of actions()) {
      for (const origin of ["https://evil.example", "null"]) {
        const { status } = await call(request, action, origin);
        expect(status, `${action.name} from ${origin}`).toBeGreaterThanOrEqual(400);
      }
    }
  });
});
