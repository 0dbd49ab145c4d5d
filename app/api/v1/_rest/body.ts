import { refuse, ok, type Refusal, type Result } from "@/shop/_kernel/result";

export const MOST_BYTES = 64 * 1024;

type BodyRefusal = Refusal<"CONTENT_TYPE_UNSUPPORTED" | "BODY_TOO_LARGE" | "MALFORMED_BODY">;

const isJson = (type: string | null) => /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(type ?? "");

/** A request's JSON, of so many bytes at most: no more is read than that, whatever the head says (RFC 8259). */
export async function readJson(request: Request, mostBytes = MOST_BYTES): Promise<Result<unknown, BodyRefusal>> {
  if (!isJson(request.headers.get("content-type")) || request.headers.has("content-encoding")) {
    return refuse("CONTENT_TYPE_UNSUPPORTED");
  }
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) return refuse("BODY_TOO_LARGE");
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return refuse("BODY_TOO_LARGE");
    chunks.push(chunk);
  }
  try {
    return ok(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks))));
  } catch {
    return refuse("MALFORMED_BODY");
  }
}
