import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { askedPath, callerAddress, makeTrue, NOTHING, requestId } from "./request.ts";

const request = (headers: Record<string, string>, remoteAddress = "10.0.0.9") =>
  ({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage;
const place = (more: object = {}) => ({
  APP_URL: "https://books.example.org",
  appUrlGiven: true,
  TRUSTED_PROXIES: 0,
  ...more,
});

describe("the request's id", () => {
  it("OBS-1 is our own when nobody in front is trusted", () => {
    const id = requestId(request({ "x-request-id": "given-from-outside" }), place());
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("OBS-1 is a trusted proxy's when it is well formed", () => {
    const trusted = place({ TRUSTED_PROXIES: 1 });
    expect(requestId(request({ "x-request-id": "edge-0123456789" }), trusted)).toBe("edge-0123456789");
    for (const bad of ["short", "x".repeat(100), 'a"b<script>c', "line\nbreak-0123"]) {
      expect(requestId(request({ "x-request-id": bad }), trusted)).not.toBe(bad);
    }
  });
});

describe("what is asked for", () => {
  it("SEC-4 SEC-3 is a path of ours, however it was written; what is none is a place where nothing is", () => {
    for (const path of ["/", "/books/a?q=%ff", "/books/m%C3%BCller", "/a%2Fb", "//evil.example/x"])
      expect(askedPath(path)).toBe(path);
    expect(askedPath("http://evil.example/login?next=/x")).toBe("/login?next=/x");
    expect(askedPath("HTTPS://evil.example")).toBe("/");
    for (const none of ["*", "/books/%ff", "/admin/orders/%00/slip", "/%", "/track/%c3%28", "evil.example:443"])
      expect(askedPath(none)).toBe(NOTHING);
    expect(askedPath(undefined)).toBe("/");
  });
});

describe("what a caller claims", () => {
  const forged = {
    host: "evil.example",
    forwarded: "host=evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "http",
    "x-forwarded-port": "1",
    "x-forwarded-for": "6.6.6.6",
  };

  it("SEC-3 about host, scheme or address does not reach the shop", () => {
    const given = request({ ...forged });
    makeTrue(given, place(), "id-1");
    expect(given.headers).toEqual({
      host: "books.example.org",
      "x-forwarded-host": "books.example.org",
      "x-forwarded-proto": "https",
      "x-forwarded-for": "10.0.0.9",
      "x-request-id": "id-1",
    });
  });

  it("SEC-1 OBS-1 strikes out no header of ours: what is said of the connection is taken off before", () => {
    const given = request({
      ...forged,
      connection: "close, X-Forwarded-For, x-request-id, host, x-mine",
      "x-mine": "1",
      accept: "text/html",
    });
    makeTrue(given, place(), "id-1");
    expect(given.headers).toEqual({
      accept: "text/html",
      host: "books.example.org",
      "x-forwarded-host": "books.example.org",
      "x-forwarded-proto": "https",
      "x-forwarded-for": "10.0.0.9",
      "x-request-id": "id-1",
    });
  });

  it("PLT-1 without APP_URL the shop answers by each name of this machine, and by no other", () => {
    const local = place({ APP_URL: "http://localhost:3000", appUrlGiven: false });
    const hostFor = (host: string) => {
      const given = request({ host });
      makeTrue(given, local, "id-1");
      return given.headers.host;
    };
    expect(["localhost:3000", "127.0.0.1:3000", "[::1]:3000"].map(hostFor)).toEqual([
      "localhost:3000",
      "127.0.0.1:3000",
      "[::1]:3000",
    ]);
    expect(hostFor("localhost.evil.example")).toBe("localhost:3000");
  });

  it("SEC-1 the caller's address is what the outermost trusted proxy saw", () => {
    const through = request({ "x-forwarded-for": "6.6.6.6, 203.0.113.7, 10.0.0.1" });
    expect(callerAddress(through, place())).toBe("10.0.0.9");
    expect(callerAddress(through, place({ TRUSTED_PROXIES: 1 }))).toBe("10.0.0.1");
    expect(callerAddress(through, place({ TRUSTED_PROXIES: 2 }))).toBe("203.0.113.7");
    expect(callerAddress(request({}), place({ TRUSTED_PROXIES: 2 }))).toBe("10.0.0.9");
  });
});
