import { describe, expect, it, vi } from "vitest";
import { createContext, type Actor } from "@/shop/context";
import { listImports } from "@/shop/import";
import { anIsbn, csv, row } from "@/tests/imports";
import { guest, openTestShop, person } from "@/tests/world";
import { POST } from "./route.ts";

const { asking } = vi.hoisted(() => ({ asking: { actor: { kind: "guest" } as unknown } }));
vi.mock("next/navigation", async (original) => ({
  ...(await original<object>()),
  forbidden: () => {
    throw new Error("403");
  },
  unauthorized: () => {
    throw new Error("401");
  },
}));
vi.mock("@/app/_server/context", () => ({
  requestContext: async () => createContext(shop, { actor: asking.actor as Actor, now: new Date(), locale: "en" }),
}));
const shop = openTestShop();
const staff = person("staff");

function send(content: string, { name = "books.csv", site = "same-origin", cut = 0 } = {}): Promise<Response> {
  const form = `--edge\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n--edge--\r\n`;
  return POST(
    new Request("http://shop.test/api/imports", {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=edge", "sec-fetch-site": site },
      body: cut > 0 ? form.slice(0, -cut) : form,
    }),
  );
}
const to = async (answer: Promise<Response>) => {
  const { status, headers } = await answer;
  return `${status} ${headers.get("location") ?? ""}`;
};
const count = async () =>
  (await listImports(createContext(shop, { actor: staff, now: new Date(), locale: "en" }), { page: 1 })).total;

describe("the upload of the desk", () => {
  const file = csv([row(anIsbn(), "Uploaded")]);

  it("IDN-6 CAT-6 is for the desk alone, and for forms of this shop", async () => {
    asking.actor = guest;
    await expect(send(file)).rejects.toThrow("401");
    asking.actor = person("customer");
    await expect(send(file)).rejects.toThrow("403");
    asking.actor = staff;
    expect(await to(send(file, { site: "cross-site" }))).toBe("403 ");
    expect(await count()).toBe(0);
  });

  it("CAT-6 leads to the file's page, or back with what is wrong", async () => {
    asking.actor = staff;
    expect(await to(send(file))).toMatch(/^303 \/admin\/imports\/[0-9a-f-]{36}$/);
    expect(await to(send("", { name: "" }))).toBe("303 /admin/imports?refused=none");
    expect(await to(send("\u0089PNG\r\n\u001a\n"))).toMatch(/^303 \/admin\/imports\?refused=/);
    expect(await to(send(file, { cut: 12 }))).toBe("303 /admin/imports?refused=broken");
    expect(await count()).toBe(1);
  });
});
