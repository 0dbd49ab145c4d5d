import { storable } from "@/app/_server/form";
import { readWhole } from "@/app/_server/whole-body";
import { refuse, ok, type Refusal, type Result } from "@/shop/_kernel/result";

export const MOST_BYTES = 64 * 1024;

type BytesRefusal = Refusal<"CONTENT_TYPE_UNSUPPORTED" | "BODY_TOO_LARGE">;
type BodyRefusal = BytesRefusal | Refusal<"MALFORMED_BODY">;

const isJson = (type: string | null) => /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(type ?? "");

const withoutNul = (_: string, value: unknown) => (typeof value === "string" ? storable(value) : value);

/** A request's JSON, of so many bytes at most: no more is read than that, whatever the head says (RFC 8259). */
export async function readJson(request: Request, mostBytes = MOST_BYTES): Promise<Result<unknown, BodyRefusal>> {
  if (!isJson(request.headers.get("content-type")) || request.headers.has("content-encoding")) {
    return refuse("CONTENT_TYPE_UNSUPPORTED");
  }
  const whole = await readWhole(request, mostBytes);
  if (!whole.ok) return whole;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(whole.value);
    return ok(text.includes("\\u0000") ? JSON.parse(text, withoutNul) : JSON.parse(text));
  } catch {
    return refuse("MALFORMED_BODY");
  }
}

/** A request's file, of one of these media types; what it really is, its reader finds out. */
export async function readBytes(
  request: Request,
  types: readonly string[],
  mostBytes = MOST_BYTES,
): Promise<Result<Uint8Array<ArrayBuffer>, BytesRefusal>> {
  const type = request.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (!types.includes(type) || request.headers.has("content-encoding")) {
    return refuse("CONTENT_TYPE_UNSUPPORTED", { types });
  }
  return readWhole(request, mostBytes);
}
