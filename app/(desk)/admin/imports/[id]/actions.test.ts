import { expect, it, vi } from "vitest";
import { createContext } from "@/shop/context";
import { getImport } from "@/shop/import";
import { anIsbn, csv, importsOf, onix, row } from "@/tests/imports";
import { openTestShop, person } from "@/tests/world";
import { stock } from "./actions.ts";

const { went } = vi.hoisted(() => ({
  went: (to: string) => (path?: string) => {
    throw new Error([to, path].filter(Boolean).join(" "));
  },
}));
vi.mock("next/navigation", () => ({
  redirect: went("redirect"),
  notFound: went("404"),
  forbidden: went("403"),
  unauthorized: went("401"),
}));
vi.mock("@/app/_server/context", () => ({
  requestContext: async () => createContext(shop, { actor: staff, now: new Date(), locale: "en" }),
}));

const shop = openTestShop();
const staff = person("staff");
const { desk, run, planned } = importsOf(shop);
const press = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return stock(null, form);
};

it("CAT-8 the desk ticks that the copies on hand are the shop's own, and takes it back", async () => {
  const id = await planned(onix([[anIsbn(), "Ticked", "2"]]));
  for (const [fields, kept] of [
    [{ id, own: "on" }, "figure"],
    [{ id }, "ignore"],
  ] as const) {
    await expect(press(fields)).rejects.toThrow(`redirect /admin/imports/${id}`);
    expect(await getImport(desk, id)).toMatchObject({ state: "mapped", stock: kept });
    await run(id);
  }
  const sheet = await planned(csv([row(anIsbn(), "No ONIX")]));
  expect(await press({ id: sheet, own: "on" })).toMatchObject({ code: "INVALID_INPUT", typed: { own: "on" } });
});
