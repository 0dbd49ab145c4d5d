import {
  addToCart,
  expect,
  fillIn,
  isAt,
  lineOf,
  logIn,
  placeOrder,
  status,
  test,
  typeIn,
} from "./account-fixtures.ts";

test("CRT-2 a guest's cart joins the person's at log-in, once, in two tabs", async ({
  page,
  context,
  aBook,
  anAccount,
}) => {
  const account = await anAccount();
  const [mine, both, short] = [await aBook(), await aBook(), await aBook({ stock: 3 })];
  await logIn(page, account);
  for (const book of [mine, both, both, short, short]) await addToCart(page, book);
  await page.getByRole("navigation", { name: "Your shop" }).locator("summary").click();
  await page.getByRole("button", { name: "Log out", exact: true }).click();
  await expect(page.getByRole("link", { name: "Log in", exact: true }).first()).toBeVisible();
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("cart");

  for (const book of [both, short, short]) await addToCart(page, book);
  expect((await context.cookies()).map(({ name }) => name)).toContain("cart");
  const tab = await context.newPage();
  for (const browser of [page, tab]) await browser.goto("/login?next=/cart");
  await typeIn(page, account);
  await isAt(page, "/cart");
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("cart");
  await typeIn(tab, account);
  await isAt(tab, "/cart");
  for (const browser of [page, tab]) {
    await browser.reload();
    await expect(lineOf(browser, mine).getByLabel("Quantity")).toHaveValue("1");
    await expect(lineOf(browser, both).getByLabel("Quantity")).toHaveValue("3");
    await expect(lineOf(browser, short).getByLabel("Quantity")).toHaveValue("3"); // as many as there are
  }
  await page.goto("/");
  await expect(page.getByRole("link", { name: /^Cart/ })).toHaveAccessibleName(/7 books/);
});

