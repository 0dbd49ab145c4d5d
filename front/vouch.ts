import { createHash } from "node:crypto";

/**
 * Which inline scripts of a page may run. Hashing whatever stands in it would bless a script that somebody smuggled into a
 * text; so each must be one that Next is known to write, where Next writes it.
 */

/** Data for hydration and the list of chunks: calls whose one argument is pure JSON. */
const data =
  /^(?:self\.__next_f|\(globalThis\["TURBOPACK"\] \|\| \(globalThis\["TURBOPACK"\] = \[\]\)\))\.push\(([[{].*[\]}])\);?$/s;
const constants = new Set([
  "(self.__next_f=self.__next_f||[]).push([0])",
  "requestAnimationFrame(function(){$RT=performance.now()});",
]);
/** Our own files, by the names that the build gives them. */
const ownFile = /\ssrc="\/(?:_next\/static\/[\w./~-]+|theme\.js)"/;
/** Facts for search engines: no browser runs them. */
const inert = /\stype="application\/ld\+json"/;

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const isNexts = (script: string) => constants.has(script) || isJson(data.exec(script)?.[1] ?? "");

export type Vouched = { hashes: string[] } | { refused: string };

/** The hashes of a page's inline scripts; or the first script, of any kind, that nobody vouches for. */
export function vouch(html: string): Vouched {
  const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)];
  const opened = html.match(/<script/gi)?.length ?? 0;
  if (opened !== scripts.length) return { refused: `${opened - scripts.length} scripts that never end` };

  // Next's stand at the very end, one after the other: nothing that a page shows comes after them.
  const end = "</body></html>";
  let tail = html.endsWith(end) ? html.length - end.length : Infinity;
  for (const { index, 0: whole } of scripts.toReversed()) if (index + whole.length === tail) tail = index;

  const hashes = new Set<string>();
  for (const { index, 0: whole, 1: attributes = "", 2: body = "" } of scripts) {
    if (/\ssrc\b/i.test(attributes)) {
      if (!ownFile.test(attributes) || body !== "") return { refused: whole };
    } else if (inert.test(attributes)) {
      if (!isJson(body)) return { refused: whole };
    } else {
      if (index < tail || !isNexts(body)) return { refused: whole };
      hashes.add(`'sha256-${createHash("sha256").update(body).digest("base64")}'`);
    }
  }
  return { hashes: [...hashes] };
}

/** The strict policy that the page came with, and these scripts besides. Null where it came with none that could take them. */
export function policyWith(hashes: readonly string[], policy: unknown): string | null {
  const strict = "script-src 'self'";
  if (typeof policy !== "string" || !policy.split("; ").includes(strict)) return null;
  return hashes.length === 0 ? policy : policy.replace(strict, `${strict} ${hashes.join(" ")}`);
}
