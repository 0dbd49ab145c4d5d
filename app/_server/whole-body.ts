import { ok, refuse, type Refusal, type Result } from "@/shop/_kernel/result";

/** A request's body, of so many bytes at most: no more is read than that, whatever the head says. */
export async function readWhole(
  request: Request,
  mostBytes: number,
): Promise<Result<Buffer<ArrayBuffer>, Refusal<"BODY_TOO_LARGE">>> {
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) return refuse("BODY_TOO_LARGE");
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return refuse("BODY_TOO_LARGE");
    chunks.push(chunk);
  }
  return ok(Buffer.concat(chunks));
}

/** Reads the rest of a body and forgets it: a browser hears the answer when it has sent everything. */
export async function drain(body: AsyncIterable<Uint8Array> | null): Promise<void> {
  try {
    for await (const _ of body ?? []);
  } catch {
    // whoever is gone hears nothing
  }
}
