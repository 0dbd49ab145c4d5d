import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accountMailsOf, as, guest, openTestShop, password } from "../../tests/world.ts";
import { isCommonPassword } from "./common-passwords.ts";
import { logIn, register } from "./index.ts";
import { changeEmailInput, changePasswordInput, credentialsInput, deleteAccountInput, registerInput } from "./model.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const form = (email: string) => ({ email, password, name: "Ines Sander" });

describe("IDN-1 registering", () => {
  it("IDN-1 makes a customer's account with a welcome and a link, and no session", async () => {
    const made = await register(ctx, form("ines@example.org"));
    if (!made.ok) throw new Error(made.code);
    const { userId } = made.value;
    const { rows } = await ctx.db.execute(sql`
      select role, active, email_verified_at, password_hash, (select count(*)::int from sessions where user_id = u.id) as sessions
      from users u where id = ${userId}`);
    expect(rows[0]).toMatchObject({ role: "customer", active: true, email_verified_at: null, sessions: 0 });
    expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await accountMailsOf(shop, userId)).toEqual(["verify_email", "welcome"]);
    expect((await logIn(ctx, { email: "ines@example.org", password })).ok).toBe(true);
  });

  it("IDN-1 the second click, and the same address in other letters, are told that it is taken", async () => {
    const first = await register(ctx, registerInput.parse(form("Twice@Bücher.example")));
    expect(first.ok).toBe(true);
    for (const again of ["twice@bücher.example", "TWICE@BU\u0308CHER.example", "twice@xn--bcher-kva.example"]) {
      expect(await register(ctx, registerInput.parse(form(again)))).toEqual({ ok: false, code: "EMAIL_TAKEN" });
    }
  });

  it("IDN-1 of eight at once one gets the address, and its mails are written once", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => register(ctx, form("race@example.org"))));
    const made = answers.filter((answer) => answer.ok);
    expect(made).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.code === "EMAIL_TAKEN")).toHaveLength(7);
    const { rows } = await ctx.db.execute(sql`select id from mails where recipient = 'race@example.org'`);
    expect(rows).toHaveLength(2);
  });

  it("IDN-1 refuses a common password, whatever its case, and the person's own name or address", async () => {
    for (const common of ["Password1", "12345678", "QwertyUIOP", "aaaaaaaaa", "ines.sander", "Inessander99"]) {
      expect(
        await register(ctx, { email: "ines.sander@example.org", name: "Ines Sander", password: common }),
        common,
      ).toEqual({ ok: false, code: "PASSWORD_COMMON" });
    }
  });
});

describe("IDN-1 passwords", () => {
  const person = { email: "aoife@example.org", name: "Aoife Dunne" };

  it("IDN-1 are common when others try them first", () => {
    for (const text of [
      "iloveyou",
      "ILOVEYOU",
      "p@ssw0rd",
      "87654321",
      "abcdefgh",
      "hgfedcba",
      "aoife@example.org",
      "example.org",
    ]) {
      expect(isCommonPassword(text, person), text).toBe(true);
    }
    for (const text of [password, "aoife likes long walks", "8 random words", "ééééèèèè", "🦉🦉🦉🦉🦊🦊🦊🦊"]) {
      expect(isCommonPassword(text, person), text).toBe(false);
    }
  });

  it.each([
    ["pictures", "🦉🦊".repeat(128)],
    ["accents", "üé".normalize("NFC").repeat(128)],
  ])("IDN-1 whatever could be set opens the account again, however a keyboard spells it: %s", async (_, long) => {
    const email = `long-${crypto.randomUUID()}@example.org`;
    const made = await register(ctx, registerInput.parse({ email, password: long, name: "Ines" }));
    if (!made.ok) throw new Error(made.code);
    const again = credentialsInput.parse({ email, password: long.normalize("NFD") });
    expect(await logIn(ctx, again)).toMatchObject({ ok: true });
    expect(changePasswordInput.parse({ current: again.password, password: long }).current).toBe(again.password);
    expect(changeEmailInput.parse({ email, password: again.password }).password).toBe(again.password);
    expect(deleteAccountInput.parse({ password: again.password }).password).toBe(again.password);
  });

  it("IDN-1 have 8 to 256 characters of any kind", () => {
    const parse = (text: string) => registerInput.safeParse({ ...person, password: text }).success;
    expect(["1234567", "x".repeat(257), "", "🦉".repeat(7)].map(parse)).toEqual([false, false, false, false]);
    expect(["12345678", "x".repeat(256), "        ", "🦉".repeat(256), "ßüöäé∂ƒ©"].map(parse)).toEqual(
      Array.from({ length: 5 }, () => true),
    );
  });
});

it("IDN-1 a name is one line without the address of a page, since mails greet with it", () => {
  const parse = (name: string) => registerInput.safeParse({ email: "a@example.org", password, name }).success;
  expect(["Ines Sander", "Dr. Åsa O’Neill-García, PhD", "www", "李"].map(parse)).not.toContain(false);
  expect(["", "  ", "Win at https://x.example", "see WWW.x.example", "a\nb", "x".repeat(121)].map(parse)).not.toContain(
    true,
  );
});
