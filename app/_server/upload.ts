import "server-only";
import { ok, refuse, type Refusal, type Result } from "@/shop/_kernel/result";
import { readWhole } from "./whole-body";

/** Room for the fields of a form beside its file, and for what stands between them. */
const BESIDE = 64 * 1024;

/** A form with a file of so many bytes at most. Next reads the body of a plain route without a bound. */
export async function readUploadForm(
  request: Request,
  mostBytes: number,
): Promise<Result<FormData, Refusal<"BODY_TOO_LARGE" | "MALFORMED_BODY">>> {
  const whole = await readWhole(request, mostBytes + BESIDE);
  if (!whole.ok) return whole;
  const type = request.headers.get("content-type") ?? "";
  try {
    return ok(await new Response(whole.value, { headers: { "content-type": type } }).formData());
  } catch {
    return refuse("MALFORMED_BODY");
  }
}
