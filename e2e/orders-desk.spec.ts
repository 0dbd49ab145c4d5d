import {
  addToCart,
  admin,
  done,
  expect,
  expectAccessible,
  fillIn,
  logIn,
  placeOrder,
  status,
  test,
} from "./desk-fixtures.ts";

test.describe.configure({ timeout: 150_000 });

test("CHK-10 UX-4 many orders are moved at once, and each tells what became of it", async ({
  page,
  desk,
  aBook,
  email,
  orders,
}) => {
  for (const pays of [true, true, false]) {
    await addToCart(page, await aBook());
    await placeOrder(page, email);
    await page.getByRole("button", { name: pays ? "Pay" : "Leave without paying", exact: true }).click();
    await expect(status(page)).toBeVisible();
  }
  const numbers = (await orders()).map(({ number }) => number);
  await desk.goto(`/admin/orders?customer=${encodeURIComponent(email)}`);
  await expect(desk.getByRole("list", { name: "Narrowed to" })).toContainText(email);
  await expect(desk.getByRole("region", { name: "Selected orders" })).toBeHidden();
  for (const number of numbers) await desk.getByLabel(`Select order ${number}`).check();
  await expect(desk.getByRole("region", { name: "Selected orders" })).toContainText("3 selected");
  await expectAccessible(desk);
  await desk.getByRole("button", { name: "Start packing" }).click();
  const told = desk.getByRole("alert").filter({ hasText: "Packing has started for 2 of 3 orders." });
  await expect(told).toContainText(`${numbers[2]} stands at “Waiting for payment”`);
  await expect(desk.getByRole("region", { name: "Selected orders" })).toBeHidden();
  await expectAccessible(desk);
  expect((await orders()).map(({ state }) => state)).toEqual(["processing", "processing", "pending_payment"]);
});

test("CHK-10 UX-1 the filters are in the address, and work without JavaScript", async ({
  browser,
  buyThree,
  email,
}) => {
  const number = await buyThree();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const desk = await context.newPage();
  await logIn(desk, admin);
  await desk.goto("/admin/orders");
  await desk.getByLabel("Search orders").fill(email);
  await desk.getByLabel("Payment", { exact: true }).selectOption("Paid");
  await desk.getByLabel("Placed from").fill("2020-01-01");
  await desk.getByRole("button", { name: "Search" }).click();
  await expect(desk).toHaveURL(/payment=paid/);
  await expect(desk).toHaveURL(/from=2020-01-01/);
  await expect(desk.getByRole("link", { name: number })).toBeVisible();
  await desk.getByLabel("Payment", { exact: true }).selectOption("Disputed");
  await desk.getByRole("button", { name: "Search" }).click();
  await expect(desk.getByRole("link", { name: number })).toHaveCount(0);
  await desk.goto(`/admin/orders?customer=${encodeURIComponent(email)}`);
  await desk.getByLabel(`Select order ${number}`).check();
  await desk.getByRole("button", { name: "Start packing" }).click();
  await expect(desk.getByText("Packing has started for 1 of 1 order.")).toBeVisible();
  await context.close();
});

