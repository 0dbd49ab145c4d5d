import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Cookie, type Page } from "@playwright/test";
import { Client, type QueryResultRow } from "pg";
import { admin, readState } from "./state.ts";

export { expect, type Page } from "@playwright/test";
export { admin } from "./state.ts";

type Sql = <Row extends QueryResultRow>(query: string, values?: unknown[]) => Promise<Row[]>;

interface Fixtures {
  /** Statements on the shop's database, as `psql` would run them. */
  sql: Sql;
  /**
   * What the page may complain about in its console. Anything else that it says there as an error, any script that throws
   * and anything that the content policy blocks fails the test.
   */
  mayComplain: (of: RegExp) => void;
}

/** An address of the block for documentation (RFC 3849), each in a network of its own. */
export const anAddress = () => `2001:db8:${crypto.randomUUID().slice(0, 4)}:${crypto.randomUUID().slice(0, 4)}::1`;

export const test = base.extend<Fixtures>({
  extraHTTPHeaders: async ({}, provide) => provide({ "x-forwarded-for": anAddress() }),
  sql: async ({}, provide) => {
    const client = new Client({ connectionString: readState().databaseUrl });
    await client.connect();
    await provide(async (query, values) => (await client.query(query, values)).rows);
    await client.end();
  },
  mayComplain: [
    async ({ page }, provide) => {
      const complaints: string[] = [];
      const allowed: RegExp[] = [];
      page.on("pageerror", (error) => complaints.push(`thrown: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(`${message.text()} (${message.location().url})`);
      });
      await provide((of) => void allowed.push(of));
      expect(complaints.filter((complaint) => !allowed.some((of) => of.test(complaint)))).toEqual([]);
    },
    { auto: true },
  ],
});

/** The same page in both lights, as a reader sees it who switches. */
export async function expectAccessibleInBothLights(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
}

/** How often a page may move on to the next one while it is looked at. */
const MOVES = 3;

/** What one log-in by the form left in the browser: a session has as many browsers as show its cookie. */
let kept: Cookie[] | undefined;

/** Logs a browser in as the admin, by the form once. What the form itself promises is proven in `log-in.spec.ts`. */
export async function logInAsAdmin(page: Page): Promise<void> {
  if (kept) return page.context().addCookies(kept);
  await page.goto("/login");
  await page.getByLabel("Email").fill(admin.email);
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await expect(page).not.toHaveURL(/\/login/);
  kept = await page.context().cookies();
}

/** WCAG 2.2 AA, as far as a program can tell. A page that was left for the next one meanwhile is looked at again. */
export async function expectAccessible(page: Page): Promise<void> {
  for (let moves = 0; ; moves++) {
    try {
      // colours on their way from one theme to the other are nobody's
      await page.evaluate(() => {
        for (const each of document.getAnimations()) {
          if (each.effect?.getComputedTiming().endTime !== Infinity) each.finish();
        }
      });
      // a page without frames is judged in place: gathering from frames takes another page, and twice the time
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode(page.frames().length === 1)
        .options({ resultTypes: ["violations"] })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        .analyze();
      return expect(
        violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ target }) => target.join(" ")) })),
      ).toEqual([]);
    } catch (error) {
      const moved = error instanceof Error && error.message.includes("Execution context was destroyed");
      if (!moved || moves === MOVES) throw error;
    }
  }
}
