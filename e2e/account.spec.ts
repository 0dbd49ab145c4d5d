import { expect, isAt, logIn, logOut, test, typeIn } from "./account-fixtures.ts";

test("IDN-1 IDN-5 UX-1 from a new account to a new password: register, confirm, log out, forget, reset, log in", async ({
  page,
  email,
  mailedLink,
  mayComplain,
}) => {
  test.slow(); // two mails by the worker
  mayComplain(/status of 401/);
  await page.goto("/login?next=/account/profile");
  await page.getByRole("link", { name: "Create account" }).click();
  await page.getByLabel("Full name").fill("Aoife Dunne");
  await page.getByLabel("Email").fill(email.toUpperCase());
  await page.getByLabel("Password", { exact: true }).fill("five green chairs");
  await page.getByRole("button", { name: "Create account" }).click();
  await isAt(page, "/account/profile");
  await expect(page.getByText(email)).toBeVisible();

  await page.goto("/account");
  await expect(page.getByText(`We sent a link to ${email}`)).toBeVisible();
  const verify = await mailedLink(email, "verify_email");
  // looking at the link, as a mail scanner does, uses nothing up
  expect((await page.request.get(verify)).status()).toBe(200);
  await page.goto(verify);
  await page.getByRole("button", { name: "Confirm this address" }).click();
  await expect(page.getByText("Your address is confirmed")).toBeVisible();
  await page.goto(verify);
  await expect(page.getByRole("heading", { name: "This link is used up" })).toBeVisible();

  await page.goto("/account");
  await logOut(page);
  expect((await page.goto("/account"))?.status()).toBe(401);

  await page.goto("/login");
  await page.getByRole("link", { name: "Forgotten your password?" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send me the link" }).click();
  await expect(page.getByText("If there is an account with this address")).toBeVisible();
  const reset = await mailedLink(email, "password_reset");
  await page.goto(reset);
  await page.getByLabel("New password", { exact: true }).fill("password");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByLabel("New password", { exact: true })).toHaveAccessibleDescription(/guessed first/);
  await page.getByLabel("New password", { exact: true }).fill("nine blue lamps at dusk");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByText("Your new password is set")).toBeVisible();
  await typeIn(page, { email, password: "nine blue lamps at dusk" });
  await isAt(page, "/account");
  await page.goto(reset);
  await expect(page.getByRole("heading", { name: "This link is used up" })).toBeVisible();
});

test("IDN-1 UX-3 a refused registration says which field and why, and keeps what was typed but no password", async ({
  page,
  anAccount,
}) => {
  const { email } = await anAccount();
  await page.goto("/register");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "3 fields need another look" })).toBeVisible();
  await expect(page.getByLabel("Full name")).toBeFocused();

  await page.getByLabel("Full name").fill("Aoife Dunne");
  await page.getByLabel("Email").fill("аoife@example.org"); // the first letter is Cyrillic
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/can be mistaken for others/);
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(/8 characters or more/);
  await expect(page.getByLabel("Full name")).toHaveValue("Aoife Dunne");
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");

  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("five green chairs");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/There is an account with this address/);
  await expect(page.getByLabel("Email")).toBeFocused();
  await page.getByRole("main").getByRole("link", { name: "Log in", exact: true }).click();
  await expect(page).toHaveURL(/\/login/);
});

test("IDN-1 UX-2 a password can be looked at, and says how hard it is to guess", async ({ page }) => {
  await page.goto("/register");
  const field = page.getByLabel("Password", { exact: true });
  await expect(field).toHaveAttribute("autocomplete", "new-password");
  await field.pressSequentially("abc");
  await expect(page.getByRole("main").getByRole("status").filter({ hasText: "Too short" })).toBeVisible();
  await field.fill("correct horse battery staple");
  await expect(page.getByRole("main").getByRole("status").filter({ hasText: "Strong" })).toBeVisible();
  const show = page.getByRole("button", { name: "Show password" });
  await expect(field).toHaveAttribute("type", "password");
  await show.click();
  await expect(field).toHaveAttribute("type", "text");
  await expect(show).toHaveAttribute("aria-pressed", "true");
  await show.click();
  await expect(field).toHaveAttribute("type", "password");
});

