import { publicContext } from "@/app/_server/context";
import { cover } from "@/covers";
import { coverKey } from "@/covers/key";
import { openGraphBitmap } from "@/covers/raster";
import { defaultLocale } from "@/messages/locales";
import { NotFound } from "@/shop/_kernel/errors";
import { getCoverInput } from "@/shop/catalog";
import { getSettings } from "@/shop/settings";
import { keep } from "./kept";

const name = /^([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})-([0-9a-z]{1,20})(\.svg|-og\.png)$/;
const types = { ".svg": "image/svg+xml; charset=utf-8", "-og.png": "image/png" } as const;
/** The address changes whenever the picture would. */
const FOREVER = "public, max-age=31536000, immutable";

const kept = keep<string | Uint8Array<ArrayBuffer>>(24 * 1024 * 1024, (picture) => picture.length);

const picture = (body: string | Uint8Array<ArrayBuffer>, kind: keyof typeof types): Response =>
  new Response(body, {
    headers: { "content-type": types[kind], "cache-control": FOREVER },
  });

/** `/covers/<book id>-<cover key>.svg`, and `…-og.png` for link previews. An old key leads to today's picture. */
export async function GET(_request: Request, { params }: RouteContext<"/covers/[file]">): Promise<Response> {
  const { file } = await params;
  const [, id, key, ending] = name.exec(file) ?? [];
  if (!id || !key || (ending !== ".svg" && ending !== "-og.png")) return gone();

  const known = kept.get(file);
  if (known) return picture(known, ending);

  const ctx = publicContext(defaultLocale);
  const book = await getCoverInput(ctx, id).catch((error: unknown) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
  if (!book) return gone();
  const today = coverKey(book);
  if (key !== today) {
    return new Response(null, {
      status: 302,
      headers: { location: `/covers/${id}-${today}${ending}`, "cache-control": "public, max-age=60" },
    });
  }
  const drawn =
    ending === ".svg" ? cover(book) : new Uint8Array(await openGraphBitmap(book, (await getSettings(ctx)).shop.name));
  kept.set(file, drawn);
  return picture(drawn, ending);
}

const gone = () => new Response(null, { status: 404, headers: { "cache-control": "public, max-age=60" } });
