import type { Page } from "@playwright/test";
import { expect, isAt, logIn, logOut, test, typeIn, withoutFonts } from "./account-fixtures.ts";
import { clients, tell, type GitHubPerson, type GooglePerson } from "./providers.ts";

test.beforeEach(async ({ context, mayComplain }) => {
  await withoutFonts(context);
  mayComplain(/127\.0\.0\.1:\d+\/favicon\.ico/); // the providers have none
});

const tag = () => crypto.randomUUID().slice(0, 12);

function aGooglePerson(given: Partial<GooglePerson> = {}): GooglePerson {
  const sub = tag();
  return { sub, name: "Noor Haddad", email: `noor.${sub}@example.org`, email_verified: true, ...given };
}

function aGitHubPerson(given: Partial<GitHubPerson> = {}): GitHubPerson {
  const login = `noor-${tag()}`;
  return {
    login,
    id: Math.floor(Math.random() * 2 ** 40),
    name: "Noor Haddad",
    emails: [
      { email: `other.${login}@example.org`, primary: false, verified: true },
      { email: `${login}@example.org`, primary: true, verified: true },
    ],
    ...given,
  };
}

/** The browser walks the provider's own pages: the log-in, then the consent. */
async function atGoogle(page: Page, { sub }: GooglePerson): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`^${clients.google.address}/interaction/`));
  await page.getByPlaceholder("Enter any login").fill(sub);
  await page.getByPlaceholder("and password").fill("whatever");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

async function atGitHub(page: Page, { login }: GitHubPerson, act = "Authorize"): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`^${clients.github.address}/login/oauth/authorize`));
  await page.getByLabel("Username").fill(login);
  await page.getByRole("button", { name: act }).click();
}

const refusal = (page: Page) =>
  page.getByRole("main").getByRole("alert").filter({ hasText: "You are not logged in yet" });