test("IDN-1 forgotten passwords are answered alike for known and unknown addresses", async ({
  page,
  anAccount,
  sql,
  mailedLink,
}) => {
  const { email } = await anAccount();
  const said: string[] = [];
  for (const address of [email, `nobody.${crypto.randomUUID()}@example.org`]) {
    await page.goto("/forgot");
    await page.getByLabel("Email").fill(address);
    await page.getByRole("button", { name: "Send me the link" }).click();
    await expect(page).toHaveURL(/sent=1/);
    said.push(await page.getByRole("main").innerText());
  }
  expect(said[0]).toBe(said[1]);
  await mailedLink(email, "password_reset");
  expect(await sql("select 1 from mails where kind = 'password_reset' and recipient like 'nobody.%'")).toEqual([]);
});

test("IDN-4 two browsers: logging out everywhere ends the other one at its next request", async ({
  page,
  anAccount,
  another,
  mayComplain,
}) => {
  mayComplain(/status of 401/);
  const account = await anAccount();
  const [other, third] = [await another(), await another()];
  for (const browser of [page, other, third]) await logIn(browser, account);

  await page.goto("/account/security");
  await expect(page.getByText("This browser", { exact: true })).toBeVisible();
  const ends = page.getByRole("button", { name: /^Log out Chrome/ });
  await expect(ends).toHaveCount(2);
  await ends.first().click();
  await expect(page.getByText("That device is logged out.")).toBeVisible();
  await expect(ends).toHaveCount(1);
  const stillIn = async () =>
    (await Promise.all([other, third].map((browser) => browser.goto("/account")))).map((a) => a?.status());
  expect((await stillIn()).toSorted()).toEqual([200, 401]);

  await page.getByRole("button", { name: "Log out everywhere else" }).click();
  await expect(page.getByText("One other device is logged out.")).toBeVisible();
  expect(await stillIn()).toEqual([401, 401]);
  expect((await page.goto("/account/security"))?.status()).toBe(200);

  await logIn(other, account);
  await page.getByRole("button", { name: "Log out everywhere, here too" }).click();
  await isAt(page, "/login");
  expect((await other.goto("/account"))?.status()).toBe(401);
  expect((await page.goto("/account"))?.status()).toBe(401);
});

test("IDN-4 IDN-9 two browsers: a new password and a deactivation count with the next request", async ({
  page,
  anAccount,
  another,
  sql,
  mayComplain,
}) => {
  mayComplain(/status of 401/);
  const account = await anAccount();
  const other = await another();
  await logIn(page, account);
  await logIn(other, account);
  await page.goto("/account/security");
  await page.getByLabel("Current password").fill("something else");
  await page.getByLabel("New password", { exact: true }).fill("nine blue lamps at dusk");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByLabel("Current password")).toHaveAccessibleDescription(/not your current password/);
  expect((await other.goto("/account"))?.status()).toBe(200);
  await page.getByLabel("Current password").fill(account.password);
  await page.getByLabel("New password", { exact: true }).fill("nine blue lamps at dusk");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  expect((await other.goto("/account"))?.status()).toBe(401);

  await logIn(other, { email: account.email, password: "nine blue lamps at dusk" });
  await sql("update users set active = false, deactivated_at = now() where id = $1", [account.id]);
  for (const browser of [page, other]) expect((await browser.goto("/account"))?.status()).toBe(401);
  await page.goto("/login");
  await typeIn(page, { email: account.email, password: "nine blue lamps at dusk" });
  await expect(page.getByRole("alert").filter({ hasText: "You are not logged in yet" })).toBeVisible();
  // the command would have ended them, and the invariants look for those left open
  await sql("delete from sessions where user_id = $1", [account.id]);
});

