import "server-only";
import { refuse, ok, type Refusal, type Result } from "@/shop/_kernel/result";

/** Room for the fields of a form beside its file, and for what stands between them. */
const BESIDE = 64 * 1024;

/**
 * A form with a file of so many bytes at most. No more is read than that, whatever the head says: Next reads the body of a
 * plain route without a bound.
 */
export async function readUploadForm(
  request: Request,
  mostBytes: number,
): Promise<Result<FormData, Refusal<"BODY_TOO_LARGE" | "MALFORMED_BODY">>> {
  const most = mostBytes + BESIDE;
  if (Number(request.headers.get("content-length") ?? 0) > most) return refuse("BODY_TOO_LARGE");
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > most) return refuse("BODY_TOO_LARGE");
    chunks.push(chunk);
  }
  const type = request.headers.get("content-type") ?? "";
  try {
    return ok(await new Response(Buffer.concat(chunks), { headers: { "content-type": type } }).formData());
  } catch {
    return refuse("MALFORMED_BODY");
  }
}
