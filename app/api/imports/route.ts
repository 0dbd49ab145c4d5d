import { requireDesk } from "@/app/_server/desk";
import { readUpload, UploadBroken, type Upload } from "@/app/_server/multipart";
import { isOwnOrigin } from "@/app/_server/origin";
import { paths } from "@/app/_server/paths";
import { drain } from "@/app/_server/whole-body";
import { log } from "@/log";
import { startImport } from "@/shop/import";
import { MOST_BYTES } from "@/shop/import/model";

/**
 * Takes a file from the desk's form, with and without scripts: streamed into the store as it comes. It stands outside `/admin`,
 * where every body is held in memory for the proxy.
 */
export async function POST(request: Request): Promise<Response> {
  const ctx = await requireDesk("catalog.manage");
  if (!isOwnOrigin(request.headers, ctx.shop.appUrl)) return new Response(null, { status: 403 });
  const body = request.body && within(request.body as unknown as AsyncIterable<Uint8Array>, MOST_BYTES + 65_536);
  let upload: Upload | null = null;
  let to: string;
  try {
    upload = await readUpload(request.headers.get("content-type"), body);
    if (!upload?.fileName) to = paths.admin.imports({ refused: "none" });
    else {
      const begun = await startImport(ctx, upload);
      to = begun.ok
        ? paths.admin.import(begun.value.id)
        : paths.admin.imports({
            refused: begun.code === "FILE_REFUSED" ? begun.file.code : "too_big",
          });
    }
  } catch (error) {
    if (!(error instanceof UploadBroken)) throw error;
    log.warn({ reason: error.message, requestId: ctx.requestId }, "an upload broke off");
    to = paths.admin.imports({ refused: "broken" });
  }
  await drain(body);
  return new Response(null, { status: 303, headers: { location: to, "cache-control": "private, no-store" } });
}

/** Passes on so many bytes; what comes beyond is left unread. */
async function* within(source: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.byteLength;
    if (bytes > most) return;
    yield chunk;
  }
}
