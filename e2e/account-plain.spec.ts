import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessibleInBothLights, isAt, logIn, test, typeIn } from "./account-fixtures.ts";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("UX-1 IDN-1 IDN-5 IDN-8 every form of the account is a form", async ({
    page,
    email,
    mailedLink,
    mayComplain,
  }) => {
    test.slow(); // every step loads a page, and two mails are sent
    mayComplain(/status of 401/);
    await page.goto("/register");
    await page.getByLabel("Full name").fill("Aoife Dunne");
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("short");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("alert")).toContainText("One field needs another look");
    await expect(page.getByLabel("Full name")).toHaveValue("Aoife Dunne");
    await expect(page.getByLabel("Email")).toHaveValue(email);
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
    await expect(page.getByRole("button", { name: "Show password" })).toBeHidden();
    await page.getByLabel("Password", { exact: true }).fill("five green chairs");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page).toHaveURL(/\/account\?done=registered$/);

    await page.goto(await mailedLink(email, "verify_email"));
    await page.getByRole("button", { name: "Confirm this address" }).click();
    await expect(page.getByText("Your address is confirmed")).toBeVisible();

    const ways = page.getByRole("navigation", { name: "Your account" });
    await ways.getByRole("link", { name: "Profile" }).click();
    await page.getByLabel("Full name").fill("Aoife Máire Dunne");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByLabel("Full name")).toHaveValue("Aoife Máire Dunne");

    await ways.getByRole("link", { name: "Addresses" }).click();
    await page.getByLabel("Address", { exact: true }).fill("Hauptstraße 1");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByLabel("Address", { exact: true })).toHaveValue("Hauptstraße 1");
    await page.getByLabel("Full name").fill("Aoife Dunne");
    await page.getByLabel("Postcode").fill("04229");
    await page.getByLabel("City").fill("Leipzig");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("The address is saved.")).toBeVisible();

    await ways.getByRole("link", { name: "Security" }).click();
    await page.getByLabel("Current password").fill("five green chairs");
    await page.getByLabel("New password", { exact: true }).fill("nine blue lamps");
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("Your password is changed.")).toBeVisible();

    // the menu opens without scripts, too
    await page.getByRole("navigation", { name: "Your shop" }).locator("summary").click();
    await page.getByRole("navigation", { name: "Your shop" }).getByRole("button", { name: "Log out" }).click();
    await isAt(page, "/");
    await page.goto("/forgot");
    await page.getByLabel("Email").fill(email);
    await page.getByRole("button", { name: "Send me the link" }).click();
    await page.goto(await mailedLink(email, "password_reset"));
    await page.getByLabel("New password", { exact: true }).fill("seven slow afternoons");
    await page.getByRole("button", { name: "Set the password" }).click();
    await typeIn(page, { email, password: "seven slow afternoons" });
    await isAt(page, "/account");
    await page.goto("/account/security");
    await page.getByText("Delete my account", { exact: true }).click();
    await page.locator("#remove-password").fill("seven slow afternoons");
    await page.getByRole("button", { name: "Delete my account for good" }).click();
    await expect(page.getByText("Your account is gone")).toBeVisible();
  });
});

/** Presses Tab until the focus stands where it should; a page where it cannot get there fails. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    if (await wanted.evaluate((element) => element === document.activeElement)) {
      const outline = await wanted.evaluate((element) => getComputedStyle(element).outlineStyle);
      expect(outline, "the focus can be seen").not.toBe("none");
      return;
    }
  }
  throw new Error(`Tab never comes to ${String(wanted)}`);
}

test("UX-2 IDN-1 one logs in and out with the keyboard alone", async ({ page, anAccount }) => {
  const account = await anAccount();
  await page.goto("/login?next=/account/profile");
  await tabTo(page, page.getByLabel("Email"));
  await page.keyboard.type(account.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type("something else");
  await page.keyboard.press("Enter");
  const note = page.getByRole("alert").filter({ hasText: "You are not logged in yet" });
  await expect(note).toBeFocused();
  await tabTo(page, page.getByLabel("Password", { exact: true }));
  await page.keyboard.type(account.password);
  await tabTo(page, page.getByRole("button", { name: "Show password" }));
  await page.keyboard.press("Space");
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue(account.password);
  await tabTo(page, page.getByRole("button", { name: "Log in", exact: true }));
  await page.keyboard.press("Enter");
  await isAt(page, "/account/profile");

  await page.goto("/");
  const menu = page.getByRole("navigation", { name: "Your shop" }).locator("summary");
  await expect(menu).toBeVisible();
  await menu.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Log out", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Log out", exact: true })).toBeHidden();
  await expect(menu).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Log out", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Log in", exact: true }).first()).toBeVisible();
});

test("UX-2 the pages of an account are accessible, light and dark", async ({ page, anAccount, sql, mailedLink }) => {
  test.slow(); // many looks of several seconds each
  const account = await anAccount({ verified: false });
  for (const path of ["/register", "/forgot", "/forgot?sent=1", "/login?refused=ACCOUNT_DEACTIVATED&by=google"]) {
    await page.goto(path);
    await expectAccessibleInBothLights(page);
  }
  await page.goto("/register");
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "need another look" })).toBeVisible();
  await expectAccessibleInBothLights(page);
  await page.goto("/verify/x");
  await expectAccessibleInBothLights(page);

  await page.goto("/forgot");
  await page.getByLabel("Email").fill(account.email);
  await page.getByRole("button", { name: "Send me the link" }).click();
  await page.goto(await mailedLink(account.email, "password_reset"));
  await expectAccessibleInBothLights(page);

  await logIn(page, account);
  await sql(
    `insert into addresses (id, user_id, name, line1, postcode, city, country, preferred)
     values (gen_random_uuid(), $1, 'Ines Adler', 'Hauptstraße 1', '04229', 'Leipzig', 'DE', true)`,
    [account.id],
  );
  for (const path of ["", "/orders", "/profile", "/addresses", "/security?delete=1"]) {
    await page.goto(`/account${path}`);
    await expectAccessibleInBothLights(page);
  }
  await page.getByRole("navigation", { name: "Your shop" }).locator("summary").click();
  await expectAccessibleInBothLights(page);
});
