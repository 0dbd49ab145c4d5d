import { describe, expect, it } from "vitest";
import { secretPrefixes } from "../app/_server/places.ts";
import { createLog } from "./index.ts";
import { cleanText } from "./redact.ts";

function capture() {
  const lines: Record<string, unknown>[] = [];
  const log = createLog({ write: (line) => void lines.push(JSON.parse(line)) });
  log.level = "trace";
  return { log, lines, text: () => JSON.stringify(lines) };
}

describe("the log", () => {
  it("OBS-1 writes JSON lines with level, time and the request's id", () => {
    const { log, lines } = capture();
    log.child({ requestId: "r-1" }).info({ orderNumber: "10023" }, "order placed");
    expect(lines[0]).toMatchObject({ level: "info", requestId: "r-1", orderNumber: "10023", msg: "order placed" });
    expect(Date.parse(String(lines[0]?.time))).not.toBeNaN();
  });

  it("OBS-1 never writes e-mail addresses, postal addresses, tokens, passwords or cookies", () => {
    const { log, text } = capture();
    log.child({ email: "ada@example.org" }).warn(
      {
        to: "ada@example.org",
        customer: { email: "ada@example.org", address: { street: "Analytical Row 1" }, password: "difference" },
        headers: { cookie: "__Host-cart=9a8b", authorization: "Bearer abcdef.ghi" },
        trackingToken: "t0ps3cret",
        list: ["see https://shop.test/track/t0ps3cret?x=1", "Bearer abcdef.ghi"],
        database: "postgres://shop:hunter2@db/shop",
      },
      "mail to ada@example.org with /reset/t0ps3cret failed",
    );
    const secrets = ["ada@", "Analytical", "difference", "9a8b", "abcdef", "t0ps3cret", "hunter2"];
    expect(secrets.filter((secret) => text().includes(secret))).toEqual([]);
    expect(text()).toContain("mail to [email] with /reset/… failed");
  });

  it("OBS-1 SEC-2 no address that bears a secret is written whole, wherever it stands in a text", () => {
    for (const prefix of secretPrefixes)
      expect(cleanText(`no answer from https://shop.test${prefix}/t0ps3cret?looked=2`)).toBe(
        `no answer from https://shop.test${prefix}/…?looked=2`,
      );
  });

  it("OBS-1 an error keeps its name, code and frames, and loses the values of the query", () => {
    const { log, lines, text } = capture();
    const cause = Object.assign(new Error("duplicate key value violates unique constraint"), {
      code: "23505",
      constraint: "users_email_key",
      detail: "Key (email)=(ada@example.org) already exists.",
    });
    const failure = new Error("Failed query: insert into users values ($1, $2)\nparams: Ada,Analytical Row 1", {
      cause,
    });
    log.error(failure);
    log.error({ err: failure }, "again");
    for (const line of lines) {
      expect(line.err).toMatchObject({
        message: "Failed query: insert into users values ($1, $2)",
        cause: { code: "23505" },
      });
    }
    expect(text()).toContain("index.test.ts");
    expect(text()).not.toMatch(/Analytical|ada@/);
  });

  it("OBS-1 says undefined and null as they are, and survives what refers to itself", () => {
    const { log, lines } = capture();
    const ring: Record<string, unknown> = { note: null };
    ring.ring = ring;
    log.info(ring, "round");
    expect(lines).toHaveLength(1);
  });
});
