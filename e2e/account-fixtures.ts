import type { BrowserContext, Page } from "@playwright/test";
import { newId } from "../shop/_kernel/ids.ts";
import { hashPassword } from "../shop/identity/index.ts";
import { expect, test as base } from "./shop-fixtures.ts";

export {
  addToCart,
  expect,
  expectAccessible,
  expectAccessibleInBothLights,
  fillIn,
  lineOf,
  logInAsAdmin,
  placeOrder,
  status,
} from "./shop-fixtures.ts";

export interface TestAccount {
  id: string;
  email: string;
  name: string;
  password: string;
}

interface AccountFixtures {
  /** An account that no other test knows. */
  anAccount: (given?: { verified?: boolean; password?: boolean; email?: string }) => Promise<TestAccount>;
  /** A browser of its own: other cookies, the same width. */
  another: (options?: { javaScriptEnabled?: boolean }) => Promise<Page>;
  /** The link in the newest mail of this kind to this address, as a path. */
  mailedLink: (email: string, kind: "verify_email" | "password_reset") => Promise<string>;
}

export const test = base.extend<AccountFixtures>({
  anAccount: async ({ sql }, provide) => {
    await provide(async ({ verified = true, password = true, email } = {}) => {
      const tag = crypto.randomUUID().slice(0, 12);
      const account = {
        id: newId(new Date()),
        email: email ?? `ines.${tag}@example.org`,
        name: "Ines Adler",
        password: `three quiet shelves ${tag}`,
      };
      await sql(
        `insert into users (id, email, name, password_hash, email_verified_at)
         values ($1, $2, $3, $4, case when $5 then now() end)`,
        [account.id, account.email, account.name, password ? await hashPassword(account.password) : null, verified],
      );
      return account;
    });
  },
  another: async ({ browser, contextOptions, viewport, hasTouch, isMobile, baseURL, locale }, provide) => {
    const opened: BrowserContext[] = [];
    await provide(async (options = {}) => {
      const context = await browser.newContext({
        ...contextOptions,
        viewport,
        hasTouch,
        isMobile,
        baseURL,
        locale,
        ...options,
      });
      opened.push(context);
      await withoutFonts(context);
      return context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },
  mailedLink: async ({ sql }, provide) => {
    await provide(async (email, kind) => {
      const prefix = kind === "verify_email" ? "verify" : "reset";
      let link: string | undefined;
      // the worker writes and sends it
      await expect
        .poll(
          async () => {
            const [mail] = await sql<{ text: string }>(
              `select b.text from mailbox b join mails m on m.id = b.mail_id
               where m.kind = $1 and m.recipient = $2 order by m.created_at desc limit 1`,
              [kind, email],
            );
            return (link = mail?.text.match(new RegExp(`/${prefix}/[\\w-]+`))?.[0]);
          },
          { timeout: 60_000, message: `a mail to ${email} with a link to /${prefix}` },
        )
        .toBeTruthy();
      return link ?? "";
    });
  },
});

/** The OpenID server's pages ask for a font from elsewhere: nothing here needs the internet. */
export const withoutFonts = (context: BrowserContext): Promise<unknown> =>
  context.route("https://fonts.googleapis.com/**", (route) => route.fulfill({ contentType: "text/css", body: "" }));

/** Types address and password on the log-in page where one stands. */
export async function typeIn(page: Page, { email, password }: Pick<TestAccount, "email" | "password">): Promise<void> {
  const form = page.getByRole("main");
  await form.getByLabel("Email").fill(email);
  await form.getByLabel("Password", { exact: true }).fill(password);
  await form.getByRole("button", { name: "Log in", exact: true }).click();
}

export async function logIn(page: Page, account: Pick<TestAccount, "email" | "password">): Promise<void> {
  await page.goto("/login?next=/account");
  await typeIn(page, account);
  await isAt(page, "/account");
}

/** Where the page is by now; of the query nothing is asked. */
export const isAt = (page: Page, path: string): Promise<void> => expect(page).toHaveURL((url) => url.pathname === path);

/** By the menu in the header, which shop and desk share. */
export async function logOut(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Your shop" }).locator("summary").click();
  await page.getByRole("button", { name: "Log out", exact: true }).first().click();
  await isAt(page, "/");
}
