import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createContext, type Actor } from "@/shop/context";
import { addressOf, findDoors, findUnauthorized, findUnguarded, type Door } from "./desk-doors.ts";
import { guest, openTestShop, person } from "./world.ts";

const { went, asking } = vi.hoisted(() => ({
  went: (to: string) => () => {
    throw new Error(to);
  },
  asking: { actor: { kind: "guest" } as unknown },
}));
vi.mock("next/navigation", async (original) => ({
  ...(await original<object>()),
  redirect: went("redirect"),
  notFound: went("404"),
  forbidden: went("403"),
  unauthorized: went("401"),
}));
vi.mock("@/app/_server/context", () => ({
  requestContext: async () => createContext(shop, { actor: asking.actor as Actor, now: new Date(), locale: "en" }),
}));

const shop = openTestShop();
const root = path.resolve(import.meta.dirname, "..");

/** Calls a door as Next would, with nothing in the form and nothing in the address. */
async function enter(at: string, { file, name, kind }: Door): Promise<string> {
  const exported = (await import(path.join(at, file))) as Record<string, (...given: unknown[]) => Promise<unknown>>;
  const door = exported[name];
  if (!door) throw new Error(`${file} has no ${name}`);
  const nothing = { params: Promise.resolve({ id: "x", number: "x" }), searchParams: Promise.resolve({}) };
  const given = {
    page: [nothing],
    route: [new Request(`http://shop.test${addressOf(file)}`), nothing],
    action: [null, new FormData()],
  };
  return door(...given[kind]).then(
    () => "entered",
    (error: Error) => error.message,
  );
}

describe("the desk", () => {
  const doors = findDoors(root);

  it("IDN-6 has doors of each kind", () => {
    const many = (kind: Door["kind"]) => doors.filter((door) => door.kind === kind).length;
    expect(many("page")).toBeGreaterThanOrEqual(8);
    expect(many("route")).toBeGreaterThanOrEqual(1);
    expect(many("action")).toBeGreaterThanOrEqual(9);
  });

  it("IDN-6 each asks on its first line who comes in", () => {
    expect(findUnguarded(root)).toEqual([]);
  });

  it("IDN-6 so does each command and query that they use", () => {
    const { checked, open } = findUnauthorized(root);
    expect(open).toEqual([]);
    expect(checked).toBeGreaterThan(15);
  });

  it.each(doors)("IDN-6 $file $name refuses guests and customers", async (door) => {
    asking.actor = guest;
    expect(await enter(root, door)).toBe("401");
    asking.actor = person("customer");
    expect(await enter(root, door)).toBe("403");
  });
});

describe("a planted door", () => {
  let planted: string;
  const plant = (file: string, text: string) => {
    const full = path.join(planted, file);
    fs.mkdirSync(path.dirname(full), { recursive: true });
    fs.writeFileSync(full, text);
  };
  const admin = "app/(desk)/admin";
  const guard = 'import { requireDesk } from "@/app/_server/desk";\n';

  beforeAll(() => {
    planted = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-doors-"));
    plant(
      `${admin}/a/actions.ts`,
      `"use server";
${guard}
export async function guarded() { await requireDesk("orders.manage"); return null; }
export async function open(_before: unknown, form: FormData) { return [...form].length; }
export async function late() { const seen = 1; await requireDesk(); return seen; }
export async function forgotten() { void requireDesk; return null; }
export const arrow = async () => null;
async function renamed() { return null; }
export { renamed as other };`,
    );
    plant(`${admin}/a/page.tsx`, `${guard}export default async function Page() { return null; }`);
    plant(
      `${admin}/b/page.tsx`,
      `${guard}export default async function Page() { const ctx = await requireDesk(); return ctx; }`,
    );
    plant(
      `${admin}/c/page.tsx`,
      `${guard}export default async function Page() {
  await requireDesk();
  async function save() { "use server"; return 1; }
  return save;
}`,
    );
    plant(`${admin}/d/route.ts`, "export async function GET() { return new Response(); }\nexport const dynamic = 'x';");
    plant(
      `${admin}/e/page.tsx`,
      `${guard}import { good, bad, passed, other, pure, missing, type Type } from "@/shop/things";
export default async function Page() { await requireDesk(); return [good, bad, passed, other, pure, missing]; }`,
    );
    plant("shop/things/index.ts", `export { good, bad, passed, other, pure } from "./things.ts";`);
    plant(
      "shop/things/things.ts",
      `export async function good(ctx: Ctx) { authorize(ctx, "orders.read"); return ctx.db; }
export async function bad(ctx: Ctx) { const rows = await ctx.db.select(); authorize(ctx, "orders.read"); return rows; }
const first = (ctx: Ctx, what: string) => { authorize(ctx, "orders.read"); return what; };
export const passed = (ctx: Ctx, number: string) => first(ctx, number);
const never = (ctx: Ctx) => ctx.db;
export const other = (ctx: Ctx) => never(ctx);
export const pure = (number: number) => number + 1;`,
    );
  });
  afterAll(() => fs.rmSync(planted, { recursive: true, force: true }));

  it("IDN-6 without its check is found by reading", () => {
    expect(findUnguarded(planted).sort()).toEqual(
      [
        `${admin}/a/actions.ts open`,
        `${admin}/a/actions.ts late`,
        `${admin}/a/actions.ts forgotten`,
        `${admin}/a/actions.ts arrow`,
        `${admin}/a/actions.ts other`,
        `${admin}/a/page.tsx default`,
        `${admin}/c/page.tsx has an action inside another function`,
        `${admin}/d/route.ts GET`,
      ].sort(),
    );
  });

  it("IDN-6 lets somebody in, where the guarded one beside it does not", async () => {
    asking.actor = guest;
    const file = `${admin}/a/actions.ts`;
    expect(await enter(planted, { kind: "action", file, name: "guarded" })).toBe("401");
    for (const name of ["open", "forgotten", "arrow", "other"]) {
      expect(await enter(planted, { kind: "action", file, name })).toBe("entered");
    }
  });

  it("IDN-6 and so is a command that does not authorize itself first", () => {
    const { checked, open } = findUnauthorized(planted);
    expect(open.sort()).toEqual([
      "shop/things/index.ts missing",
      "shop/things/things.ts bad",
      "shop/things/things.ts other",
    ]);
    expect(checked).toBe(5);
  });
});
