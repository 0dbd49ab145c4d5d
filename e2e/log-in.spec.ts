import { admin, expect, test } from "./shop-fixtures.ts";

test("IDN-1 UX-3 a wrong password is refused kindly, alike for known and unknown addresses", async ({ page }) => {
  await page.goto("/login");
  const refusals: string[] = [];
  for (const email of [admin.email, "nobody@example.org"]) {
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill("wrong");
    await page.getByRole("button", { name: "Log in" }).click();
    const note = page.getByRole("alert").filter({ hasText: "You are not logged in yet" });
    await expect(note).toBeFocused();
    refusals.push(await note.innerText());
    await expect(page.getByLabel("Email")).toHaveValue(email);
    await page.reload();
  }
  expect(refusals[0]).toBe(refusals[1]);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByLabel("Email")).toBeFocused();
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/email address of your account/);
});

test("IDN-1 IDN-4 SEC-2 logs in and out, and a kept copy of the cookie opens nothing", async ({
  page,
  context,
  mayComplain,
}) => {
  mayComplain(/status of 401/);
  await page.goto("/login?next=/account");
  await page.getByLabel("Email").fill(admin.email.toUpperCase());
  await page.getByLabel("Password").fill(admin.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();

  const session = (await context.cookies()).find((cookie) => cookie.name === "session");
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  if (!session) throw new Error("there is no session cookie");

  await page.goto("/login?next=/cart");
  await expect(page).toHaveURL(/\/cart$/);
  await page.goto("/account");
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page).toHaveURL(/\/$/);
  await context.addCookies([session]);
  expect((await page.goto("/account"))?.status()).toBe(401);
});

test("SEC-4 IDN-1 the log-in leads to our own pages only", async ({ page }) => {
  await page.goto(`/login?next=${encodeURIComponent("//evil.example/x")}`);
  await expect(page.locator("input[name=next]")).toHaveCount(0);
  await page.goto("/login?next=/account");
  for (const next of await page.locator("input[name=next]").all()) {
    await next.evaluate((input: HTMLInputElement) => (input.value = "https://evil.example"));
  }
  await page.getByLabel("Email").fill(admin.email);
  await page.getByLabel("Password").fill(admin.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page).toHaveURL(/\/admin$/);
});

test("IDN-6 SEC-3 a page of an account asks to log in, and leads back to it", async ({ page, mayComplain }) => {
  mayComplain(/status of 401/);
  expect((await page.goto("/account"))?.status()).toBe(401);
  await page.getByRole("main").getByRole("link", { name: "Log in" }).click();
  await page.getByLabel("Email").fill(admin.email);
  await page.getByLabel("Password").fill(admin.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page).toHaveURL(/\/account$/);
});
