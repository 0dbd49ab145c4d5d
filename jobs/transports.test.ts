import http from "node:http";
import net from "node:net";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resendTransport, smtpTransport } from "../shop/outbox/index.ts";
import { aBook, anOrder, as, guest, job, openTestShop } from "../tests/world.ts";
import { sendMail } from "./send-mail.ts";

// Providers on this machine only: the real ones are never asked.

const listen = (server: http.Server | net.Server) =>
  new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)),
  );

const shop = openTestShop();
async function aMail() {
  const order = await anOrder(as(shop, guest), [{ bookId: (await aBook(shop, { title: "Stoner" })).id }]);
  const { rows } = await shop.database.db.execute<{ id: string }>(
    sql`select id from mails where data ->> 'orderId' = ${order.id}`,
  );
  return { order, id: rows[0]?.id ?? "" };
}
async function stateOf(id: string) {
  const { rows } = await shop.database.db.execute<{
    state: string;
    provider: string;
    provider_ref: string;
    last_error: string;
    attempts: number;
  }>(sql`select state, provider, provider_ref, last_error, attempts from mails where id = ${id}`);
  return rows[0];
}
const run = (mails: typeof shop.mails, id: string) =>
  sendMail.run(as({ ...shop, mails }, job), { data: { mailId: id }, lastTry: false });

describe("Resend", () => {
  const asked: { key: unknown; auth: unknown; path: string | undefined; body: Record<string, unknown> }[] = [];
  const known = new Map<unknown, string>();
  let answer: { status: number; body: unknown; headers?: Record<string, string> } | undefined;
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const key = request.headers["idempotency-key"];
      asked.push({
        key,
        auth: request.headers.authorization,
        path: request.url,
        body: JSON.parse(body) as Record<string, unknown>,
      });
      if (!known.has(key)) known.set(key, `re_${known.size + 1}`);
      const { status, body: told, headers } = answer ?? { status: 200, body: { id: known.get(key) } };
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(told));
    });
  });
  let mails: ReturnType<typeof resendTransport>;
  beforeAll(async () => {
    mails = resendTransport("re_key", `http://127.0.0.1:${await listen(server)}`);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it("MSG-4 MSG-2 hands over the mail in full, with its id as the idempotency key, the same at every try", async () => {
    const { order, id } = await aMail();
    answer = { status: 500, body: { name: "internal_server_error", message: "an unexpected error" } };
    await run(mails, id);
    expect(await stateOf(id)).toMatchObject({
      state: "queued",
      attempts: 1,
      last_error: "internal_server_error: an unexpected error",
    });

    answer = undefined;
    await shop.database.db.execute(sql`update mails set next_attempt_at = now() where id = ${id}`);
    await run(mails, id);
    expect(await stateOf(id)).toMatchObject({ state: "sent", provider: "resend", provider_ref: "re_1" });
    expect(asked.map(({ key, auth, path }) => ({ key, auth, path }))).toEqual(
      [1, 2].map(() => ({ key: id, auth: "Bearer re_key", path: "/emails" })),
    );
    expect(asked[1]?.body).toMatchObject({
      from: "Octavo <desk@shop.test>",
      to: "aoife@example.org",
      subject: `Order ${order.number}: we have it, payment is open`,
      text: expect.stringContaining("Stoner") as string,
      html: expect.stringContaining("Stoner") as string,
    });
  });

  const to = "Invalid `to` field. The email address needs to follow the `email@example.com` format.";
  it.each([
    ["too many at once", 429, "rate_limit_exceeded", "2 a second", { "retry-after": "7" }, "queued", 0, 7],
    ["a quota is used up", 429, "daily_quota_exceeded", "100 a day", {}, "queued", 0, 30],
    ["its key does not count", 401, "missing_api_key", "Missing API key", {}, "queued", 1, 30],
    ["the shop's domain is not proven", 403, "validation_error", "not verified", {}, "queued", 1, 30],
    ["it is being mended", 503, "internal_server_error", "later", { "retry-after": "120" }, "queued", 0, 120],
    ["it is broken", 500, "application_error", "sorry", {}, "queued", 1, 30],
    ["the same mail is in its hands", 409, "concurrent_idempotent_requests", "wait", {}, "queued", 1, 30],
    ["the shop's own address is wrong", 422, "validation_error", "Invalid `from` field", {}, "queued", 1, 30],
    ["the address is none", 422, "validation_error", to, {}, "dead", 1, null],
  ] as const)("MSG-3 where %s", async (_, status, name, message, headers, state, attempts, wait) => {
    const { id } = await aMail();
    answer = { status, headers, body: { statusCode: status, name, message } };
    await run(mails, id);
    expect(await stateOf(id)).toMatchObject({ state, attempts, last_error: `${name}: ${message}` });
    const { rows } = await shop.database.db.execute<{ wait: number }>(
      sql`select round(extract(epoch from next_attempt_at - now()))::int as wait from mails where id = ${id}`,
    );
    if (wait !== null) expect(rows[0]?.wait).toBe(wait);
  });

  it("MSG-2 a mail that was taken without an answer, and says something else by now, counts as sent", async () => {
    const { id } = await aMail();
    const body = { statusCode: 409, name: "invalid_idempotent_request", message: "another payload under this key" };
    answer = { status: 409, body };
    await run(mails, id);
    expect(await stateOf(id)).toMatchObject({ state: "sent", provider_ref: "invalid_idempotent_request", attempts: 1 });
  });
});

