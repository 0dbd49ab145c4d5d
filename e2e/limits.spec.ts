import { limitRules } from "../shop/limits/model.ts";
import { anAddress, expect, test } from "./fixtures.ts";

// Each test comes from an address of its own; what it uses up is nobody else's.

const { tries } = limitRules.logIn.account;

test("SEC-1 IDN-1 too many wrong passwords are told kindly, with what was typed and when to try again", async ({
  page,
  mayComplain,
}) => {
  mayComplain(/status of 429/);
  test.setTimeout(180_000); // twenty tries, each with its hash
  const email = `${crypto.randomUUID()}@example.org`;
  await page.goto("/login");
  await page.getByLabel("Email").fill(email);
  const alert = page.getByRole("alert");
  for (let i = 0; i < tries; i++) {
    await page.getByLabel("Password").fill(`wrong ${i}`);
    const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
    await page.getByRole("button", { name: "Log in" }).click();
    expect((await answered).status()).toBe(200);
    await expect(page.getByLabel("Password")).toHaveValue(""); // the answer is on the page: it never comes back
    await expect(alert.filter({ hasText: "do not fit together" })).toBeVisible();
  }
  const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.getByLabel("Password").fill("wrong again");
  await page.getByRole("button", { name: "Log in" }).click();
  const answer = await answered;
  expect(answer.status()).toBe(429);
  expect(Number(answer.headers()["retry-after"])).toBeGreaterThan(0);
  await expect(alert.filter({ hasText: "A little slower, please" })).toContainText(
    /Try again in \d+ (?:minutes?|seconds?)/,
  );
  await expect(page.getByLabel("Email")).toHaveValue(email);
});

test("SEC-1 UX-1 without JavaScript the same form answers 429, complete, with Retry-After", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const number = "26-99999";
  const email = `${crypto.randomUUID()}@example.org`;
  const most = limitRules.tracking.account.tries;
  for (let i = 0; i <= most; i++) {
    await page.goto("/track");
    await page.getByLabel("Order number").fill(number);
    await page.getByLabel("Email").fill(email);
    const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
    await page.getByRole("main").getByRole("button").click();
    const answer = await answered;
    expect(answer.status(), `try ${i}`).toBe(i < most ? 303 : 429);
    if (i === most) expect(Number(answer.headers()["retry-after"])).toBeGreaterThan(0);
  }
  await expect(page.getByRole("alert").filter({ hasText: "A little slower, please" })).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(email);
  await context.close();
});

test("SEC-1 suggestions, reports and the API are limited by address, and other addresses go on", async ({
  request,
}) => {
  const mine = { "x-forwarded-for": anAddress() };
  const count = async (times: number, ask: () => Promise<{ status(): number }>) => {
    const all: number[] = [];
    for (let i = 0; i < times; i += 20) {
      const some = await Promise.all(Array.from({ length: Math.min(20, times - i) }, ask));
      all.push(...some.map((answer) => answer.status()));
    }
    return all.filter((status) => status === 429).length;
  };
  const suggest = (headers: Record<string, string>) => request.get("/api/suggest?q=em", { headers });
  // the time of a minute may be over in between: then there is one more allowance
  const { tries: most } = limitRules.search.address;
  expect(await count(most + 20, () => suggest(mine))).toBeGreaterThan(0);
  const refused = await suggest(mine);
  if (refused.status() === 429) {
    expect(Number(refused.headers()["retry-after"])).toBeGreaterThan(0);
    expect(await refused.json()).toEqual({ code: "RATE_LIMITED" });
  }
  expect((await suggest({ "x-forwarded-for": anAddress() })).status()).toBe(200);

  const report = () =>
    request.post("/api/csp", { headers: { ...mine, "content-type": "application/csp-report" }, data: "x" });
  expect(await count(limitRules.reports.address.tries + 5, report)).toBeGreaterThan(0);
});

test("SEC-1 DSC-2 results that must be made are limited by address, and nothing else is", async ({ request }) => {
  const [mine, other] = [anAddress(), anAddress()].map((from) => ({ "x-forwarded-for": from, accept: "text/html" }));
  const search = (q: string, headers = mine) => request.get(`/search?q=${q}`, { headers });
  const made = () => crypto.randomUUID();
  const { tries: most } = limitRules.search.address;
  // the time of a minute may be over in between: then they are used up once more
  await expect(async () => {
    for (let i = 0; i <= most; i += 20)
      await Promise.all(Array.from({ length: 20 }, () => request.get("/api/suggest?q=", { headers: mine })));
    const refused = await search(made());
    expect(refused.status()).toBe(429);
    expect(Number(refused.headers()["retry-after"])).toBeGreaterThan(0);
    expect(await refused.text()).toContain("A little slower");
    expect((await request.get(`/search?q=${made()}`, { headers: { ...mine, rsc: "1" } })).status()).toBe(429);
  }).toPass();
  expect((await search(made(), other)).status()).toBe(200);
  expect((await request.get("/genres", { headers: mine })).status()).toBe(200);
});
