import { sql } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { createContext, type Actor } from "@/shop/context";
import { limitRules } from "@/shop/limits/model";
import { anAccount, openTestShop, password } from "@/tests/world";
import { changeMyEmail } from "./actions.ts";

const { asking } = vi.hoisted(() => ({ asking: { actor: { kind: "guest" } as unknown, address: "" } }));
vi.mock("next/navigation", () => ({
  redirect: (path: string) => {
    throw new Error(`redirect ${path}`);
  },
}));
vi.mock("next/headers", () => ({ headers: async () => new Headers({ "x-forwarded-for": asking.address }) }));
vi.mock("@/app/_server/begin", () => ({}));
vi.mock("@/app/_server/leave", () => ({}));
// it brings next-auth along, which only a build of Next can load
vi.mock("@/app/_server/providers", () => ({}));
vi.mock("@/app/_server/context", () => ({
  requestContext: async () => createContext(shop, { actor: asking.actor as Actor, now: new Date(), locale: "en" }),
}));

const shop = openTestShop();
const { tries } = limitRules.newAddress.account;
let made = 0;

/** Asks for a new address, from an address of its own; where it leads, or what was refused. */
async function ask(email: string): Promise<string | null | undefined> {
  asking.address = `2001:db8:${(++made).toString(16)}::1`;
  const form = new FormData();
  form.set("email", email);
  form.set("password", password);
  return changeMyEmail(null, form).then(
    (state) => state?.code,
    (error: Error) => error.message,
  );
}
const sentTo = async (recipient: string) => {
  const { rows } = await shop.database.db.execute(
    sql`select id from mails where kind = 'verify_email' and recipient like ${recipient}`,
  );
  return rows.length;
};

it("SEC-1 IDN-1 nobody has the shop write to one stranger after another: with the right password, too", async () => {
  asking.actor = (await anAccount(shop)).actor;
  const asked: unknown[] = [];
  for (let i = 0; i <= tries; i++) asked.push(await ask(`stranger-${i}@elsewhere.example`));
  expect(new Set(asked.slice(0, -1))).toEqual(new Set(["redirect /account/security?done=email"]));
  expect(asked.at(-1)).toBe("RATE_LIMITED");
  expect(await sentTo("stranger-%@elsewhere.example")).toBe(tries);
});

it("SEC-1 nor to one stranger from many accounts, in whatever spelling", async () => {
  const asked: unknown[] = [];
  for (let i = 0; i <= tries; i++) {
    asking.actor = (await anAccount(shop)).actor;
    asked.push(await ask(i % 2 ? "Victim@Elsewhere.example" : " victim@elsewhere.example"));
  }
  expect(asked.filter((each) => each === "RATE_LIMITED")).toHaveLength(1);
  expect(await sentTo("victim@elsewhere.example")).toBe(tries);
});
