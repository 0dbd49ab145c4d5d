import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { as, guest, job, openTestShop, person } from "../../tests/world.ts";
import { getSettings, readSetting, saveSettings } from "./index.ts";

const shop = openTestShop();
const admin = as(shop, person("admin"));

const entries = async () =>
  (await shop.database.db.execute(sql`select subject_id from audit_entries where action = 'settings.saved'`)).rows;

describe("changing settings", () => {
  it("CHK-5 SEC-5 what is saved holds at once, and is written down", async () => {
    const before = (await entries()).length;
    const { value, version } = await readSetting(admin, "checkout");
    expect(await saveSettings(admin, "checkout", { ...value, paymentMinutes: 90 }, version)).toEqual({
      ok: true,
      value: null,
    });
    expect((await getSettings(admin)).checkout.paymentMinutes).toBe(90);
    expect((await readSetting(admin, "checkout")).version).not.toBe(version);
    expect(await entries()).toHaveLength(before + 1);
  });

  it("CHK-5 of several who save at once one does, the others are told, and nothing of theirs is kept", async () => {
    const { value, version } = await readSetting(admin, "checkout");
    const saves = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        saveSettings(as(shop, person("admin")), "checkout", { ...value, paymentMinutes: 100 + i }, version),
      ),
    );
    const won = saves.findIndex((saved) => saved.ok);
    expect(saves.filter((saved) => saved.ok)).toHaveLength(1);
    expect(saves.filter((saved) => !saved.ok && saved.code === "SETTINGS_CHANGED")).toHaveLength(7);
    expect((await getSettings(admin)).checkout.paymentMinutes).toBe(100 + won);
  });

  it("CHK-6 the currency never changes", async () => {
    const { value, version } = await readSetting(admin, "shop");
    expect(await saveSettings(admin, "shop", { ...value, name: "Sesto", currency: "JPY" }, version)).toMatchObject({
      ok: true,
    });
    expect((await getSettings(admin)).shop).toMatchObject({ name: "Sesto", currency: value.currency });
  });

  it("SEC-4 what the shop could not live with is not stored", async () => {
    const { value, version } = await readSetting(admin, "checkout");
    await expect(saveSettings(admin, "checkout", { ...value, paymentMinutes: 1 }, version)).rejects.toThrow();
    expect((await readSetting(admin, "checkout")).version).toBe(version);
  });

  it.each([
    ["a guest", guest, "UNAUTHENTICATED"],
    ["a customer", person("customer"), "FORBIDDEN"],
    ["staff", person("staff"), "FORBIDDEN"],
  ])("IDN-6 %s neither reads nor saves them", async (_, actor, code) => {
    const ctx = as(shop, actor);
    const { value, version } = await readSetting(as(shop, job), "checkout");
    await expect(readSetting(ctx, "checkout")).rejects.toThrow(code);
    await expect(saveSettings(ctx, "checkout", value, version)).rejects.toThrow(code);
  });
});