test("IDN-8 IDN-1 a new address counts when its link is used, and the old one is told", async ({
  page,
  email,
  anAccount,
  mailedLink,
  sql,
}) => {
  const account = await anAccount();
  await logIn(page, account);
  await page.goto("/account/security");
  await page.getByLabel("New address").fill(email);
  await page.getByLabel("Your password", { exact: true }).first().fill(account.password);
  await page.getByRole("button", { name: "Change address" }).click();
  await expect(page.getByText("We have sent a link to the new address.")).toBeVisible();
  await expect(page.getByText(`Your account’s address is ${account.email}.`)).toBeVisible();
  expect(await sql("select 1 from mails where kind = 'email_change' and recipient = $1", [account.email])).toHaveLength(
    1,
  );
  await page.goto(await mailedLink(email, "verify_email"));
  await page.getByRole("button", { name: "Confirm this address" }).click();
  await expect(page.getByText("Your address is confirmed")).toBeVisible();
  await page.goto("/account/profile");
  await expect(page.getByText(email)).toBeVisible();
});

test("IDN-8 the profile, the data and the end of an account", async ({ page, anAccount, sql, mayComplain }) => {
  mayComplain(/status of 401/);
  const account = await anAccount();
  await logIn(page, account);
  await page.goto("/account/profile");
  await page.getByLabel("Full name").fill("Ines Marguerite Adler");
  await page.getByRole("combobox", { name: "Language" }).selectOption({ label: "English" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your profile is saved.")).toBeVisible();
  await expect(page.getByLabel("Full name")).toHaveValue("Ines Marguerite Adler");

  await page.goto("/account/security");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download my data" }).click();
  expect((await download).suggestedFilename()).toBe("my-data.json");
  const answer = await page.request.get("/account/data");
  expect(answer.headers()["cache-control"]).toContain("no-store");
  expect(await answer.json()).toMatchObject({
    version: 2,
    profile: { name: "Ines Marguerite Adler", email: account.email },
  });

  await page.getByText("Delete my account", { exact: true }).click();
  await page.locator("#remove-password").fill("not this one");
  await page.getByRole("button", { name: "Delete my account for good" }).click();
  await expect(page.locator("#remove-password")).toHaveAccessibleDescription("This is not your password.");
  await page.locator("#remove-password").fill(account.password);
  await page.getByRole("button", { name: "Delete my account for good" }).click();
  await expect(page.getByText("Your account is gone")).toBeVisible();
  expect(await sql("select 1 from users where id = $1", [account.id])).toEqual([]);
  expect((await page.goto("/account"))?.status()).toBe(401);
  expect((await page.request.get("/account/data")).status()).toBe(401);
});

test("IDN-6 pages of an account are closed to nobody in particular, and other people's orders are not found", async ({
  page,
  anAccount,
  mayComplain,
}) => {
  mayComplain(/status of (401|404)/);
  for (const path of ["", "/orders", "/orders/25-00001", "/profile", "/addresses", "/security", "/data"]) {
    expect((await page.goto(`/account${path}`))?.status(), path).toBe(401);
  }
  await logIn(page, await anAccount());
  expect((await page.goto("/account/orders/25-00001"))?.status()).toBe(404);
});

test("IDN-1 SEC-1 many tries on one account are told to wait, and the answer is a 429", async ({
  page,
  anAccount,
  mayComplain,
}) => {
  mayComplain(/status of 429/);
  test.setTimeout(180_000); // each try has its hash
  const account = await anAccount();
  await page.goto("/login");
  const tooMany = page.getByRole("alert").filter({ hasText: "Try again in" });
  let status = 200;
  page.on("response", (response) => {
    if (response.request().method() === "POST" && response.status() === 429) status = 429;
  });
  for (let tries = 0; tries < 30 && !(await tooMany.isVisible()); tries++) {
    await page.getByLabel("Email").fill(account.email);
    await page.getByLabel("Password", { exact: true }).fill(`wrong ${tries}`);
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: "Log in", exact: true }).click();
    await answered;
    // the answer is on the page: what was typed is gone, or the limit is told
    await expect(async () => {
      if (await tooMany.isVisible()) return;
      await expect(page.getByLabel("Password", { exact: true })).toHaveValue("", { timeout: 1_000 });
    }).toPass();
    await expect(page.getByRole("alert").first()).toBeVisible();
  }
  await expect(tooMany).toBeVisible();
  expect(status).toBe(429);
  await expect(page.getByLabel("Email")).toHaveValue(account.email);
});
