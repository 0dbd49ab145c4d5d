import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readUpload, UploadBroken } from "./multipart.ts";

const type = "multipart/form-data; boundary=----edge";
const form = (content: Uint8Array | string, { end = "\r\n------edge--\r\n", name = "b.csv" } = {}) =>
  Buffer.concat([
    Buffer.from('------edge\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n'),
    Buffer.from(
      `------edge\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n`,
    ),
    Buffer.from(content as Uint8Array),
    Buffer.from(end),
  ]);
async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const read = async (body: Uint8Array, size = 7, as = type) => {
  const upload = await readUpload(as, pieces(body, size));
  if (!upload) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of upload.content) chunks.push(Buffer.from(chunk));
  return { ...upload, content: Buffer.concat(chunks) };
};

describe("an upload", () => {
  it("CAT-6 gives back what was sent, however the network cut it", async () => {
    const part = fc.constantFrom("\r\n", "--", "----edge", "\r\n------edg", "x", "\n", "\u0000", "ü");
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 30 }), fc.integer({ min: 1, max: 90 }), async (parts, size) => {
        const content = parts.join("").replaceAll("\r\n------edge", "");
        const got = await read(form(content), size);
        expect(got?.content.toString()).toBe(content);
        expect(got?.fileName).toBe("b.csv");
        expect(got?.fields.get("note")).toBe("hello");
      }),
    );
  });

  it("CAT-6 that ends early is broken, wherever", async () => {
    const whole = form("some,content");
    for (let length = 1; length < whole.length - 9; length += 5) {
      await expect(read(whole.subarray(0, length))).rejects.toThrow(UploadBroken);
    }
  });

  it("CAT-6 is no form, or one without a file", async () => {
    expect(await read(form("x"), 9, "text/csv")).toBeNull();
    expect(
      await read(
        Buffer.from('------edge\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n------edge--\r\n\r\n'),
      ),
    ).toBeNull();
    await expect(read(Buffer.from(`------edge\r\nX: ${"x".repeat(20_000)}\r\n\r\n`), 999)).rejects.toThrow(
      UploadBroken,
    );
    await expect(read(Buffer.from("------edge\r\nX: y\r\n\r\n"))).rejects.toThrow(UploadBroken);
  });

  it("CAT-6 names with quotes come as they are", async () => {
    expect((await read(form("x", { name: "a%22b ü.csv" })))?.fileName).toBe('a"b ü.csv');
  });
});
