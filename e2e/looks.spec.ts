import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./storefront-fixtures.ts";

// How the public pages look and move, at the widths and in the lights that are sampled here and not by the projects.

const places = {
  home: "/",
  book: "/books/middlemarch",
  "book that is out of stock": "/books/the-left-hand-of-darkness-hardback",
  genre: "/genres/fiction",
  author: "/authors/george-eliot",
  "search results": "/search?q=novel",
  "search without results": "/search?q=qxzzyv",
  "unknown address": "/books/no-such-book",
} as const;

const looks = [
  { width: 390, colorScheme: "dark" },
  { width: 820, colorScheme: "light" },
  { width: 1440, colorScheme: "light" },
] as const;

/** How much of the page stands outside to the right. */
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const { width, colorScheme } of looks) {
  test.describe(`${width} wide, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 900 }, colorScheme });
    test(`UX-2 UX-3 public pages: nothing that axe objects to, nothing sideways (${width}, ${colorScheme})`, async ({
      page,
      mayComplain,
    }) => {
      test.setTimeout(90_000);
      mayComplain(/status of 404/);
      for (const [name, at] of Object.entries(places)) {
        await test.step(name, async () => {
          await page.goto(at);
          await expectAccessible(page);
          for (const each of width === 390 ? [320, 360, 390] : [width]) {
            await page.setViewportSize({ width: each, height: 900 });
            expect(await sideways(page), `${name} at ${each}`).toBe(0);
          }
        });
      }
    });

    test(`UX-2 the open suggestions and what is told of the cart are accessible (${width}, ${colorScheme})`, async ({
      page,
    }) => {
      await page.goto("/books/middlemarch");
      await page.getByRole("button", { name: "Add to cart" }).click();
      await expect(page.getByText("Middlemarch is in your cart.")).toBeInViewport();
      await page.getByRole("combobox", { name: "Search books" }).pressSequentially("geor");
      await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
      await page.keyboard.press("ArrowDown");
      await expectAccessible(page);
      expect(await sideways(page)).toBe(0);
    });
  });
}

/** The sum of layout shifts since the page began, as browsers count them. */
const shifted = (page: Page) => page.evaluate(() => (window as unknown as { shifts: number }).shifts);

for (const width of [390, 1440]) {
  test.describe(`${width} wide`, () => {
    test.use({ viewport: { width, height: 900 } });
    test(`UX-3 nothing moves while a page loads, not even when its fonts come late (${width})`, async ({ page }) => {
      await page.addInitScript(() => {
        const own = window as unknown as { shifts: number };
        own.shifts = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) own.shifts += (entry as unknown as { value: number }).value;
        }).observe({ type: "layout-shift", buffered: true });
      });
      const devtools = await page.context().newCDPSession(page);
      await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
      const settled = async () => {
        await page.evaluate(async () => {
          await document.fonts.ready;
          await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        });
      };
      for (const at of ["/", "/books/middlemarch", "/genres/fiction", "/staff-picks", "/search?q=novel"]) {
        const shopper = page.waitForResponse("**/api/shopper");
        await page.goto(at);
        await (await shopper).finished();
        await settled();
        expect(await shifted(page), at).toBeLessThan(0.02);
      }
      let release = () => {};
      const late = new Promise<void>((resolve) => (release = resolve));
      await page.route("**/*.woff2", async (route) => {
        await late;
        await route.continue();
      });
      await page.goto("/books/middlemarch", { waitUntil: "domcontentloaded" });
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await page.evaluate(() => document.fonts.status)).toBe("loading");
      release();
      await settled();
      expect(await shifted(page), "late fonts").toBeLessThan(0.03);
    });
  });
}

test("UX-2 the keyboard's first stop leads past the header, and every stop can be seen", async ({ page }) => {
  for (const at of ["/", "/books/middlemarch"]) {
    await page.goto(at);
    const skip = page.getByRole("link", { name: "Skip to the books" });
    await expect(skip).not.toBeInViewport();
    await page.keyboard.press("Tab");
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/#main$/);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("main") !== null), at).toBe(true);

    await page.goto(at);
    const stops = new Set<string>();
    for (let presses = 0; presses < 30; presses++) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const focused = document.activeElement;
        if (!(focused instanceof HTMLElement) || focused === document.body) return null;
        const rings = [focused, focused.closest("label")].flatMap((element) =>
          element ? [null, "::before", "::after"].map((part) => getComputedStyle(element, part)) : [],
        );
        const box = focused.getBoundingClientRect();
        return {
          name: focused.innerText || focused.getAttribute("aria-label") || focused.getAttribute("name") || "",
          ring: rings.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
          inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        };
      });
      if (!stop) break; // past the last one
      expect(stop, `stop ${presses + 1} of ${at}`).toMatchObject({ ring: true, inView: true });
      stops.add(stop.name);
    }
    expect(stops.size, "the keyboard is caught nowhere").toBeGreaterThan(20);
  }
});

test("DSC-4 UX-3 a page is fetched when somebody is about to go there, and not before", async ({ page }) => {
  const ahead: string[] = [];
  page.on("request", (request) => {
    if (request.headers().rsc) ahead.push(new URL(request.url()).pathname);
  });
  const shopper = page.waitForResponse("**/api/shopper");
  await page.goto("/genres/fiction");
  await (await shopper).finished();
  // down to the last book and back, as a reader would
  await page.getByRole("contentinfo").scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  const link = page.getByRole("main").getByRole("heading", { level: 3 }).last().getByRole("link");
  const href = (await link.getAttribute("href")) ?? "";
  const asked = page.waitForResponse((answer) => new URL(answer.url()).pathname === href);
  await link.hover();
  await (await asked).finished();
  expect(new Set(ahead)).toEqual(new Set([href]));
  // and then it is there at once: going needs nothing of the server
  await page.route("**/books/**", (route) => route.abort());
  await link.click();
  await expect(page).toHaveURL(new RegExp(`${href}$`));
  await expect(page.getByRole("complementary", { name: "Buy" })).toBeVisible();
});
