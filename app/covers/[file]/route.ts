import { dependOn } from "@/app/_cache/depend-on";
import { publicContext } from "@/app/_server/context";
import { streamed } from "@/app/_server/streamed";
import { cover } from "@/covers";
import { coverBitmap, openGraphBitmap, smallJpeg } from "@/covers/raster";
import { log } from "@/log";
import { defaultLocale } from "@/messages/locales";
import { NotFound } from "@/shop/_kernel/errors";
import { getCoverInput, readCoverFile } from "@/shop/catalog";
import { isUploadedCover, MAIL_COVER, WIDEST_COVER } from "@/shop/_kernel/covers";
import type { Ctx } from "@/shop/context";
import { getSettings } from "@/shop/settings";
import { keep } from "./kept";

const name =
  /^([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})-([0-9a-z]{1,20})(\.svg|-og\.png|-(?:200|400|800)\.(?:avif|webp)|-(?:200|800)\.jpg)$/;
const types: Record<string, string> = {
  svg: "image/svg+xml; charset=utf-8",
  png: "image/png",
  avif: "image/avif",
  webp: "image/webp",
  jpg: "image/jpeg",
};
const forMails = `-${MAIL_COVER}.jpg`;
/** The address changes whenever the picture would. */
const FOREVER = "public, max-age=31536000, immutable";

type Body = string | Uint8Array<ArrayBuffer>;
const kept = keep<Body>(24 * 1024 * 1024, (picture) => picture.length);

const picture = (body: Body | ReadableStream, ending: string): Response =>
  new Response(body, {
    headers: { "content-type": types[ending.slice(ending.lastIndexOf(".") + 1)] ?? "", "cache-control": FOREVER },
  });

/** The picture of the other kind that takes the place of one: programs that asked for a bitmap get one. */
function endingNow(ending: string, uploaded: boolean): string {
  if (ending === "-og.png" || ending === forMails || uploaded === (ending !== ".svg")) return ending;
  if (uploaded) return `-${WIDEST_COVER}.webp`;
  return ending.endsWith(".jpg") ? "-og.png" : ".svg";
}

/**
 * `/covers/<book id>-<cover key>.svg` for a drawn cover, `…-400.avif` and its like for an uploaded one, and of either
 * `…-og.png` for link previews and `…-200.jpg` for mails. An old key leads to today's picture.
 */
export async function GET(_request: Request, { params }: RouteContext<"/covers/[file]">): Promise<Response> {
  const { file } = await params;
  const [, id, key, ending] = name.exec(file) ?? [];
  if (!id || !key || !ending) return gone();

  const known = kept.get(file);
  if (known) return picture(known, ending);

  const ctx = publicContext(defaultLocale);
  const book = await getCoverInput(ctx, id).catch((error: unknown) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
  if (!book) return gone();
  const { input, coverKey, slug } = book;
  const uploaded = isUploadedCover(coverKey);
  const wanted = endingNow(ending, uploaded);
  if (key !== coverKey || wanted !== ending) {
    return new Response(null, {
      status: 302,
      headers: { location: `/covers/${id}-${coverKey}${wanted}`, "cache-control": "public, max-age=60" },
    });
  }
  // a picture that is taken away is no longer handed out, whoever may have kept its address
  if (uploaded) dependOn(`book:${slug}`, "catalogue");
  if (ending === "-og.png") {
    const shown = uploaded ? await wholeFile(ctx, id, coverKey) : null;
    const preview = await openGraphBitmap(input, (await getSettings(ctx)).shop.name, "png", shown ?? undefined);
    const drawn = new Uint8Array(preview);
    kept.set(file, drawn);
    return picture(drawn, ending);
  }
  if (ending === forMails) {
    const shown = uploaded ? await wholeFile(ctx, id, coverKey) : null;
    if (uploaded && !shown) return lost(file);
    const small = shown ? await smallJpeg(shown, MAIL_COVER) : await coverBitmap(input, MAIL_COVER, "jpeg");
    const drawn = new Uint8Array(small);
    kept.set(file, drawn);
    return picture(drawn, ending);
  }
  if (!uploaded) {
    const drawn = cover(input);
    kept.set(file, drawn);
    return picture(drawn, ending);
  }
  const found = await readCoverFile(ctx, { bookId: id, coverKey, ending });
  if (!found) return lost(file);
  return picture(streamed(found), ending);
}

/** The largest JPEG of an uploaded cover. */
async function wholeFile(ctx: Ctx, bookId: string, coverKey: string): Promise<Buffer | null> {
  const found = await readCoverFile(ctx, { bookId, coverKey, ending: `-${WIDEST_COVER}.jpg` });
  return found && Buffer.concat(await Array.fromAsync(found));
}

function lost(file: string): Response {
  log.error({ file }, "an uploaded cover is not in the file store");
  return gone();
}

const gone = () => new Response(null, { status: 404, headers: { "cache-control": "public, max-age=60" } });
