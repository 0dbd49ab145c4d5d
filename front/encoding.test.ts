import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodingFor } from "./encoding.ts";

const all = { br: 1, gzip: 1, identity: 1 };

describe("the form of an answer", () => {
  it.each([
    [undefined, "identity"],
    ["", "identity"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip, deflate", "gzip"],
    ["x-gzip", "gzip"],
    ["br;q=0.5, gzip;q=0.8", "gzip"],
    ["BR;Q=1, gzip;q=1.0", "br"],
    ["br;q=0, gzip", "gzip"],
    ["br;q=0.000", "identity"],
    ["*", "br"],
    ["*;q=0, gzip", "gzip"],
    ["br;q=0, *;q=0.1", "gzip"],
    ["identity, gzip;q=0.5", "identity"],
    ["identity;q=0, gzip;q=0.1", "gzip"],
    ["identity;q=0", "identity"],
    ["brotli, gzipped", "identity"],
    ["br;q=2", "identity"],
    ["gzip ; q=0.3 , br ; q=0.2", "gzip"],
  ])("DSC-1 follows Accept-Encoding: %s means %s", (accepted, meant) => {
    expect(encodingFor(accepted, all)).toBe(meant);
  });

  it("DSC-1 is one that there is", () => {
    expect(encodingFor("br, gzip;q=0.5", { gzip: 1, identity: 1 })).toBe("gzip");
    expect(encodingFor("br, gzip", { identity: 1 })).toBe("identity");
  });

  it("SEC-4 never throws, and never is one that was refused while there is another", () => {
    fc.assert(
      fc.property(fc.string(), (accepted) => {
        expect(["br", "gzip", "identity"]).toContain(encodingFor(accepted, all));
        expect(encodingFor(`br;q=0, ${accepted.replaceAll(/br|\*/gi, "")}`, all)).not.toBe("br");
      }),
    );
  });
});
