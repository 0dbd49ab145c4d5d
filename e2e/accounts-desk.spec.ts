import type { Page } from "@playwright/test";
import { newId } from "../shop/_kernel/ids.ts";
import { hashPassword } from "../shop/identity/index.ts";
import { admin, expect, expectAccessible, logInAsAdmin, test as base } from "./fixtures.ts";

const password = "only-for-this-test";

async function logIn(page: Page, email: string, secret = password): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page).not.toHaveURL(/\/login/);
}

interface Somebody {
  id: string;
  name: string;
  email: string;
}

const test = base.extend<{
  /** A browser of its own, logged in as the admin. */
  desk: Page;
  somebody: (role?: string) => Promise<Somebody>;
}>({
  desk: async ({ browser }, provide) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await logInAsAdmin(page);
    await provide(page);
    await context.close();
    expect(complaints.filter((text) => !/^Transition was (?:aborted|skipped)/.test(text))).toEqual([]);
  },
  somebody: async ({ sql }, provide) => {
    await provide(async (role = "customer") => {
      const tag = crypto.randomUUID().slice(0, 8);
      const made = { id: newId(new Date()), name: `Aoife ${tag}`, email: `aoife.${tag}@example.org` };
      await sql("insert into users (id, email, name, password_hash, role) values ($1, $2, $3, $4, $5)", [
        made.id,
        made.email,
        made.name,
        await hashPassword(password),
        role,
      ]);
      return made;
    });
  },
});

const done = (desk: Page) => desk.getByRole("main").getByRole("status").and(desk.locator(":has(.note--done)"));
const inDark = (desk: Page, dark: boolean) => desk.emulateMedia({ colorScheme: dark ? "dark" : "light" });

test("IDN-7 IDN-4 IDN-9 SEC-5 an admin finds a person, deactivates with a reason, and the person is out with the next click", async ({
  desk,
  page,
  somebody,
  mayComplain,
}) => {
  mayComplain(/status of 401/);
  const person = await somebody();
  await logIn(page, person.email);
  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();

  await desk.goto("/admin/users");
  await expect(desk.getByRole("heading", { level: 1 })).toHaveText("Accounts");
  await expect(async () => {
    await desk.keyboard.press("/"); // heard as soon as the page's scripts run
    await expect(desk.getByLabel("Search accounts")).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await desk.keyboard.type(person.email);
  await desk.keyboard.press("Enter");
  await expect(desk).toHaveURL(/\/admin\/users\?q=aoife/);
  await desk.getByRole("link", { name: person.name }).click();
  await expect(desk.getByRole("heading", { level: 1 })).toHaveText(person.name);
  await expect(desk.getByText("Last seen")).toBeVisible();

  await desk.getByRole("button", { name: "Deactivate the account" }).click();
  await expect(desk.getByRole("main").getByRole("alert")).toContainText("One field needs another look");
  await expect(desk.getByLabel("Why")).toBeFocused();
  await expectAccessible(desk);
  await desk.getByLabel("Why").fill("Stolen card,\nsee the letter");
  await desk.getByRole("button", { name: "Deactivate the account" }).click();
  await expect(done(desk)).toHaveText(/^Deactivated\./);
  await expect(desk.getByText("Nowhere just now.")).toBeVisible();
  await expect(desk.getByText("Stolen card,").first()).toBeVisible();

  expect((await page.goto("/account"))?.status()).toBe(401);
  await page.goto("/login");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "do not fit together" })).toBeVisible();

  await desk.getByLabel("Why").fill("It was a mistake");
  await desk.getByRole("button", { name: "Reactivate the account" }).click();
  await expect(done(desk)).toHaveText(/^Reactivated\./);
  await logIn(page, person.email);

  await desk.reload();
  await desk.getByRole("button", { name: "Log out everywhere" }).click();
  await expect(done(desk)).toHaveText("Logged out everywhere.");
  expect((await page.goto("/account"))?.status()).toBe(401);

  await desk.getByRole("link", { name: "All of it" }).click();
  await expect(desk).toHaveURL(new RegExp(`/admin/audit\\?subject=user&id=${person.id}$`));
  const rows = desk.getByRole("table").getByRole("row");
  await expect(rows.filter({ hasText: "Deactivated" })).toContainText("Stolen card,");
  await expect(rows.filter({ hasText: "Reactivated" })).toContainText("It was a mistake");
  await expect(rows.filter({ hasText: "Logged out everywhere" })).toHaveCount(1);
  await expect(desk.getByText(`Only Account of ${person.name}`)).toBeVisible();
  await rows
    .getByRole("link", { name: `Account of ${person.name}` })
    .first()
    .click();
  await expect(desk.getByRole("heading", { level: 1 })).toHaveText(person.name);
});

