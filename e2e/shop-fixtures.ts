import type { Page } from "@playwright/test";
import { newId } from "../shop/_kernel/ids.ts";
import { expect, test as base } from "./fixtures.ts";

export { admin, expect, expectAccessible, expectAccessibleInBothLights, logInAsAdmin } from "./fixtures.ts";

export interface TestBook {
  id: string;
  slug: string;
  title: string;
}

interface OrderRow {
  id: string;
  number: string;
  state: string;
  payment_state: string;
  total_minor: number;
}

interface ShopFixtures {
  /** The browser itself complains of a fade between pages that it could not finish. */
  fading: void;
  /** A book of the test's own, taken out of the shop afterwards. */
  aBook: (given?: { stock?: number; price?: number }) => Promise<TestBook>;
  /** Moves copies, as a bookseller would; stock changes in no other way. */
  move: (book: TestBook, delta: number) => Promise<void>;
  /** The address of somebody whom no other test knows. */
  email: string;
  /** What was ordered with that address. */
  orders: () => Promise<OrderRow[]>;
}

export const test = base.extend<ShopFixtures>({
  fading: [
    async ({ mayComplain }, provide) => {
      mayComplain(/^thrown: Transition was (?:aborted|skipped)/);
      await provide();
    },
    { auto: true },
  ],
  move: async ({ sql }, provide) => {
    await provide(async (book, delta) => {
      await sql(
        "insert into stock_movements (id, book_id, delta, reason, actor_kind) values ($1, $2, $3, 'correction', 'system')",
        [newId(new Date()), book.id, delta],
      );
    });
  },
  aBook: async ({ sql, move }, provide) => {
    const made: string[] = [];
    await provide(async ({ stock = 20, price = 1_250 } = {}) => {
      const [id, workId, tag] = [newId(new Date()), newId(new Date()), crypto.randomUUID().slice(0, 8)];
      const book = { id, slug: `test-${tag}`, title: `The Tale of ${tag}` };
      await sql("insert into works (id, title) values ($1, $2)", [workId, book.title]);
      await sql(
        `insert into books (id, work_id, slug, title, format, language, price_minor, currency)
         values ($1, $2, $3, $4, 'paperback', 'en', $5, 'EUR')`,
        [id, workId, book.slug, book.title, price],
      );
      made.push(id);
      if (stock > 0) await move(book, stock);
      return book;
    });
    await sql("update books set archived_at = now() where id = any($1)", [made]);
  },
  email: async ({}, provide) => provide(`aoife.${crypto.randomUUID().slice(0, 12)}@example.org`),
  orders: async ({ sql, email }, provide) => {
    await provide(() =>
      sql<OrderRow>(
        "select id, number, state, payment_state, total_minor from orders where email = $1 order by placed_at",
        [email],
      ),
    );
  },
});

/** Puts a copy into the cart from the book's page, where scripts run. */
export async function addToCart(page: Page, book: TestBook): Promise<void> {
  await page.goto(`/books/${book.slug}`);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByText(`${book.title} is in your cart`)).toBeVisible();
}

export async function fillIn(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Full name").fill("Aoife Dunne");
  await page.getByLabel("Address", { exact: true }).fill("Karl-Heine-Straße 31");
  await page.getByLabel("Postcode").fill("04229");
  await page.getByLabel("City").fill("Leipzig");
}

/** From a cart with something in it to the gateway's page. */
export async function placeOrder(page: Page, email: string): Promise<void> {
  await page.goto("/checkout");
  await fillIn(page, email);
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/pay\/demo\//);
}

/** The line of the cart that a book stands on. */
export const lineOf = (page: Page, book: TestBook) =>
  page.getByRole("list", { name: "Books in your cart" }).getByRole("listitem").filter({ hasText: book.title });

export const status = (page: Page) => page.getByRole("main").getByRole("status").and(page.locator(".state"));
