import { createHash } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { promisify } from "node:util";
import zlib from "node:zlib";
import { ASK_AGAIN } from "./answer.ts";
import { encodingFor, type Encoding } from "./encoding.ts";
import type { Keepable } from "./keep.ts";

/** What the renderer answered. */
export interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
  /** What it was made of; null where that was not seen. */
  tags: readonly string[] | null;
}

type Form = { body: Buffer; headers: string[] };

/** An answer in every form in which it may be asked for. */
export interface KeptAnswer extends Keepable {
  status: number;
  /** Whoever would read it as a page gets the body of a refusal instead of its own. */
  refusal: boolean;
  etag: string;
  /** What the renderer called this version: asked for by it, it may say that it still holds. */
  version: string | undefined;
  forms: Partial<Record<Encoding, Form>> & { identity: Form };
  /** Head of an answer without a body. */
  bare: string[];
}

/** What an answer says of how long it lasts, in milliseconds; nothing where it is not for everyone. */
export function lifetime(headers: OutgoingHttpHeaders): { fresh: number; stale: number } {
  const control = String(headers["cache-control"] ?? "");
  const seconds = (name: string) => Number(new RegExp(`(?:^|[\\s,])${name}=(\\d+)`).exec(control)?.[1] ?? 0);
  if (/\b(?:private|no-store|no-cache)\b/.test(control)) return { fresh: 0, stale: 0 };
  const shared = /\bs-maxage=/.test(control)
    ? seconds("s-maxage")
    : /\bpublic\b/.test(control)
      ? seconds("max-age")
      : 0;
  return { fresh: shared * 1_000, stale: seconds("stale-while-revalidate") * 1_000 };
}

/** Said of one connection, one moment or the renderer's own store. */
const notKept = new Set([
  ...["connection", "keep-alive", "transfer-encoding", "content-length", "date", "etag", "set-cookie"],
  ...["x-nextjs-cache", "x-nextjs-prerender", "x-request-id"],
]);

const text = /^(?:text\/|image\/svg\+xml|application\/(?:[\w.-]+\+)?(?:json|xml)\b)/;
const compressors: [Exclude<Encoding, "identity">, (body: Buffer) => Promise<Buffer>][] = [
  [
    "br",
    (body) =>
      promisify(zlib.brotliCompress)(body, {
        params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: body.length },
      }),
  ],
  ["gzip", promisify<Buffer, Buffer>(zlib.gzip)],
];

/** As `writeHead` takes them fastest: names and values in turn. Next says some twice, and one `location` is enough. */
const flat = (headers: OutgoingHttpHeaders) =>
  Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [name, [...new Set([value].flat())].join(", ")],
  );

/** Makes every form of an answer. `more` are headers of the listener's own. */
export async function keepAnswer(
  { status, headers, body, tags }: Answer,
  { more, ...kind }: Pick<KeptAnswer, "shelf" | "fresh" | "stale" | "refusal"> & { more?: OutgoingHttpHeaders },
): Promise<KeptAnswer> {
  const common = Object.fromEntries(Object.entries(headers).filter(([name]) => !notKept.has(name)));
  Object.assign(common, more);
  // Ours is the only cache that hears of changes.
  if (!/^public, max-age=\d/.test(String(common["cache-control"]))) common["cache-control"] = ASK_AGAIN;

  const worthwhile = body.length > 500 && text.test(String(headers["content-type"] ?? ""));
  const squeezed = worthwhile
    ? await Promise.all(compressors.map(async ([encoding, squeeze]) => [encoding, await squeeze(body)] as const))
    : [];
  if (worthwhile && !/\baccept-encoding\b/i.test(String(common.vary ?? ""))) {
    common.vary = [common.vary, "Accept-Encoding"].filter(Boolean).join(", ");
  }
  // Weak, because one name stands for all forms; the head is part of it, since a 304 leaves the old one in place.
  const digest = createHash("sha256").update(body).update(JSON.stringify(common)).digest("base64url").slice(0, 22);
  common.etag = `W/"${digest}"`;

  const form = (bytes: Buffer, encoding?: string): Form => ({
    body: bytes,
    headers: flat({ ...common, ...(encoding && { "content-encoding": encoding }), "content-length": bytes.length }),
  });
  const forms: KeptAnswer["forms"] = { identity: form(body) };
  for (const [encoding, bytes] of squeezed) if (bytes.length < body.length) forms[encoding] = form(bytes, encoding);
  const { "content-type": _, ...bare } = common;
  return {
    ...kind,
    status,
    tags,
    etag: common.etag,
    version: headers.etag === undefined ? undefined : String(headers.etag),
    forms,
    bare: flat(bare),
    size: 4_096 + Object.values(forms).reduce((sum, { body: { length } }) => sum + length, 0),
  };
}

/** Weak comparison, as RFC 9110 asks for here. */
const isKnown = (known: string | undefined, etag: string) =>
  known !== undefined &&
  (known === etag ||
    known.split(",").some((each) => each.trim() === "*" || each.trim().replace(/^W\//, "") === etag.slice(2)));

/** Sends it in the form that is asked for. `own` are headers of this one answer. */
export function sendKept(kept: KeptAnswer, request: IncomingMessage, response: ServerResponse, own: string[]): void {
  const { "if-none-match": known, "accept-encoding": accepted } = request.headers;
  if (kept.status === 200 && isKnown(known, kept.etag)) {
    response.writeHead(304, [...own, ...kept.bare]).end();
    return;
  }
  const { body, headers } = kept.forms[encodingFor(accepted, kept.forms)] ?? kept.forms.identity;
  response.writeHead(kept.status, [...own, ...headers]);
  if (request.method === "HEAD") response.end();
  else response.end(body);
}