test("CRT-2 CHK-4 a guest's cart comes along to a new account, and the order is the account's", async ({
  page,
  aBook,
  email,
  sql,
  orders,
}) => {
  const book = await aBook();
  await addToCart(page, book);
  await page.goto("/register?next=/cart");
  await page.getByLabel("Full name").fill("Aoife Dunne");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("five green chairs");
  await page.getByRole("button", { name: "Create account" }).click();
  await isAt(page, "/cart");
  await expect(lineOf(page, book)).toBeVisible();

  await page.getByRole("link", { name: "Check out" }).click();
  await expect(page.getByLabel("Email")).toHaveValue(email);
  await expect(page.getByLabel("Full name")).toHaveValue("Aoife Dunne");
  await fillIn(page, email);
  await expect(page.getByLabel("Keep this address in my account")).toBeChecked();
  await page.getByRole("button", { name: "Place order" }).click();
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(page.getByText(/Paid, thank you/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Keep your orders together" })).toHaveCount(0);
  const [order] = await orders();
  const [row] = await sql<{ own: boolean }>(
    "select u.email = $2 as own from orders o join users u on u.id = o.user_id where o.number = $1",
    [order?.number, email],
  );
  expect(row).toEqual({ own: true });

  await page.goto("/account");
  await expect(page.getByText("Karl-Heine-Straße 31")).toBeVisible();
  await page.getByRole("link", { name: order?.number ?? "" }).click();
  await expect(page).toHaveURL(new RegExp(`/account/orders/${order?.number}$`));
  await expect(page.getByRole("heading", { name: `Order ${order?.number}` })).toBeVisible();
  await expect(status(page)).toHaveText(/Paid, thank you/);

  // the address is there for the next order, and another one can be taken
  await addToCart(page, book);
  await page.goto("/checkout");
  await expect(page.getByLabel("Address", { exact: true })).toHaveValue("Karl-Heine-Straße 31");
  await page.getByRole("link", { name: "Another address" }).click();
  await expect(page.getByLabel("Address", { exact: true })).toHaveValue("");
  await page.getByRole("link", { name: /Karl-Heine-Straße 31/ }).click();
  await expect(page.getByLabel("Postcode")).toHaveValue("04229");
});

test("CHK-4 a stranger who registers with a guest's address sees nothing; its owner proves it and sees all of it", async ({
  page,
  aBook,
  email,
  orders,
  another,
  mailedLink,
}) => {
  test.slow(); // two orders, three browsers, two mails
  const book = await aBook();
  for (let order = 0; order < 2; order++) {
    await addToCart(page, book);
    await placeOrder(page, email);
    await page.getByRole("button", { name: "Pay", exact: true }).click();
    await expect(page.getByText(/Paid, thank you/)).toBeVisible();
  }
  expect(await orders()).toHaveLength(2);

  const stranger = await another();
  await stranger.goto("/register");
  await stranger.getByLabel("Full name").fill("Mallory Stranger");
  await stranger.getByLabel("Email").fill(email);
  await stranger.getByLabel("Password", { exact: true }).fill("not mine but taken");
  await stranger.getByRole("button", { name: "Create account" }).click();
  await expect(stranger.getByText("Your account is there")).toBeVisible();
  await stranger.goto("/account/orders");
  await expect(stranger.getByRole("heading", { name: "No orders yet" })).toBeVisible();

  // the mail about the stranger's account comes to the owner, whose press on its link gives the stranger nothing
  const link = await mailedLink(email, "verify_email");
  await page.goto(link);
  await expect(page.getByText("Log in to the account of Mallory Stranger first")).toBeVisible();
  await expect(page.getByRole("button", { name: "Confirm this address" })).toHaveCount(0);
  await page.getByRole("link", { name: "Set a new password" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send me the link" }).click();
  await page.goto(await mailedLink(email, "password_reset"));
  await page.getByLabel("New password", { exact: true }).fill("mine from now on");
  await page.getByRole("button", { name: "Set the password" }).click();
  await typeIn(page, { email, password: "mine from now on" });
  await isAt(page, "/account");
  await page.goto("/account/orders");
  for (const { number } of await orders()) await expect(page.getByRole("link", { name: number })).toBeVisible();
  await expect(page.getByText("2 orders")).toBeVisible();

  // and the stranger is out
  await stranger.goto("/account/orders");
  await expect(stranger.getByRole("heading", { name: "Log in first" })).toBeVisible();
});

test("CHK-4 a paid guest order invites to an account, with its address but not in the URL; confirming claims the order", async ({
  page,
  aBook,
  email,
  orders,
  mailedLink,
}) => {
  await addToCart(page, await aBook());
  await placeOrder(page, email);
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Keep your orders together" })).toBeVisible();
  await page.getByRole("button", { name: "Create account" }).click();
  await isAt(page, "/register");
  await expect(page.getByLabel("Email")).toHaveValue(email);
  await expect(page.getByLabel("Full name")).toHaveValue("Aoife Dunne");
  await page.getByLabel("Password", { exact: true }).fill("five green chairs");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("Your account is there")).toBeVisible();
  await page.goto("/account/orders");
  await expect(page.getByRole("heading", { name: "No orders yet" })).toBeVisible();
  await page.goto(await mailedLink(email, "verify_email"));
  await page.getByRole("button", { name: "Confirm this address" }).click();
  await expect(page.getByText("One order was waiting for it; it is here now.")).toBeVisible();
  const [order] = await orders();
  await expect(page.getByRole("link", { name: order?.number ?? "" })).toBeVisible();
});

test("IDN-8 addresses are kept, changed, preferred and removed", async ({ page, anAccount }) => {
  await logIn(page, await anAccount());
  await page.goto("/account/addresses");
  const form = page.getByRole("region", { name: /address/ });
  const add = async (name: string, postcode: string, country: string) => {
    await form.getByLabel("Full name").fill(name);
    await form.getByLabel("Address", { exact: true }).fill("Hauptstraße 1");
    await form.getByLabel("Postcode").fill(postcode);
    await form.getByLabel("City").fill("Anywhere");
    await form.getByLabel("Country").selectOption(country);
    await form.getByRole("button", { name: "Save" }).click();
  };
  await add("Ines Adler", "123", "DE");
  await expect(form.getByLabel("Postcode")).toHaveAccessibleDescription(/Five digits/);
  await expect(form.getByLabel("Full name")).toHaveValue("Ines Adler");
  await add("Ines Adler", "04229", "DE");
  await expect(page.getByText("The address is saved.")).toBeVisible();
  await form.getByLabel("Offer this one first").check();
  await add("At work", "1070", "AT");
  const cards = page.getByRole("main").getByRole("listitem").filter({ hasText: "Hauptstraße 1" });
  await expect(cards).toHaveCount(2);
  await expect(cards.filter({ hasText: "At work" })).toContainText("Preferred");

  await page.getByRole("link", { name: "Change the address Ines Adler, Anywhere" }).click();
  await expect(form.getByLabel("Postcode")).toHaveValue("04229");
  await form.getByLabel("City").fill("Leipzig");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(cards.filter({ hasText: "04229 Leipzig" })).toBeVisible();
  await page.getByRole("button", { name: "Remove the address At work, Anywhere" }).click();
  await expect(page.getByText("The address is removed.")).toBeVisible();
  await expect(cards).toHaveCount(1);
});
