import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { FormAction } from "@/components/form/model";
import { newId } from "@/shop/_kernel/ids";
import type { Role } from "@/shop/_kernel/permissions";
import { createContext, type Actor } from "@/shop/context";
import { guest, openTestShop, person } from "@/tests/world";
import { deactivate, endSessions, reactivate, setRole } from "./actions.ts";

const { went, asking } = vi.hoisted(() => ({
  went: (to: string) => (path?: string) => {
    throw new Error([to, path].filter(Boolean).join(" "));
  },
  asking: { actor: { kind: "guest" } as unknown },
}));
vi.mock("next/navigation", () => ({
  redirect: went("redirect"),
  notFound: went("404"),
  forbidden: went("403"),
  unauthorized: went("401"),
}));
vi.mock("@/app/_server/context", () => ({
  requestContext: async () => createContext(shop, { actor: asking.actor as Actor, now: new Date(), locale: "en" }),
}));

const shop = openTestShop();
const { db } = shop.database;

const press = (action: FormAction, fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return action(null, form);
};
async function aPerson(role: Role = "customer"): Promise<string> {
  const id = newId(new Date());
  await db.execute(
    sql`insert into users (id, email, name, role) values (${id}, ${`${id}@example.org`}, 'Aoife', ${role})`,
  );
  return id;
}
const rowOf = async (id: string) =>
  (await db.execute(sql`select active, role, deactivated_note from users where id = ${id}`)).rows[0];

beforeEach(() => void (asking.actor = person("admin")));

describe("the accounts' desk", () => {
  const acts = [
    ["deactivate", deactivate, { reason: "fraud" }],
    ["reactivate", reactivate, { reason: "came back" }],
    ["change the role of", setRole, { role: "admin" }],
    ["log out", endSessions, {}],
  ] as const;
  const strangers = [
    ["a guest", guest, "401"],
    ["a customer", person("customer"), "403"],
    ["staff", person("staff"), "403"],
  ] as const;

  it.each(
    strangers.flatMap(([who, actor, page]) => acts.map(([act, ...rest]) => [who, act, actor, page, ...rest] as const)),
  )(
    "IDN-6 PLT-11 %s cannot %s somebody, though the action is called directly",
    async (_who, _act, actor, page, action, fields) => {
      const id = await aPerson();
      asking.actor = actor;
      await expect(press(action, { id, ...fields })).rejects.toThrow(page);
      await expect(press(action, {}), "nor learn what is wrong with a form").rejects.toThrow(page);
      expect(await rowOf(id)).toMatchObject({ active: true, role: "customer" });
    },
  );

  it("PLT-11 IDN-7 each act leads back to the person's page and says what was done; a second click, that it was", async () => {
    const id = await aPerson();
    const at = `redirect /admin/users/${id}?`;
    await expect(press(deactivate, { id, reason: " fraud\u0000 " })).rejects.toThrow(`${at}done=deactivate`);
    expect(await rowOf(id)).toEqual({ active: false, role: "customer", deactivated_note: "fraud" });
    await expect(press(deactivate, { id, reason: "x" })).rejects.toThrow(`${at}refused=deactivate&why=ALREADY_DONE`);
    await expect(press(reactivate, { id, reason: "a mistake" })).rejects.toThrow(`${at}done=reactivate`);
    await expect(press(reactivate, { id, reason: "x" })).rejects.toThrow(`${at}refused=reactivate&why=ALREADY_DONE`);
    await expect(press(setRole, { id, role: "staff" })).rejects.toThrow(`${at}done=role`);
    await expect(press(endSessions, { id })).rejects.toThrow(`${at}refused=sessions&why=ALREADY_DONE`);
    expect(await rowOf(id)).toEqual({ active: true, role: "staff", deactivated_note: null });
  });

  it("IDN-7 an admin is not deactivated, and nobody changes their own role: the page says why", async () => {
    const id = await aPerson("admin");
    asking.actor = { ...person("admin"), id };
    await expect(press(deactivate, { id, reason: "x" })).rejects.toThrow("why=CANNOT_DEACTIVATE_ADMIN");
    await expect(press(setRole, { id, role: "customer" })).rejects.toThrow("why=CANNOT_CHANGE_OWN_ROLE");
    expect(await rowOf(id)).toMatchObject({ active: true, role: "admin" });
  });

  it("UX-3 SEC-4 what is missing or odd is refused by field, and nobody is 404", async () => {
    const id = await aPerson();
    for (const reason of ["", "   ", "x".repeat(501)]) {
      expect(await press(deactivate, { id, reason })).toMatchObject({
        code: "INVALID_INPUT",
        fields: { reason: expect.stringMatching(/500/) },
        typed: { reason },
      });
    }
    expect(await press(setRole, { id, role: "king" })).toMatchObject({ fields: { role: expect.any(String) } });
    expect(await press(endSessions, { id: "' or 1=1 --" })).toMatchObject({ code: "INVALID_INPUT" });
    await expect(press(endSessions, { id: newId(new Date()) })).rejects.toThrow("404");
    expect(await rowOf(id)).toMatchObject({ active: true, role: "customer" });
  });
});
