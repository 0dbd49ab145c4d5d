import { test as accounts, typeIn } from "./account-fixtures.ts";
import { expect, expectAccessible, logInAsAdmin } from "./shop-fixtures.ts";

const test = accounts;

test.describe.configure({ timeout: 150_000 });

test("PRE-1 PRE-2 PRE-3 PRE-4 a guest wants to be told, logs in, the desk receives the book, the mail comes, and its link stops such mails", async ({
  page,
  another,
  anAccount,
  aBook,
  sql,
}) => {
  const [reader, book] = [await anAccount(), await aBook({ stock: 0 })];

  // the wish survives the log-in
  await page.goto(`/books/${book.slug}`);
  await page.getByRole("button", { name: "Notify me", exact: true }).click();
  await expect(page).toHaveURL(/\/login/);
  await typeIn(page, reader);
  await expect(page).toHaveURL(/\/account\/prebookings/);
  await expect(page.getByRole("main").locator(".note--done")).toContainText(`We tell you when ${book.title} is back`);
  const mine = page.getByRole("list", { name: /Books you are or were waiting for/ }).getByRole("listitem");
  await expect(mine).toContainText([/Waiting/]);
  await expectAccessible(page);

  // a second time is told, and changes nothing
  await page.goto(`/books/${book.slug}`);
  await page.getByRole("button", { name: "Notify me", exact: true }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(`You are already waiting for ${book.title}`);
  await expect(mine).toHaveCount(1);

  // the desk sees who waits, and receives it
  const desk = await another();
  await logInAsAdmin(desk);
  await desk.goto(`/admin/prebookings?q=${encodeURIComponent(book.title)}`);
  await desk.getByRole("link", { name: book.title, exact: true }).click();
  await expect(desk.getByRole("table")).toContainText(reader.email);
  await expectAccessible(desk);
  await desk.getByRole("main").getByRole("link", { name: "Receive stock" }).click();
  await desk.getByLabel("Copies", { exact: true }).fill("2");
  await desk.getByRole("button", { name: "Book the movement" }).click();
  await expect(desk.getByRole("main").locator(".note--done")).toBeVisible();

  await page.goto("/account/prebookings");
  await expect(mine).toContainText([/You were told/]);

  // the worker writes the mail, which says how to stop such mails
  let mail: { text: string; headers: Record<string, string> } | undefined;
  await expect
    .poll(
      async () => {
        [mail] = await sql<{ text: string; headers: Record<string, string> }>(
          `select b.text, b.headers from mailbox b join mails m on m.id = b.mail_id
           where m.kind = 'restock_alert' and m.recipient = $1`,
          [reader.email],
        );
        return mail?.text;
      },
      { timeout: 60_000 },
    )
    .toContain(book.title);
  const link = /\/unsubscribe\/[\w-]+/.exec(mail?.text ?? "")?.[0] ?? "";
  expect(mail?.headers["List-Unsubscribe"]).toContain(link);
  expect(mail?.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");

  // nobody is logged in where mails are read; looking changes nothing
  const elsewhere = await another({ javaScriptEnabled: false });
  for (let look = 0; look < 2; look++) {
    await elsewhere.goto(link);
    await expect(elsewhere.getByRole("button", { name: "Stop these mails" })).toBeVisible();
  }
  await elsewhere.getByRole("button", { name: "Stop these mails" }).click();
  await expect(elsewhere.getByRole("main").getByRole("status")).toContainText("no more of these mails");
  await elsewhere.getByRole("button", { name: "Have them sent again" }).click();
  await expect(elsewhere.getByRole("main").getByRole("status")).toContainText("sent again");

  // a mail program posts there by itself, without cookies, from anywhere (RFC 8058)
  const wanted = async () =>
    (await sql<{ wanted: boolean }>("select wanted from notification_preferences where user_id = $1", [reader.id]))[0]
      ?.wanted;
  expect(await wanted()).toBe(true);
  for (let click = 0; click < 2; click++) {
    const posted = await elsewhere.request.post(link, {
      headers: { origin: "https://mail.example" },
      form: { "List-Unsubscribe": "One-Click" },
      maxRedirects: 0,
    });
    expect(posted.status()).toBe(204);
    expect(await wanted()).toBe(false);
  }
  expect((await elsewhere.request.post(`${link.slice(0, -3)}AAA`, { maxRedirects: 0 })).status()).toBe(404);
});

test("PRE-3 MSG-6 a guest asks on a German page and logs in to an account without a language: the mail will be in German", async ({
  page,
  anAccount,
  aBook,
  sql,
}) => {
  const [reader, book] = [await anAccount(), await aBook({ stock: 0 })];
  await page.goto(`/de/books/${book.slug}`);
  await page.getByRole("button", { name: "Benachrichtigen Sie mich", exact: true }).click();
  await expect(page).toHaveURL(/\/login/);
  // the page they log in on may speak whatever the browser asks for
  await page.locator("input[type=email]").fill(reader.email);
  await page.locator("input[type=password]").fill(reader.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/account\/prebookings/);
  expect(await sql("select locale from prebookings where user_id = $1", [reader.id])).toEqual([{ locale: "de" }]);
});
