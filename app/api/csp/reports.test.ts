import { describe, expect, it } from "vitest";
import { readReport } from "./reports.ts";

describe("content policy reports", () => {
  it("SEC-2 OBS-1 are read in both forms, and lose queries, secrets and foreign paths", () => {
    const old = {
      "csp-report": {
        "document-uri": "https://books.example.org/track/t0ps3cret?mail=a@b.example",
        "blocked-uri": "https://evil.example/steal.js?cookie=1",
        "violated-directive": "script-src-elem 'self'",
        "script-sample": "alert('a@b.example')",
      },
    };
    expect(readReport(JSON.stringify(old))).toEqual([
      { page: "/track/…", blocked: "https://evil.example", directive: "script-src-elem" },
    ]);
    const modern = [
      {
        type: "csp-violation",
        body: {
          documentURL: "https://b.example/books/x?y",
          blockedURL: "inline",
          effectiveDirective: "script-src-elem",
        },
      },
      { type: "deprecation", body: {} },
    ];
    expect(readReport(JSON.stringify(modern))).toEqual([
      { page: "/books/x", blocked: "inline", directive: "script-src-elem" },
    ]);
  });

  it("SEC-4 what is no report is none, and what is odd in one is not repeated", () => {
    for (const text of ["", "{", "[]x", '{"csp-report":1}', '"text"']) expect(readReport(text)).toBeNull();
    expect(
      readReport('{"csp-report":{"document-uri":"nowhere","blocked-uri":"<b>","violated-directive":"\\n"}}'),
    ).toEqual([{ page: "unknown", blocked: "unknown", directive: "unknown" }]);
  });
});