test("CHK-10 SEC-4 a list goes out as CSV, without formulas", async ({ desk, page, aBook, email, orders }) => {
  await addToCart(page, await aBook());
  await page.goto("/checkout");
  await fillIn(page, email);
  await page.getByLabel("Full name").fill("=HYPERLINK(1)");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/pay\/demo\//);
  const answer = await desk.request.get(`/admin/orders/export?customer=${encodeURIComponent(email)}`);
  expect(answer.headers()).toMatchObject({ "content-type": "text/csv; charset=utf-8" });
  expect(answer.headers()["content-disposition"]).toMatch(/^attachment; filename="orders-/);
  const [head, ...rows] = (await answer.text()).trimEnd().split("\r\n");
  expect(head).toMatch(/^\ufeffOrder,Placed,State/);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toContain((await orders())[0]?.number);
  expect(rows[0]).toContain("'=HYPERLINK(1)");
  expect((await page.request.get("/admin/orders/export")).status()).toBe(401);
});

test("CHK-13 a part goes in a parcel of its own; the customer sees each", async ({ page, desk, buyThree }) => {
  const number = await buyThree();
  await desk.goto(`/admin/orders/${number}`);
  await desk.getByText("Pack a part of it").click();
  const copies = desk.getByLabel(/copies in this parcel/);
  await copies.nth(0).fill("1");
  await copies.nth(1).fill("0");
  await expectAccessible(desk);
  await desk.getByRole("button", { name: "Pack this parcel" }).click();
  await expect(done(desk)).toHaveText(/^Packed\./);
  await desk.getByText("Pack what is left").click();
  await copies.nth(0).fill("5");
  await desk.getByRole("button", { name: "Pack this parcel" }).click();
  await expect(copies.nth(0)).toHaveAccessibleDescription("Only 1 is left.");
  await expect(copies.nth(0)).toHaveValue("5");

  await desk.locator("summary", { hasText: "Ship parcel 1" }).click();
  const first = desk.getByRole("region", { name: /^Parcel/ });
  await first.getByLabel("Carrier").fill("DHL");
  await first.getByLabel("Tracking number").fill("0034 0434 1614 2058");
  await first.getByRole("button", { name: "Ship parcel 1" }).click();
  await expect(done(desk)).toHaveText(/^The parcel has left\./);
  await expectAccessible(desk);
  await page.reload();
  await expect(status(page)).toHaveText("A part of it is on its way to you.");
  await expect(page.getByText("Still to come")).toBeVisible();
  await expect(page.getByRole("link", { name: "Follow it with DHL" }).first()).toHaveAttribute(
    "href",
    /^https:\/\/www\.dhl\.com\/.*00340434161420/,
  );
  await expect(page.getByText("Cancel the order")).toHaveCount(0);
  await expectAccessible(page);

  const packRest = desk.getByRole("button", { name: "Pack this parcel" });
  if (await packRest.isHidden()) await desk.getByText("Pack what is left").click();
  await copies.nth(0).fill("1");
  await packRest.click();
  await desk.locator("summary", { hasText: "Ship parcel 2" }).click();
  await first.getByLabel("Carrier").fill("Bicycle");
  await first.getByLabel("Tracking number").fill("7");
  await first.getByRole("button", { name: "Ship parcel 2" }).click();
  await expect(desk.getByRole("button", { name: "It has arrived" })).toHaveCount(2);
  await page.reload();
  await expect(status(page)).toHaveText("On its way to you.");
  for (const arrived of [1, 2]) {
    await desk.getByRole("button", { name: "It has arrived" }).first().click();
    await expect(desk.getByRole("button", { name: "It has arrived" })).toHaveCount(2 - arrived);
  }
  await page.reload();
  await expect(status(page)).toHaveText("It has arrived. Happy reading.");
});

test("CHK-10 CHK-11 money goes back by line and amount, never more than is left; the customer sees it", async ({
  page,
  desk,
  buyThree,
  orders,
}) => {
  const number = await buyThree();
  await desk.goto(`/admin/orders/${number}`);
  await desk.locator("summary", { hasText: "Refund" }).click();
  await expectAccessible(desk);
  const copies = desk.getByLabel(/copies to refund/);
  await copies.nth(0).fill("1");
  await expect(desk.getByText("€10.00 goes back the way it came.")).toBeVisible();
  await desk.getByLabel("Besides").fill("5000");
  await expect(desk.getByText(/^That is more than the/)).toBeVisible();
  await desk.getByRole("button", { name: "Send the money back" }).click();
  await expect(desk.getByRole("main").getByRole("alert")).toContainText("That is more than is left.");
  await expect(desk.getByLabel("Besides")).toHaveValue("5000");
  await desk.getByLabel("Besides").fill("1.50");
  await desk.locator("#refundNote").fill("A dented corner");
  await desk.getByRole("button", { name: "Send the money back" }).dblclick();
  await expect(done(desk)).toHaveText(/^Asked for\./);
  await expect.poll(orders, { timeout: 60_000 }).toMatchObject([{ payment_state: "partly_refunded" }]);
  await page.reload();
  await expect(page.getByText(/€11\.50 went back on/)).toBeVisible();
  await expect(page.getByText("1 cancelled")).toBeVisible();
  await expectAccessible(page);
  await desk.reload();
  await expect(desk.getByText("A dented corner").first()).toBeVisible();
});

test("CHK-10 the desk writes notes that no customer reads", async ({ page, desk, buyThree }) => {
  const number = await buyThree();
  await desk.goto(`/admin/orders/${number}`);
  await desk.getByLabel("New note").fill("Rings twice");
  await desk.getByRole("button", { name: "Add the note" }).click();
  await expect(desk.getByRole("region", { name: "Notes" })).toContainText("Rings twice");
  await page.reload();
  await expect(page.getByText("Rings twice")).toHaveCount(0);
});

test("CHK-11 money that came by hand pays an order, if it is the right amount", async ({
  page,
  desk,
  aBook,
  email,
  orders,
}) => {
  await addToCart(page, await aBook({ price: 1_000 }));
  await placeOrder(page, email);
  await page.getByRole("button", { name: "Leave without paying" }).click();
  await expect(status(page)).toHaveText(/put aside/);
  const number = (await orders())[0]?.number ?? "";
  await desk.goto(`/admin/orders/${number}`);
  await desk.getByText("Record a payment").click();
  await desk.getByLabel("Amount").fill("12");
  await desk.getByRole("button", { name: "Record the payment" }).click();
  await expect(desk.getByLabel("Amount")).toHaveAccessibleDescription("The order comes to €12.90.");
  await desk.getByLabel("Amount").fill("12,90");
  await desk.getByLabel("How it came").selectOption("Cash");
  await desk.getByRole("button", { name: "Record the payment" }).click();
  await expect(done(desk)).toHaveText(/The order is paid/);
  await page.reload();
  await expect(status(page)).toHaveText(/Paid, thank you/);
});

test("UX-4 UX-2 the palette finds an order by its number: by keyboard alone, or from the bar of a phone", async ({
  desk,
  buyThree,
  isMobile,
}) => {
  const number = await buyThree();
  await desk.goto("/admin");
  const field = desk.getByRole("combobox", { name: "Find or do anything" });
  await expect(async () => {
    // opens it as soon as the page's scripts run; a link leads to the list until then
    if (await field.isHidden()) {
      if (isMobile) await desk.getByRole("banner").getByRole("link", { name: "Find or do" }).click();
      else await desk.keyboard.press("Control+k");
    }
    await expect(field).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await field.fill(number);
  await expect(desk.getByRole("option").first()).toContainText(number);
  await expectAccessible(desk);
  await desk.keyboard.press("Enter");
  await expect(desk).toHaveURL(`/admin/orders/${number}`);
});

test("UX-4 the palette opens a book by its ISBN, and lists those that bear a word", async ({ desk, isMobile }) => {
  await desk.goto("/admin");
  const field = desk.getByRole("combobox", { name: "Find or do anything" });
  await expect(async () => {
    if (await field.isHidden()) {
      if (isMobile) await desk.getByRole("banner").getByRole("link", { name: "Find or do" }).click();
      else await desk.keyboard.press("Control+k");
    }
    await expect(field).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await field.fill("middlemarch");
  await expect(desk.getByRole("group", { name: "Books" }).getByRole("option").first()).toContainText("Middlemarch");
  await field.fill("978-0-451-52917-6");
  await expect(desk.getByRole("option").first()).toContainText(/Middlemarch.*Paperback/);
  await desk.keyboard.press("Enter");
  await expect(desk.getByRole("heading", { level: 1, name: "Middlemarch" })).toBeVisible();
});