test("IDN-2 SEC-2 somebody new comes in by Google, stays the same person, and is led back to where they were", async ({
  page,
  context,
  sql,
}) => {
  const person = aGooglePerson();
  await tell("google", person);
  await page.goto("/login?next=/cart");
  await page.getByRole("button", { name: "Go on with Google" }).click();
  await expect(page).toHaveURL(/\/interaction\//);
  const ours = (await context.cookies("http://localhost")).filter(({ name }) => /^auth-/.test(name));
  expect(ours.map(({ name }) => name)).toEqual(expect.arrayContaining(["auth-state", "auth-nonce", "auth-proof"]));
  for (const cookie of ours) expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  await atGoogle(page, person);
  await isAt(page, "/cart");
  await page.goto("/account");
  await expect(page.getByText("Good to see you, Noor Haddad.")).toBeVisible();
  // the provider has proven the address
  await expect(page.getByText("Confirm your address")).toHaveCount(0);

  // the address changes hands at the provider; the person stays the person
  await tell("google", { ...person, email: `moved.${person.sub}@example.org`, email_verified: false });
  await logOut(page);
  await context.clearCookies({ domain: "127.0.0.1" });
  await page.goto("/login?next=/account/profile");
  await page.getByRole("button", { name: "Go on with Google" }).click();
  await atGoogle(page, person);
  await isAt(page, "/account/profile");
  await expect(page.getByText(person.email ?? "")).toBeVisible();
  expect(await sql("select 1 from users where email like $1", [`%${person.sub}%`])).toHaveLength(1);
});

test("IDN-2 a verified address joins the account that has it, whose password goes on working", async ({
  page,
  anAccount,
  another,
  sql,
}) => {
  const account = await anAccount();
  const person = aGitHubPerson({ emails: [{ email: account.email.toUpperCase(), primary: true, verified: true }] });
  await tell("github", person);
  await page.goto("/login?next=/account/security");
  await page.getByRole("button", { name: "Go on with GitHub" }).click();
  await atGitHub(page, person);
  await isAt(page, "/account/security");
  await expect(page.getByRole("button", { name: "Unlink GitHub" })).toBeVisible();
  const other = await another();
  await logIn(other, account);
  expect(await sql("select 1 from users where email = $1", [account.email])).toHaveLength(1);
});

test("IDN-2 an unverified address never joins: not Google's, not GitHub's, not a public one", async ({
  page,
  anAccount,
  sql,
}) => {
  const account = await anAccount();
  const noor = aGooglePerson({ email: account.email, email_verified: false });
  await tell("google", noor);
  await page.goto("/login");
  await page.getByRole("button", { name: "Go on with Google" }).click();
  await atGoogle(page, noor);
  await expect(refusal(page)).toContainText("They have not confirmed your address yet");

  const same = aGitHubPerson({ emails: [{ email: account.email, primary: true, verified: false }] });
  await tell("github", same);
  await page.getByRole("button", { name: "Go on with GitHub" }).click();
  await atGitHub(page, same);
  await expect(refusal(page)).toContainText("They have not confirmed your address yet");

  // verified, but not the primary one; and the address of the public profile is nobody's
  const hidden = aGitHubPerson({ emails: [{ email: account.email, primary: false, verified: true }] });
  await tell("github", hidden);
  await page.getByRole("button", { name: "Go on with GitHub" }).click();
  await atGitHub(page, hidden);
  await expect(refusal(page)).toContainText("They did not tell us an address");
  expect(await sql("select 1 from linked_logins where user_id = $1", [account.id])).toEqual([]);
  expect(await sql("select 1 from users where email = 'public@example.org'")).toEqual([]);
});

test("IDN-2 whoever put a password on an address they never proved loses it to its owner", async ({
  page,
  anAccount,
  another,
  mayComplain,
}) => {
  mayComplain(/status of 401/);
  const squatted = await anAccount({ verified: false });
  const squatter = await another();
  await logIn(squatter, squatted);
  const owner = aGooglePerson({ email: squatted.email });
  await tell("google", owner);
  await page.goto("/login?next=/account");
  await page.getByRole("button", { name: "Go on with Google" }).click();
  await atGoogle(page, owner);
  await expect(page.getByRole("heading", { name: "Your account", exact: true })).toBeVisible();
  expect((await squatter.goto("/account"))?.status()).toBe(401);
  await squatter.goto("/login");
  await typeIn(squatter, squatted);
  await expect(refusal(squatter)).toBeVisible();
});

test("IDN-9 IDN-2 a deactivated account is closed to its log-ins elsewhere, too", async ({ page, anAccount, sql }) => {
  const account = await anAccount();
  await sql("update users set active = false, deactivated_at = now() where id = $1", [account.id]);
  const person = aGooglePerson({ email: account.email });
  await tell("google", person);
  await page.goto("/login");
  await page.getByRole("button", { name: "Go on with Google" }).click();
  await atGoogle(page, person);
  await expect(refusal(page)).toContainText("This account is closed");
  // the command would have ended them, and the invariants look for those left open
  await sql("delete from sessions where user_id = $1", [account.id]);
});

test("IDN-8 IDN-2 log-ins are linked and unlinked from the account; the last way in stays", async ({
  page,
  context,
  anAccount,
  another,
}) => {
  test.slow(); // four walks to providers
  const account = await anAccount();
  await logIn(page, account);
  const person = aGitHubPerson();
  await tell("github", person);
  await page.goto("/account/security");
  await page.getByRole("button", { name: "Link GitHub" }).click();
  await atGitHub(page, person);
  await expect(page.getByRole("status").filter({ hasText: "GitHub is linked" })).toBeVisible();

  // in again by it, without the password
  const other = await another();
  await other.goto("/login?next=/account/profile");
  await other.getByRole("button", { name: "Go on with GitHub" }).click();
  await atGitHub(other, person);
  await expect(other.getByText(account.email)).toBeVisible();

  // somebody else's account cannot have it
  const stranger = await another();
  await logIn(stranger, await anAccount());
  await stranger.goto("/account/security");
  await stranger.getByRole("button", { name: "Link GitHub" }).click();
  await atGitHub(stranger, person);
  await expect(stranger.getByRole("main").getByRole("alert")).toContainText("belongs to another account");

  await page.getByRole("button", { name: "Unlink GitHub" }).click();
  await expect(page.getByRole("status").filter({ hasText: "GitHub is no longer linked" })).toBeVisible();

  // an account made by Google has no other way in
  const only = aGooglePerson();
  await tell("google", only);
  await logOut(page);
  await context.clearCookies();
  await page.goto("/login?next=/account/security");
  await page.getByRole("button", { name: "Go on with Google" }).click();
  await atGoogle(page, only);
  await page.getByRole("button", { name: "Unlink Google" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("only way in");
  await expect(page.getByText("You come in by Google and have no password.")).toBeVisible();
  await page.getByLabel("New password", { exact: true }).fill("seven slow afternoons");
  await page.getByRole("button", { name: "Set a password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  await page.getByRole("button", { name: "Unlink Google" }).click();
  await expect(page.getByText("Google is no longer linked.")).toBeVisible();
});

test("IDN-2 SEC-4 a way that another session began links nothing, and its answer serves once", async ({
  page,
  context,
  anAccount,
  sql,
}) => {
  const [victim, attacker] = [await anAccount(), await anAccount()];
  const person = aGitHubPerson();
  await tell("github", person);
  await logIn(page, victim);
  await page.goto("/account/security");
  await page.getByRole("button", { name: "Link GitHub" }).click();
  await expect(page.getByLabel("Username")).toBeVisible();
  // meanwhile, in another tab of the same browser, somebody else logs in
  const tab = await context.newPage();
  await tab.goto("/account");
  await logOut(tab);
  await logIn(tab, attacker);
  await atGitHub(page, person);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("another session began it");
  expect(await sql("select 1 from linked_logins where user_id = any($1)", [[victim.id, attacker.id]])).toEqual([]);
});

test("IDN-2 SEC-4 an answer that was not asked for opens nothing", async ({ page, context, sql }) => {
  const person = aGitHubPerson();
  await tell("github", person);
  await page.goto("/login");
  await page.getByRole("button", { name: "Go on with GitHub" }).click();
  await expect(page.getByLabel("Username")).toBeVisible();
  // the answer arrives in a browser that did not ask: its state is nobody's there
  const answered = page.waitForRequest(/\/api\/auth\/callback\/github\?/);
  await context.clearCookies({ name: "auth-state" });
  await atGitHub(page, person);
  await expect(refusal(page)).toContainText("GitHub did not let you through this time");
  // nor does the same answer serve another time
  await page.goto((await answered).url());
  await expect(refusal(page)).toBeVisible();
  expect(await sql("select 1 from linked_logins where subject = $1", [String(person.id)])).toEqual([]);
  expect((await page.request.get("/api/auth/callback/credentials")).status()).toBe(404);
  expect((await page.request.post("/api/auth/callback/github")).status()).toBe(405);
  expect((await page.request.get("/api/auth/session")).status()).toBe(404);
});

test("IDN-2 UX-1 changing one's mind at the provider leads back kindly; without JavaScript, too", async ({
  another,
}) => {
  const page = await another({ javaScriptEnabled: false });
  const person = aGitHubPerson();
  await tell("github", person);
  await page.goto("/login?next=/account");
  await page.getByRole("button", { name: "Go on with GitHub" }).click();
  await atGitHub(page, person, "Cancel");
  await expect(refusal(page)).toContainText("GitHub did not let you through this time");
  await page.goto("/login?next=/account/profile");
  await page.getByRole("button", { name: "Go on with GitHub" }).click();
  await atGitHub(page, person);
  await isAt(page, "/account/profile");
});
