import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { Refusals, wantsPage, type Render } from "./refusals.ts";

const page = (path: string) =>
  `<html><head><link rel="stylesheet" href="/s.css"/><link rel="preload" as="script" href="/p.js"/><script src="/a.js" async=""></script></head>` +
  `<body><h1>${path}</h1><p>{{request-id}}</p><script>self.__next_f.push([1,"x</p>"])</script></body></html>`;

const withPages = async (render: Render) => {
  const refusals = new Refusals(render);
  await refusals.ready();
  return refusals;
};

describe("bodies of refusals", () => {
  it("SEC-3 are the app's own pages without scripts, bearing the id that the log has", async () => {
    const refusals = await withPages(async (path) => ({ status: 200, html: page(path) }));
    const html = refusals.body("en", 404, "id-$&-1").toString();
    expect(html).toContain("<h1>/refusals/404</h1><p>id-$&-1</p>");
    expect(html).toContain("stylesheet");
    expect(html).not.toMatch(/script|preload/);
  });

  it("SEC-3 a status without a page of its own gets the one for what went wrong", async () => {
    const refusals = await withPages(async (path) => ({ status: path.endsWith("/500") ? 200 : 404, html: page(path) }));
    expect(refusals.body("en", 405, "id-1").toString()).toContain("/refusals/500");
  });

  it("SEC-3 even when the app cannot render them there is an answer, without detail", async () => {
    const refusals = await withPages(() => Promise.reject(new Error("database text")));
    expect(refusals.body("en", 503, "id-1").toString()).toMatch(/503 Service Unavailable.*id-1/);
    expect(refusals.body("en", 503, "id-1").toString()).not.toContain("database text");
  });

  it("SEC-3 are rendered once, and anew after something changed, while the old ones still serve", async () => {
    let [rendered, title] = [0, "old"];
    const refusals = await withPages(async () => ({ status: 200, html: `${title} ${++rendered}` }));
    const first = rendered;
    await refusals.ready();
    expect(rendered).toBe(first);
    title = "new";
    refusals.forget();
    expect(refusals.ready()).toBeUndefined();
    expect(refusals.body("en", 404, "").toString()).toContain("old");
    await expect.poll(() => refusals.body("en", 404, "").toString()).toContain("new");
  });

  it("API-2 only what a person would read as a page gets one", () => {
    const asks = (headers: object) => wantsPage({ headers } as IncomingMessage);
    expect([asks({ accept: "text/html,*/*" }), asks({ accept: "*/*" }), asks({})]).toEqual([true, true, true]);
    expect([asks({ accept: "application/json" }), asks({ rsc: "1" }), asks({ "next-action": "a" })]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
