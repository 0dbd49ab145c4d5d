import { expect, test } from "./fixtures.ts";

const password = "a shelf full of books";

test("IDN-3 API-2 a program registers, logs in, refreshes and logs out; a replayed token ends everything", async ({
  request,
}) => {
  const email = `${crypto.randomUUID()}@example.org`;
  const post = (path: string, data: object) => request.post(`/api/v1/auth/${path}`, { data });
  const me = (token: string) => request.get("/api/v1/me", { headers: { authorization: `Bearer ${token}` } });

  expect((await post("register", { email, password, name: "Aoife" })).status()).toBe(201);
  const taken = await post("register", { email, password, name: "Aoife" });
  expect([taken.status(), taken.headers()["content-type"]]).toEqual([409, "application/problem+json"]);
  expect(await taken.json()).toMatchObject({ code: "EMAIL_TAKEN", requestId: taken.headers()["x-request-id"] });

  const entered = await post("token", { email, password });
  expect(entered.headers()["cache-control"]).toMatch(/no-store/);
  const first = (await entered.json()) as { accessToken: string; refreshToken: string };
  expect(await (await me(first.accessToken)).json()).toMatchObject({ email, name: "Aoife", role: "customer" });

  const second = (await (await post("refresh", { refreshToken: first.refreshToken })).json()) as typeof first;
  expect((await me(second.accessToken)).status()).toBe(200);
  expect((await post("refresh", { refreshToken: first.refreshToken })).status()).toBe(401);
  expect((await me(second.accessToken)).status()).toBe(401);

  const third = (await (await post("token", { email, password })).json()) as typeof first;
  expect((await post("revoke", { refreshToken: third.refreshToken })).status()).toBe(204);
  expect((await me(third.accessToken)).status()).toBe(401);
});

test("API-2 SEC-2 what is refused before anything is asked is a problem document, too", async ({ request }) => {
  const problem = async (path: string, init: Parameters<typeof request.fetch>[1]) => {
    const answer = await request.fetch(`/api/v1${path}`, init);
    expect(answer.headers()["content-type"]).toBe("application/problem+json");
    expect(answer.headers()["content-security-policy"]).toContain("default-src 'none'");
    const { code, status } = (await answer.json()) as { code: string; status: number };
    expect(status).toBe(answer.status());
    return [status, code, answer.headers()];
  };
  expect(await problem("/me", {})).toEqual([
    401,
    "UNAUTHENTICATED",
    expect.objectContaining({ "www-authenticate": 'Bearer realm="octavo"' }),
  ]);
  expect(await problem("/admin/users", {})).toEqual([401, "UNAUTHENTICATED", expect.anything()]);
  expect(await problem("/auth/token", { method: "GET" })).toEqual([
    405,
    "METHOD_NOT_ALLOWED",
    expect.objectContaining({ allow: "POST, OPTIONS" }),
  ]);
  expect(await problem("/auth/token", { method: "POST", form: { email: "a" } })).toEqual([
    415,
    "CONTENT_TYPE_UNSUPPORTED",
    expect.anything(),
  ]);
  const json = { "content-type": "application/json" };
  expect(await problem("/auth/token", { method: "POST", headers: json, data: Buffer.from("{") })).toEqual([
    400,
    "MALFORMED_BODY",
    expect.anything(),
  ]);
  expect(await problem("/auth/token", { method: "POST", headers: json, data: Buffer.alloc(100_000, 32) })).toEqual([
    413,
    "BODY_TOO_LARGE",
    expect.anything(),
  ]);
  expect(await problem("/nothing/here", { method: "POST" })).toEqual([404, "NOT_FOUND", expect.anything()]);
});

test("IDN-6 SEC-4 a browser's log-in opens nothing of the API: only a token does", async ({ request }) => {
  const answer = await request.get("/api/v1/me", { headers: { cookie: "session=anything" } });
  expect(answer.status()).toBe(401);
  expect(answer.headers()["set-cookie"]).toBeUndefined();
});
