import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyWith, vouch } from "./vouch.ts";

const push = (text: string) => `self.__next_f.push(${JSON.stringify([1, text]).replace(/</g, "\\u003c")})`;
const chunks =
  '(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push({"otherChunks":["a.js"],"runtimeModuleIds":[1]});';
const begin = "(self.__next_f=self.__next_f||[]).push([0])";
const script = (text: string) => `<script>${text}</script>`;
const facts = '<script type="application/ld+json">{"@type":"Book"}</script>';

const page = (main: string, tail = [chunks, begin, push("1:data"), push("2:more")].map(script).join("")) =>
  `<!DOCTYPE html><html><head><script src="/theme.js"></script><script src="/_next/static/chunks/a-b_1.js" async=""></script></head>` +
  `<body><main>${main}</main><footer></footer>${tail}</body></html>`;

const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

describe("vouching", () => {
  it("SEC-2 Next's own scripts are hashed, facts for search engines need no hash", () => {
    const own = [chunks, begin, push("1:data"), push("2:more")];
    expect(vouch(page(facts))).toEqual({ hashes: own.map(hash) });
  });

  it.each([
    ["a script in a text", page(script("steal()"))],
    ["one among Next's", page("", script(begin) + script("steal()") + script(push("x")))],
    ["data that is more than data", page("", script('self.__next_f.push([1,"x"],steal())'))],
    ["a call as data", page("", script("self.__next_f.push([steal()])"))],
    ["Next's own words where Next never writes them", page(script(push("3:planted")))],
    ["the same with all that follows cut off", page(script(push("3:planted"))).replace("</body></html>", "")],
    ["a foreign file", page('<script src="https://evil.example/x.js"></script>')],
    ["a file of ours that is no script of the build", page('<script src="/covers/x.svg"></script>')],
    ["a file with something inside", page('<script src="/theme.js">steal()</script>')],
    ["facts that are none", page('<script type="application/ld+json">steal()</script>')],
    ["another type", page('<script type="module">steal()</script>')],
    ["capitals", page("<SCRIPT>steal()</SCRIPT>")],
    ["one that never ends", page("<script>steal()", "")],
    ["one in a drawing", page("<svg><script>steal()</script></svg>")],
  ])("SEC-2 nobody vouches for %s", (_, html) => {
    expect(vouch(html)).toHaveProperty("refused");
  });

  it("SEC-2 whatever a text holds, only hashes of Next's own scripts come out", () => {
    const own = new Set([chunks, begin, push("1:data"), push("2:more")].map(hash));
    const pieces = fc.constantFrom(
      "<script>",
      "</script>",
      "<script src=",
      '"',
      "steal()",
      begin,
      push("x"),
      "<!--",
      ">",
      "</main>",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }), (parts) => {
        const vouched = vouch(page(parts.join("")));
        if ("hashes" in vouched) for (const each of vouched.hashes) expect(own).toContain(each);
      }),
      { numRuns: 1_000 },
    );
  });

  it("SEC-2 hashes are added to the strict policy, and to no other", () => {
    const policy = "default-src 'none'; script-src 'self'; report-uri /api/csp";
    expect(policyWith(["'sha256-x'"], policy)).toBe(
      "default-src 'none'; script-src 'self' 'sha256-x'; report-uri /api/csp",
    );
    expect(policyWith([], policy)).toBe(policy);
    for (const other of [undefined, "default-src 'self'", "script-src 'self' 'unsafe-inline'"]) {
      expect(policyWith(["'sha256-x'"], other)).toBeNull();
    }
  });
});