test("IDN-6 a role counts with the next page; one's own is nobody's to change, and admins are not deactivated", async ({
  desk,
  page,
  somebody,
  sql,
}) => {
  const person = await somebody();
  await logIn(page, person.email);
  expect((await page.request.get("/admin/orders")).status()).toBe(403);
  await desk.goto(`/admin/users/${person.id}`);
  await desk
    .getByRole("combobox", { name: "Role" })
    .selectOption({ label: "Staff: orders, stock, catalogue, reviews" });
  await desk.getByRole("button", { name: "Change role" }).click();
  await expect(done(desk)).toHaveText(/^The role is changed\./);
  expect((await page.request.get("/admin/orders")).status()).toBe(200);
  expect((await page.request.get("/admin/users")).status()).toBe(403);
  expect((await page.request.get("/admin/audit")).status()).toBe(403);
  await page.goto("/admin");
  await expect(page.getByRole("link", { name: "Accounts", exact: true })).toHaveCount(0);

  // the same page in another tab is late
  await desk.getByRole("button", { name: "Change role" }).click();
  await expect(desk.getByRole("alert").filter({ hasText: "has this role already" })).toBeVisible();

  const [self] = await sql<{ id: string }>("select id from users where email = $1", [admin.email]);
  await desk.goto(`/admin/users/${self?.id}`);
  await expect(desk.getByText("This is you")).toBeVisible();
  await expect(desk.getByText("Nobody changes their own role.")).toBeVisible();
  await expect(desk.getByText("Admins cannot be deactivated.")).toBeVisible();
  await expect(desk.getByRole("button", { name: "Deactivate the account" })).toHaveCount(0);
});

test("IDN-7 SEC-4 the lists answer any address, filter by it, and sort by links", async ({ desk, somebody }) => {
  const person = await somebody("staff");
  for (const odd of [
    "role=king&state=x&sort=y&dir=9&page=-1",
    "page=99999&q=%00%27%3B--",
    "q=%25%25&page=1e9&role=staff&role=admin",
    "actor=x&action=nope&subject=user&id=1&from=2026-13-99&to=x&page=7",
    `actor=${crypto.randomUUID()}&from=0001-01-01&to=9999-12-31`,
  ]) {
    expect((await desk.goto(`/admin/users?${odd}`))?.status(), odd).toBe(200);
    expect((await desk.goto(`/admin/audit?${odd}`))?.status(), odd).toBe(200);
  }
  for (const nobody of ["x", crypto.randomUUID(), "%00"]) {
    expect([400, 404], nobody).toContain((await desk.request.get(`/admin/users/${nobody}`)).status());
  }
  await desk.goto(`/admin/users?role=staff&q=${person.email}`);
  await expect(desk.getByRole("link", { name: person.name })).toBeVisible();
  await desk.getByLabel("State").selectOption("Deactivated");
  await desk.getByRole("button", { name: "Search" }).click();
  await expect(desk).toHaveURL(/role=staff&q=aoife[^&]*&state=inactive/);
  await expect(desk.getByRole("heading", { name: `Nothing under “${person.email}”` })).toBeVisible();
  await desk.getByRole("link", { name: "Clear" }).click();
  await expect(desk).toHaveURL(/\/admin\/users\?role=staff$/);
  const head = desk.locator("th a", { hasText: "Name" });
  await desk.goto((await head.getAttribute("href")) ?? "");
  await expect(desk.locator("th[aria-sort]")).toHaveAttribute("aria-sort", "ascending");

  await desk.goto("/admin/audit");
  await desk.getByLabel("From").fill("2001-01-01");
  await desk.getByLabel("To", { exact: true }).fill("2001-01-02");
  await desk.getByRole("button", { name: "Filter" }).click();
  await expect(desk).toHaveURL(/from=2001-01-01&to=2001-01-02/);
  await expect(desk.getByRole("heading", { name: "No entry fits" })).toBeVisible();
});

for (const where of ["the list of accounts", "a person's page", "the audit log"] as const) {
  test(`UX-2 ${where} is accessible, light and dark, wide and narrow`, async ({ desk, somebody }) => {
    const person = await somebody();
    await desk.goto(`/admin/users/${person.id}`);
    await desk
      .getByRole("combobox", { name: "Role" })
      .selectOption({ label: "Staff: orders, stock, catalogue, reviews" });
    await desk.getByRole("button", { name: "Change role" }).click();
    await expect(done(desk)).toBeVisible();
    const place = {
      "the list of accounts": "/admin/users",
      "a person's page": `/admin/users/${person.id}`,
      "the audit log": `/admin/audit?subject=user&id=${person.id}`,
    }[where];
    for (const [width, dark] of [
      [390, false],
      [1440, true],
    ] as const) {
      await desk.setViewportSize({ width, height: 900 });
      await inDark(desk, dark);
      await desk.goto(place);
      await expectAccessible(desk);
      const beyond = await desk.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(beyond, `${place} at ${width}`).toBeLessThanOrEqual(0);
    }
    await inDark(desk, false);
    await expectAccessible(desk);
  });
}

test("UX-1 IDN-7 the desk of accounts works without JavaScript", async ({ browser, somebody }) => {
  const person = await somebody();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const desk = await context.newPage();
  await logIn(desk, admin.email, admin.password);
  await desk.goto("/admin/users");
  await desk.getByLabel("Search accounts").fill(person.email);
  await desk.getByRole("button", { name: "Search" }).click();
  await desk.getByRole("link", { name: person.name }).click();
  await desk.getByRole("button", { name: "Deactivate the account" }).click();
  await expect(desk.getByRole("main").getByRole("alert")).toContainText("One field needs another look");
  await desk.getByLabel("Why").fill("A test");
  await desk.getByRole("button", { name: "Deactivate the account" }).click();
  await expect(desk.getByText(/^Deactivated\./)).toBeVisible();
  await context.close();
});
