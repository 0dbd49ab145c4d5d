import { done, expect, expectAccessible, test } from "./desk-fixtures.ts";

// The whole shop has these settings: what is changed here is what no other test looks at, by one test after the other.
test.describe.configure({ mode: "serial", timeout: 120_000 });

test("CHK-5 CHK-14 UX-3 what is wrong is told by its field, and nothing typed is lost", async ({ desk }) => {
  for (const part of ["shop", "shipping", "tax", "checkout"]) {
    await desk.goto(`/admin/settings?part=${part}`);
    await expect(desk.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
    await expectAccessible(desk);
  }
  await desk.goto("/admin/settings?part=shipping");
  const price = desk.getByLabel(/^Price/).first();
  await price.fill("2.905");
  await desk.getByRole("button", { name: "Save" }).click();
  await expect(desk.getByRole("main").getByRole("alert")).toContainText("One field needs another look");
  await expect(price).toHaveValue("2.905");
  await expect(price).toHaveAccessibleDescription(/An amount such as 2\.90/);
  await expectAccessible(desk);
});

test("CHK-5 of two who save at once the second is told, kindly, and asked", async ({ desk, sql }) => {
  const other = await desk.context().newPage();
  for (const page of [desk, other]) await page.goto("/admin/settings");
  const tag = crypto.randomUUID().slice(0, 8);
  await other.getByLabel("VAT number").fill(`DE-${tag}`);
  await other.getByRole("button", { name: "Save" }).click();
  await expect(done(other)).toHaveText(/^Saved\./);
  await desk.getByLabel("VAT number").fill(`AT-${tag}`);
  await desk.getByRole("button", { name: "Save" }).click();
  const told = desk.getByRole("main").getByRole("alert");
  await expect(told).toContainText("Somebody saved these settings meanwhile");
  await expect(told).toContainText(`VAT number: DE-${tag}`);
  await expect(desk.getByLabel("VAT number")).toHaveValue(`AT-${tag}`);
  await desk.getByRole("button", { name: "Save" }).click();
  await expect(done(desk)).toHaveText(/^Saved\./);
  const vatId = async () =>
    (await sql<{ id: string }>("select value ->> 'vatId' as id from settings where key = 'shop'"))[0]?.id;
  expect(await vatId()).toBe(`AT-${tag}`);
  const saved = await sql("select 1 from audit_entries where action = 'settings.saved'");
  expect(saved.length).toBeGreaterThanOrEqual(2);
});
