import type { Browser, Page } from "@playwright/test";
import sharp from "sharp";
import { expect, expectAccessible, logInAsAdmin, test } from "./shop-fixtures.ts";

async function aDesk(browser: Browser, more: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
  const page = await (await browser.newContext(more)).newPage();
  await logInAsAdmin(page);
  return page;
}

/** A picture that no other test has, so that each has a key of its own. */
async function aPicture(width = 640, height = 960): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const [r = 0, g = 0, b = 0] = crypto.getRandomValues(new Uint8Array(3));
  const image = sharp({ create: { width, height, channels: 3, background: { r, g, b } } });
  return { name: "cover.png", mimeType: "image/png", buffer: await image.png().toBuffer() };
}
const notAPicture = { name: "cover.png", mimeType: "image/png", buffer: Buffer.from("<svg onload='alert(1)'/>") };
const panel = (desk: Page) => desk.getByRole("region", { name: "Cover" });

test.describe.configure({ timeout: 90_000 });

test("CAT-7 SEC-4 the desk uploads a picture by field and by dropping it; readers see it, and what is refused leaves all that was typed", async ({
  browser,
  page,
  request,
  baseURL,
  aBook,
}) => {
  const book = await aBook();
  const desk = await aDesk(browser);
  await desk.goto(`/admin/books/${book.id}`);
  const description = desk.getByLabel("Description");
  await description.fill("Typed, and not saved yet.");

  await panel(desk).getByLabel("Picture").setInputFiles(notAPicture);
  await panel(desk).getByRole("button", { name: "Upload" }).click();
  await expect(panel(desk).getByRole("alert")).toContainText("no picture that we can read");
  await expect(description).toHaveValue("Typed, and not saved yet.");

  await panel(desk)
    .getByLabel("Picture")
    .setInputFiles(await aPicture());
  await panel(desk).getByRole("button", { name: "Upload" }).click();
  await expect(panel(desk).getByRole("status")).toHaveText("The picture is uploaded. The shop shows it in a moment.");
  await expect(description).toHaveValue("Typed, and not saved yet.");
  await expectAccessible(desk);

  const cover = page.getByRole("img", { name: `Cover of ${book.title}` });
  const shown = async () => {
    await page.goto(`/books/${book.slug}`);
    return (await cover.getAttribute("src", { timeout: 2_000 })) ?? "";
  };
  let first = "";
  await expect(async () => {
    first = await shown();
    expect(first).toMatch(new RegExp(`^/covers/${book.id}-p[0-9a-f]{19}-400\\.webp$`));
  }).toPass({ timeout: 20_000 });
  await expect.poll(() => cover.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(100);
  const facts = JSON.parse((await page.locator('script[type="application/ld+json"]').first().textContent()) ?? "{}");
  expect(facts.image).toBe(`${baseURL}${first.replace("-400.webp", "-800.jpg")}`);
  for (const [ending, type] of [
    ["-200.avif", "image/avif"],
    ["-800.jpg", "image/jpeg"],
    ["-200.jpg", "image/jpeg"],
    ["-og.png", "image/png"],
  ]) {
    const answer = await request.get(first.replace("-400.webp", ending ?? ""));
    expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, type]);
    expect(answer.headers()["cache-control"]).toBe("public, max-age=31536000, immutable");
  }

  // another one, dropped on the form
  const dropped = (await aPicture(300, 300)).buffer.toString("base64");
  const files = await desk.evaluateHandle((base64) => {
    const transfer = new DataTransfer();
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([bytes], "dropped.png", { type: "image/png" }));
    return transfer;
  }, dropped);
  await panel(desk).getByLabel("Picture").dispatchEvent("drop", { dataTransfer: files });
  await expect(async () => {
    expect(await shown()).toMatch(
      new RegExp(`^/covers/${book.id}-p(?!${first.split("-p")[1]?.slice(0, 19)})[0-9a-f]{19}-`),
    );
  }).toPass({ timeout: 20_000 });
  const replaced = await request.get(first, { maxRedirects: 0 });
  expect(replaced.status()).toBe(302);

  await panel(desk).getByRole("button", { name: "Take the picture away" }).click();
  await expect(panel(desk).getByRole("status")).toHaveText("The picture is gone; the drawn cover is back.");
  await expect(async () => expect(await shown()).toMatch(/\.svg$/)).toPass({ timeout: 20_000 });
  const forMails = await request.get((await shown()).replace(".svg", "-200.jpg"));
  expect([forMails.status(), forMails.headers()["content-type"]], "drawn ones, too").toEqual([200, "image/jpeg"]);
});

test("UX-1 CAT-7 CAT-2 without scripts a picture is uploaded, refused and taken away, and an archived book has a preview", async ({
  browser,
  page,
  aBook,
  sql,
}) => {
  const book = await aBook();
  const desk = await aDesk(browser, { javaScriptEnabled: false });
  await desk.goto(`/admin/books/${book.id}`);
  await panel(desk).getByLabel("Picture").setInputFiles(notAPicture);
  await panel(desk).getByRole("button", { name: "Upload" }).click();
  await expect(panel(desk).getByText("no picture that we can read").first()).toBeVisible();
  await panel(desk)
    .getByLabel("Picture")
    .setInputFiles(await aPicture());
  await panel(desk).getByRole("button", { name: "Upload" }).click();
  await expect(panel(desk).getByRole("button", { name: "Take the picture away" })).toBeVisible();
  expect(await sql("select 1 from books where id = $1 and cover is not null", [book.id])).toHaveLength(1);
  await panel(desk).getByRole("button", { name: "Take the picture away" }).click();
  await expect(panel(desk).getByRole("button", { name: "Take the picture away" })).toBeHidden();

  await sql("update books set archived_at = now() where id = $1", [book.id]);
  await desk.goto(`/admin/books/${book.id}`);
  await desk.getByLabel("Subtitle").fill("Typed, and not saved");
  const opened = desk.context().waitForEvent("page");
  await desk.getByRole("button", { name: "Preview" }).click();
  const preview = await opened;
  await expect(preview.getByRole("heading", { level: 1, name: book.title })).toBeVisible();
  await expect(preview.getByText("Typed, and not saved")).toBeVisible();
  await expect(preview.getByText("Not saved yet")).toBeVisible();
  expect((await page.request.get(`/admin/books/${book.id}/preview`, { maxRedirects: 0 })).status()).toBe(401);
});
