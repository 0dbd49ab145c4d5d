import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { as, guest, job, openTestShop, person } from "../../tests/world.ts";
import { newId } from "../_kernel/ids.ts";
import { permissions, roles, roleMay, type Permission } from "../_kernel/permissions.ts";
import { authorize } from "../_runtime/authorize.ts";
import { findSession, hashPassword, logIn, logOut } from "./index.ts";
import { credentialsInput, PASSWORD_LETTERS } from "./model.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const password = "correct horse battery staple";
const id = newId(new Date());

beforeAll(async () => {
  await ctx.db.execute(sql`
    insert into users (id, email, name, password_hash, role)
    values (${id}, 'ines@example.org', 'Ines', ${await hashPassword(password)}, 'staff')`);
});

const enter = async () => {
  const answer = await logIn(ctx, { email: "ines@example.org", password, userAgent: "a browser" });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
};

describe("IDN-1 logging in", () => {
  it("IDN-1 passwords are argon2id", async () => {
    expect(await hashPassword(password)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("IDN-1 opens a session for the right password", async () => {
    const session = await enter();
    expect(session).toMatchObject({ id, name: "Ines", role: "staff" });
    expect(await findSession(ctx, session.sessionId)).toEqual(session);
  });

  it("IDN-1 answers alike for an unknown address, a wrong password, no password and a deactivated account", async () => {
    const refused = { ok: false, code: "BAD_CREDENTIALS" };
    expect(await logIn(ctx, { email: "nobody@example.org", password })).toEqual(refused);
    expect(await logIn(ctx, { email: "ines@example.org", password: "wrong" })).toEqual(refused);
    await ctx.db.execute(
      sql`insert into users (id, email, name) values (${newId(new Date())}, 'oauth@example.org', 'O')`,
    );
    expect(await logIn(ctx, { email: "oauth@example.org", password: "" })).toEqual(refused);
    await ctx.db.execute(sql`update users set active = false, deactivated_at = now() where id = ${id}`);
    expect(await logIn(ctx, { email: "ines@example.org", password })).toEqual(refused);
    await ctx.db.execute(sql`update users set active = true, deactivated_at = null where id = ${id}`);
  });

  it("IDN-1 an address is the same in any case", () => {
    expect(credentialsInput.parse({ email: " Ines@Example.ORG ", password: "x" }).email).toBe("ines@example.org");
    for (const bad of [
      { email: "x", password: "x" },
      { email: "a@b.de", password: "" },
      { email: "a@b.de", password: "x".repeat(PASSWORD_LETTERS + 1) },
    ]) {
      expect(credentialsInput.safeParse(bad).success).toBe(false);
    }
  });
});

describe("IDN-4 sessions", () => {
  it("IDN-4 end at log-out, at once, and stay ended", async () => {
    const { sessionId } = await enter();
    await logOut(ctx, sessionId);
    await logOut(ctx, sessionId);
    expect(await findSession(ctx, sessionId)).toBeNull();
  });

  it("IDN-4 IDN-9 do not outlive their time or their account", async () => {
    const [old, other] = [await enter(), await enter()];
    await ctx.db.execute(sql`update sessions set expires_at = now() - interval '1 second' where id = ${old.sessionId}`);
    expect(await findSession(ctx, old.sessionId)).toBeNull();
    await ctx.db.execute(sql`update users set active = false, deactivated_at = now() where id = ${id}`);
    expect(await findSession(ctx, other.sessionId)).toBeNull();
    await ctx.db.execute(sql`update users set active = true, deactivated_at = null where id = ${id}`);
  });

  it("IDN-4 an unknown or malformed id is nobody's", async () => {
    for (const bad of ["", "x", "' or 1=1", newId(new Date())]) {
      expect(await findSession(ctx, bad)).toBeNull();
      await logOut(ctx, bad);
    }
  });
});

describe("IDN-6 permissions", () => {
  it("IDN-6 guests are asked to log in, customers are refused everything of the desk", () => {
    for (const permission of Object.keys(permissions) as Permission[]) {
      expect(() => authorize(ctx, permission)).toThrow("UNAUTHENTICATED");
      expect(() => authorize(as(shop, person("customer")), permission)).toThrow("FORBIDDEN");
      expect(() => authorize(as(shop, person("admin")), permission)).not.toThrow();
      expect(() => authorize(as(shop, job), permission)).not.toThrow();
    }
  });

  it("IDN-6 staff runs orders and the desk, but reads no mails", () => {
    expect(roleMay("staff", "orders.manage")).toBe(true);
    expect(roleMay("staff", "mail.read")).toBe(false);
    expect(roles).toEqual(["customer", "staff", "admin"]);
  });
});