describe("SMTP", () => {
  const received: { from: string; to: string; data: string }[] = [];
  let refuse = "";

  /** As much of RFC 5321 as a sender needs. */
  const server = net.createServer((socket) => {
    let [rest, data, inData, from, to] = ["", "", false, "", ""];
    const say = (line: string) => socket.write(`${line}\r\n`);
    say("220 mail.test ESMTP");
    socket.on("error", () => {});
    socket.on("data", (chunk: Buffer) => {
      rest += chunk.toString();
      for (let end = rest.indexOf("\r\n"); end >= 0; end = rest.indexOf("\r\n")) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (inData && line === ".") {
          received.push({ from, to, data });
          [inData, data] = [false, ""];
          say("250 2.0.0 queued as 42");
        } else if (inData) data += `${line}\n`;
        else if (/^EHLO|^HELO/i.test(line)) say("250 mail.test");
        else if (/^MAIL FROM:/i.test(line)) [from] = [line.slice(10), say("250 ok")];
        else if (/^RCPT TO:/i.test(line)) {
          to = line.slice(8);
          say(refuse || "250 ok");
        } else if (/^DATA/i.test(line)) [inData] = [true, say("354 go on")];
        else if (/^QUIT/i.test(line)) socket.end("221 bye\r\n");
        else say("250 ok");
      }
    });
  });
  let mails: ReturnType<typeof smtpTransport>;
  beforeAll(async () => {
    mails = smtpTransport(`smtp://127.0.0.1:${await listen(server)}`);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it("MSG-4 hands over the mail with text and HTML, and a Message-ID made of its id", async () => {
    const { id } = await aMail();
    await run(mails, id);
    expect(await stateOf(id)).toMatchObject({
      state: "sent",
      provider: "smtp",
      provider_ref: "250 2.0.0 queued as 42",
    });
    const [mail] = received;
    expect(mail).toMatchObject({ from: "<desk@shop.test>", to: "<aoife@example.org>" });
    expect(mail?.data).toContain(`Message-ID: <${id}@shop.test>`);
    expect(mail?.data).toMatch(/multipart\/alternative[\s\S]*text\/plain[\s\S]*text\/html/);
  });

  it.each([
    ["550 5.1.1 no such user", "dead", 1],
    ["550 5.7.1 no relaying", "queued", 1],
    ["450 4.2.0 greylisted", "queued", 1],
    ["421 4.7.0 too many connections", "queued", 0],
  ])("MSG-3 a refusal is noted in the provider's words: %s", async (said, state, attempts) => {
    refuse = said;
    const before = received.length;
    const { id } = await aMail();
    await run(mails, id);
    expect(await stateOf(id)).toMatchObject({
      state,
      attempts,
      last_error: expect.stringContaining(said) as string,
    });
    expect(received).toHaveLength(before);
  });

  it("MSG-3 so is a server that is not there", async () => {
    const { id } = await aMail();
    await run(smtpTransport("smtp://127.0.0.1:1"), id);
    expect(await stateOf(id)).toMatchObject({
      state: "queued",
      last_error: expect.stringContaining("ECONNREFUSED") as string,
    });
  });
});
