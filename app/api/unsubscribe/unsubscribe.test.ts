import { sql } from "drizzle-orm";
import { NextRequest } from "next/server";
import { describe, expect, it, vi } from "vitest";
import { shop } from "@/app/_server/shop";
import { findSubscription, guestUnsubscribeToken, unsubscribeToken } from "@/shop/notifications";
import { anAccount, as, guest, openTestShop } from "@/tests/world";
import { POST } from "./[token]/route.ts";

vi.mock("next/headers", () => ({
  headers: () => Promise.resolve(new Headers()),
  cookies: () => Promise.resolve({ get: () => undefined, has: () => false, getAll: () => [] }),
}));
vi.mock("@/app/_server/session", () => ({ currentPerson: () => Promise.resolve(null) }));

const test = openTestShop();
const post = (token: string, body: Record<string, string>) =>
  POST(
    new NextRequest(`http://shop.test/api/unsubscribe/${token}`, {
      method: "POST",
      headers: { origin: "https://mail.example" },
      body: new URLSearchParams(body),
    }),
    { params: Promise.resolve({ token }) },
  );

describe("PRE-3 the address that stops mails", () => {
  it("PRE-3 takes what mail programs post, from anywhere and without cookies (RFC 8058), once and again", async () => {
    const { id } = await anAccount(test);
    const token = unsubscribeToken(as(shop(), guest), id, "restock");
    const wanted = async () =>
      (await test.database.db.execute(sql`select wanted from notification_preferences where user_id = ${id}`)).rows;
    expect(await wanted()).toEqual([]);
    for (let click = 0; click < 2; click++) {
      const answer = await post(token, { "List-Unsubscribe": "One-Click" });
      expect([answer.status, answer.headers.get("location")]).toEqual([204, null]);
      expect(await wanted()).toEqual([{ wanted: false }]);
    }
    const again = await post(token, { act: "again" });
    expect([again.status, again.headers.get("location")]).toEqual([303, `/unsubscribe/${token}?done=again`]);
    expect(await wanted()).toEqual([{ wanted: true }]);
    const stop = await post(token, { act: "stop" });
    expect([stop.status, stop.headers.get("location")]).toEqual([303, `/unsubscribe/${token}?done=stopped`]);
    expect((await post("nothing", { "List-Unsubscribe": "One-Click" })).status).toBe(404);
  });

  it("SEC-4 reads a form's worth of what is sent and no more, also where nobody says how much comes", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 4_096;
        controller.enqueue(new Uint8Array(4_096).fill(97));
      },
    });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const init = { method: "POST", headers, body: endless, duplex: "half" as const };
    const request = new NextRequest("http://shop.test/api/unsubscribe/nothing", init);
    expect((await POST(request, { params: Promise.resolve({ token: "nothing" }) })).status).toBe(404);
    expect(sent).toBeLessThan(100_000);
  });

  it("REV-1 takes a guest's, too, who has an address alone", async () => {
    const ctx = as(shop(), guest);
    const token = guestUnsubscribeToken(ctx, "aoife@example.org", "review_invitation");
    const wanted = async () => (await findSubscription(ctx, token))?.wanted;
    expect(await wanted()).toBe(true);
    expect((await post(token, { "List-Unsubscribe": "One-Click" })).status).toBe(204);
    expect(await wanted()).toBe(false);
    expect((await post(token, { act: "again" })).status).toBe(303);
    expect(await wanted()).toBe(true);
  });
});
