import { addToCart, expect, expectAccessible, fillIn, lineOf, placeOrder, status, test } from "./shop-fixtures.ts";

test("CRT-1 CRT-2 CHK-1 CHK-5 CHK-6 PAY-4 a guest buys three books", async ({ page, aBook, email, orders }) => {
  const [one, two, three] = [await aBook(), await aBook({ price: 990 }), await aBook({ price: 2_000 })];
  await page.goto("/cart");
  await expect(page.getByRole("heading", { name: "Your cart is empty" })).toBeVisible();

  for (const book of [one, two, three]) await addToCart(page, book);
  await expect(page.getByRole("link", { name: /^Cart, 3 books/ })).toBeVisible();

  await page.goto("/cart");
  await lineOf(page, one).getByRole("button", { name: "Increase quantity" }).click();
  await expect(lineOf(page, one).getByLabel("Quantity")).toHaveValue("2");
  await lineOf(page, two).getByLabel("Quantity").fill("3");
  await lineOf(page, two).getByLabel("Quantity").press("Enter");
  await lineOf(page, two).getByRole("button", { name: "Decrease quantity" }).click();
  await lineOf(page, three).getByRole("button", { name: "Remove" }).click();
  await expect(lineOf(page, three)).toBeHidden();
  await expect(page.getByRole("link", { name: /^Cart, 4 books/ })).toBeVisible();
  // 2 × 12.50 + 2 × 9.90 and free delivery from 40
  await expect(page.getByRole("complementary")).toContainText("€44.80");

  await page.getByRole("link", { name: "Check out" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Check out" })).toBeVisible();
  await fillIn(page, email);
  await page.getByRole("button", { name: "Place order" }).click();

  await expect(page.getByRole("heading", { name: "Demo payment" })).toBeVisible();
  await expect(page.getByText("€44.80")).toBeVisible();
  await page.getByRole("button", { name: "Pay", exact: true }).click();

  await expect(page).toHaveURL(/\/track\/order\/[\d-]+$/);
  await expect(status(page)).toHaveText(/Paid, thank you/);
  const [order, ...more] = await orders();
  expect(more).toEqual([]);
  expect(order).toMatchObject({ state: "paid", payment_state: "paid", total_minor: 4_480 });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Order ${order?.number}`);
  await expect(page.getByText(/a•••@example\.org/).first()).toBeVisible();
  await expect(page.getByText(email)).toHaveCount(0);
  await expect(page.getByRole("link", { name: /^Cart, empty/ })).toBeVisible();
});

test("CHK-7 a declined card can be tried again", async ({ page, aBook, email, orders }) => {
  await addToCart(page, await aBook());
  await placeOrder(page, email);
  await page.getByRole("button", { name: "Decline" }).click();
  await expect(status(page)).toHaveText("The card was declined. Nothing was charged; try again.");
  await expect(page.getByText(/The books wait for you until .* 4\d minutes left/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Pay now" }).click();
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(status(page)).toHaveText(/Paid, thank you/);
  expect(await orders()).toMatchObject([{ state: "paid", payment_state: "paid" }]);
});

test("CHK-7 PAY-4 whoever leaves the gateway pays from the order's page; a closed payment says so", async ({
  page,
  aBook,
  email,
}) => {
  await addToCart(page, await aBook());
  await placeOrder(page, email);
  const gateway = page.url();
  await page.getByRole("button", { name: "Leave without paying" }).click();
  await expect(status(page)).toHaveText(/put aside\. They wait for €/);
  await page.getByRole("button", { name: "Pay now" }).click();
  await expect(page).toHaveURL(gateway);
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(status(page)).toHaveText(/Paid, thank you/);
  await page.goto(gateway);
  await expect(page.getByRole("heading", { name: "This is paid already" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Back to the order" }).click();
  await expect(status(page)).toHaveText(/Paid, thank you/);
});

test("CHK-3 pressing twice makes one order", async ({ page, aBook, email, orders }) => {
  await addToCart(page, await aBook());
  await page.goto("/checkout");
  await fillIn(page, email);
  await page.getByRole("button", { name: "Place order" }).dblclick();
  await expect(page).toHaveURL(/\/pay\/demo\//);
  expect(await orders()).toHaveLength(1);
});

test("CHK-3 going back and placing it again leads to the same order", async ({ page, aBook, email, orders }) => {
  await addToCart(page, await aBook());
  await placeOrder(page, email);
  const gateway = page.url();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Check out" })).toBeVisible();
  await fillIn(page, email);
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(gateway);
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(status(page)).toHaveText(/Paid, thank you/);
  expect(await orders()).toHaveLength(1);
});

test("CHK-3 UX-3 a cart that was changed in another tab is shown anew, and nothing typed is lost", async ({
  page,
  context,
  aBook,
  email,
  orders,
}) => {
  const [one, two] = [await aBook(), await aBook({ price: 990 })];
  await addToCart(page, one);
  await page.goto("/checkout");
  await fillIn(page, email);
  await addToCart(await context.newPage(), two);
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Your cart has changed" })).toBeVisible();
  expect(await orders()).toEqual([]);
  await expect(page.getByLabel("Email")).toHaveValue(email);
  await expect(page.getByLabel("City")).toHaveValue("Leipzig");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/pay\/demo\//);
  // 12.50 + 9.90 + 2.90 delivery
  expect(await orders()).toMatchObject([{ total_minor: 2_530 }]);
});

test("CHK-2 CRT-1 what was sold meanwhile is told, and the cart says what there is", async ({
  page,
  aBook,
  move,
  email,
  orders,
}) => {
  const [short, gone] = [await aBook({ stock: 3 }), await aBook({ stock: 1 })];
  await addToCart(page, short);
  await addToCart(page, gone);
  await page.goto("/cart");
  await lineOf(page, short).getByLabel("Quantity").fill("3");
  await lineOf(page, short).getByLabel("Quantity").press("Enter");
  // whoever checks out while the change is under way checks out with it
  await page.getByRole("link", { name: "Check out" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Check out" })).toBeVisible();
  await fillIn(page, email);
  await move(short, -1);
  await move(gone, -1);
  await page.getByRole("button", { name: "Place order" }).click();
  const note = page.getByRole("alert").filter({ hasText: "Not everything is there any more" });
  await expect(note).toContainText(`“${short.title}”: only 2 copies are left.`);
  await expect(note).toContainText(`“${gone.title}” has just sold out.`);
  await expect(page.getByLabel("Email")).toHaveValue(email);
  expect(await orders()).toEqual([]);

  await page.getByRole("link", { name: "Back to the cart" }).click();
  await expect(lineOf(page, gone)).toContainText("Sold out since you added it.");
  await expectAccessible(page);
  await lineOf(page, gone).getByRole("button", { name: "Remove" }).click();
  await lineOf(page, short).getByRole("button", { name: "Take 2" }).click();
  await expect(lineOf(page, short).getByLabel("Quantity")).toHaveValue("2");
  await page.getByRole("link", { name: "Check out" }).click();
  // what was typed waited in this tab
  await expect(page.getByLabel("Email")).toHaveValue(email);
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/pay\/demo\//);
  expect(await orders()).toMatchObject([{ total_minor: 2_790 }]);
});

test("CRT-1 CHK-6 a price that changed is pointed out in the cart and asked about at the check-out", async ({
  page,
  sql,
  aBook,
  email,
  orders,
}) => {
  const book = await aBook({ price: 3_000 });
  const reprice = (price: number) => sql("update books set price_minor = $2 where id = $1", [book.id, price]);
  await addToCart(page, book);
  await reprice(3_200);
  await page.goto("/cart");
  await expect(lineOf(page, book)).toContainText("Was €30.00 when you added it, now €32.00.");
  await page.goto("/checkout");
  await fillIn(page, email);
  await reprice(3_300);
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The total is now €35.90" })).toBeVisible();
  expect(await orders()).toEqual([]);
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/pay\/demo\//);
  await expect(page.getByText("€35.90")).toBeVisible();
  expect(await orders()).toMatchObject([{ total_minor: 3_590 }]);
});

test("SEC-4 CHK-6 what a browser says of prices, versions and countries is not believed", async ({
  page,
  aBook,
  email,
  orders,
}) => {
  await addToCart(page, await aBook());
  await page.goto("/checkout");
  await fillIn(page, email);
  const set = (name: string, value: string) =>
    page.locator(`[name=${name}]`).evaluate((input: HTMLInputElement, to) => (input.value = to), value);
  await set("seenTotal", "1");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The total is now €15.40" })).toBeVisible();
  await set("seenTotal", "-5");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "needs another look" })).toBeVisible();
  await set("seenTotal", "1540");
  await page.getByLabel("Country").evaluate((select: HTMLSelectElement) => {
    select.append(new Option("Nowhere", "XX", true, true));
  });
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByText("Choose another country, or write to us.").first()).toBeVisible();
  expect(await orders()).toEqual([]);
});

test("CHK-5 UX-3 delivery follows the country, and every field says what it needs", async ({ page, aBook }) => {
  await addToCart(page, await aBook());
  await page.goto("/checkout");
  await page.getByLabel("Email").fill("aoife@gmial.com");
  await page.getByLabel("Full name").focus();
  await page.getByRole("button", { name: "Use aoife@gmail.com" }).click();
  await expect(page.getByLabel("Email")).toHaveValue("aoife@gmail.com");

  await page.getByLabel("Email").fill("aoife@exampleorg");
  await page.getByLabel("Country").selectOption("AT");
  await page.getByLabel("Postcode").fill("04229");
  const total = page.getByText("€20.40").locator("visible=true").first();
  await expect(total).toBeVisible();
  await page.getByRole("button", { name: "Place order" }).click();
  const note = page.getByRole("alert").filter({ hasText: "5 fields need another look" });
  await expect(note).toBeVisible();
  await expect(page.getByLabel("Email")).toBeFocused();
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/Did you mean aoife@example\.org/);
  await expect(page.getByLabel("Postcode")).toHaveAccessibleDescription("Four digits, for example 1070.");
  await expect(page.getByLabel("Country")).toHaveValue("AT");
  await expectAccessible(page);
  await note.getByRole("link", { name: /^City/ }).click();
  await expect(page.getByLabel("City")).toBeFocused();
});

test("CHK-7 CHK-8 a cancelled order offers its books again", async ({ page, aBook, move, email, orders }) => {
  const [one, two] = [await aBook({ stock: 2 }), await aBook()];
  await addToCart(page, one);
  await addToCart(page, two);
  await placeOrder(page, email);
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(status(page)).toHaveText(/Paid, thank you/);
  await page.getByText("Cancel the order").click();
  await expect(page.getByText(/€27\.90 goes back the way it came/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Cancel order" }).click();
  await expect(status(page)).toHaveText("Cancelled, as you asked.");
  await expect(page.getByText("The money is going back")).toBeVisible();
  expect(await orders()).toMatchObject([{ state: "cancelled" }]);

  await move(one, -2);
  await page.getByRole("button", { name: "Put the books back into the cart" }).click();
  await expect(page).toHaveURL(/\/cart/);
  await expect(page.getByText(`These could not be had in full: ${one.title}.`)).toBeVisible();
  await expect(lineOf(page, two)).toBeVisible();
});

test("CRT-1 UX-3 what left the cart comes back with Undo", async ({ page, aBook }) => {
  const [one, two] = [await aBook(), await aBook()];
  await addToCart(page, one);
  await addToCart(page, two);
  await page.goto("/cart");
  await lineOf(page, one).getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("Taken out of your cart.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(lineOf(page, one)).toBeVisible();
  await page.getByRole("button", { name: "Empty the cart" }).click();
  await expect(page.getByRole("heading", { name: "Your cart is empty" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(lineOf(page, two)).toBeVisible();
  await expect(lineOf(page, one)).toBeVisible();
});

test("CRT-1 more than there is, and what is no number, is refused beside the field", async ({ page, aBook }) => {
  const book = await aBook({ stock: 2 });
  await addToCart(page, book);
  await page.goto("/cart");
  const quantity = lineOf(page, book).getByLabel("Quantity");
  await quantity.fill("999");
  await quantity.press("Enter");
  await expect(lineOf(page, book)).toContainText("Only 2 copies are left.");
  await expect(quantity).toHaveValue("1");
  await expect(quantity).toHaveAccessibleDescription(/Only 2 copies are left/);
  await quantity.fill("1.5");
  await quantity.press("Enter");
  await expect(lineOf(page, book)).toContainText("A whole number from 0 to 50.");
  await expect(quantity).toHaveValue("1.5");
  await expectAccessible(page);
  await lineOf(page, book).getByRole("button", { name: "Increase quantity" }).click();
  await expect(quantity).toHaveValue("2");
  await lineOf(page, book).getByRole("button", { name: "Increase quantity" }).click();
  await expect(lineOf(page, book)).toContainText("Only 2 copies are left.");
});

test("UX-3 SEC-3 an order that does not get through loses nothing that was typed", async ({
  page,
  aBook,
  email,
  orders,
  mayComplain,
}) => {
  mayComplain(/Failed to load resource/);
  await addToCart(page, await aBook());
  await page.goto("/checkout");
  await fillIn(page, email);
  await page.route("**/checkout", (route) =>
    route.request().method() === "POST" ? route.fulfill({ status: 502, body: "" }) : route.fallback(),
  );
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Nothing is lost; try again in a minute." })).toBeFocused();
  await expect(page.getByLabel("City")).toHaveValue("Leipzig");
  await page.unroute("**/checkout");
  await page.reload();
  await expect(page.getByLabel("City")).toHaveValue("Leipzig");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/pay\/demo\//);
  expect(await orders()).toHaveLength(1);
});
