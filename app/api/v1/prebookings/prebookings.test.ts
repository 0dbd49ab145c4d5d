import { describe, expect, it } from "vitest";
import { aBook, anAccount, openTestShop, password } from "@/tests/world";
import * as tokenRoute from "../auth/token/route.ts";
import * as demand from "../admin/prebookings/route.ts";
import { newId } from "@/shop/_kernel/ids";
import { DELETE } from "./[id]/route.ts";
import { GET, POST } from "./route.ts";

const shop = openTestShop();

type Handler = (request: Request, route: { params: Promise<Record<string, unknown>> }) => Promise<Response>;
const ask = (
  handler: Handler,
  {
    method = "GET",
    json,
    headers = {},
    params = {},
    query = "",
  }: {
    method?: string;
    json?: unknown;
    headers?: Record<string, string>;
    params?: Record<string, string>;
    query?: string;
  },
) =>
  handler(
    new Request(`http://shop.test/api/v1/x${query}`, {
      method,
      headers: {
        "x-forwarded-for": "2001:db8::9",
        ...(json !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    }),
    { params: Promise.resolve(params) },
  );

async function bearer(role: "customer" | "staff" = "customer") {
  const { email } = await anAccount(shop, { role });
  const answer = await ask(tokenRoute.POST, { method: "POST", json: { email, password } });
  const { accessToken } = (await answer.json()) as { accessToken: string };
  return { authorization: `Bearer ${accessToken}` };
}
const told = async (answer: Response) => {
  const { code } = (await answer.json()) as { code: string };
  return `${answer.status} ${code}`;
};

describe("pre-booking over the API", () => {
  it("PRE-1 PRE-2 API-2 is made, listed and cancelled; refusals are 409 with their codes", async () => {
    const headers = await bearer();
    const [out, there] = [await aBook(shop, { stock: 0, title: "Middlemarch" }), await aBook(shop, { stock: 1 })];
    const make = (bookId: string) => ask(POST, { method: "POST", json: { bookId }, headers });
    const made = await make(out.id);
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as { id: string };
    expect(await told(await make(out.id))).toBe("409 ALREADY_PREBOOKED");
    expect(await told(await make(there.id))).toBe("409 BOOK_IN_STOCK");
    expect(await told(await make(newId(new Date())))).toBe("404 BOOK_UNAVAILABLE");
    expect(await told(await make("no id"))).toBe("400 INVALID_INPUT");
    const list = await (await ask(GET, { headers })).json();
    expect(list).toMatchObject({
      total: 1,
      items: [{ id, state: "waiting", notifiedAt: null, book: { id: out.id, title: "Middlemarch", sold: true } }],
    });
    const remove = (of: string, by = headers) => ask(DELETE, { method: "DELETE", headers: by, params: { id: of } });
    expect(await told(await remove(id, await bearer()))).toBe("404 NOT_FOUND");
    expect((await remove(id)).status).toBe(204);
    expect((await remove(id)).status, "a second time").toBe(204);
    expect(await (await ask(GET, { headers })).json()).toMatchObject({ items: [{ id, state: "cancelled" }] });
  });

  it("PRE-4 IDN-6 the desk sees the demand, and nobody else", async () => {
    const book = await aBook(shop, { stock: 0, title: "Wanted by programs" });
    for (let n = 0; n < 2; n++) {
      await ask(POST, { method: "POST", json: { bookId: book.id }, headers: await bearer() });
    }
    const answer = await ask(demand.GET, { headers: await bearer("staff"), query: "?text=wanted+by&least=2" });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ total: 1, items: [{ bookId: book.id, waiting: 2, stock: 0 }] });
    expect(await told(await ask(demand.GET, { headers: await bearer() }))).toBe("403 FORBIDDEN");
    expect(await told(await ask(demand.GET, {}))).toBe("401 UNAUTHENTICATED");
    const wrong = await ask(demand.GET, { headers: await bearer("staff"), query: "?sort=colour&page=0" });
    expect(await told(wrong)).toBe("400 INVALID_INPUT");
  });
});
