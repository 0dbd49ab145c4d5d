import type { IncomingMessage } from "node:http";
import { publicPlace, type PublicPlace } from "../app/_server/public-place.ts";
import { log } from "../log/index.ts";
import { Keep } from "./keep.ts";
import { keepAnswer, lifetime, type Answer, type KeptAnswer } from "./kept-answer.ts";
import { TooOften, type Admit } from "./too-often.ts";
import { policyWith, vouch } from "./vouch.ts";

/**
 * Public answers, made for nobody in particular, kept whole, and served before Next is entered. What is not on the list of
 * public places is none of its business.
 */

/** Asks Next as an anonymous stranger would: whatever is not in `headers` does not reach it. */
export type Render = (url: string, headers: Record<string, string>) => Promise<Answer>;

/** Shares of the memory: what people can make up never drives out the pages of the shop. */
const shares = { pages: 13 / 16, endless: 2 / 16, missing: 1 / 16 };

const MOST_PLACES = 5_000;

const isHtml = ({ headers }: Answer) => String(headers["content-type"] ?? "").startsWith("text/html");

/** A refusal is kept without its body, which bears the id of each request (see `refusals.ts`). */
const isRefusal = (answer: Answer) => answer.status >= 400 && (isHtml(answer) || !answer.headers["content-type"]);

export class Pages {
  readonly #render: Render;
  readonly #admit: Admit;
  readonly #keep: Keep<KeptAnswer>;
  /** Reading an address costs as much as all else of a hit. */
  readonly #places = new Map<string, PublicPlace | null>();
  /** For the metrics: how requests for public places were answered, and what came of what was made for them. */
  readonly counts = { hit: 0, miss: 0, made: 0, confirmed: 0, nothing: 0, unvouched: 0, unkept: 0, purged: 0 };

  /** `admit` is asked before anything endless is made. */
  constructor(render: Render, megabytes: number, now?: () => number, admit: Admit = async () => {}) {
    this.#render = render;
    this.#admit = admit;
    const bytes = Object.entries(shares).map(([shelf, share]) => [shelf, megabytes * 1024 * 1024 * share]);
    this.#keep = new Keep(Object.fromEntries(bytes) as Record<string, number>, now);
  }

  purge(tag?: string, within?: number): void {
    this.counts.purged++;
    this.#keep.purge(tag, within);
  }

  figures() {
    return { ...this.counts, addresses: this.#places.size, shelves: this.#keep.figures() };
  }

  /**
   * The answer to a request for a public place: kept, or about to be made. Null for every other request. Rejects with `TooOften`
   * where it is endless and `address` has asked for more than may be made.
   */
  find(request: IncomingMessage, address: () => string = () => ""): KeptAnswer | Promise<KeptAnswer> | null {
    const place = this.#asksFor(request);
    const headers = place && whatIsAsked(request, place);
    if (!headers) return null;
    const found = this.#get(place, headers, address);
    this.counts[found instanceof Promise ? "miss" : "hit"]++;
    return found;
  }

  /**
   * Whether what is not kept at all, the router's data of an endless place, may be made for whoever asks; null for every other
   * request. Rejects with `TooOften`.
   */
  admits(request: IncomingMessage, address: () => string): Promise<void> | null {
    const place = this.#asksFor(request);
    return place?.endless && !whatIsAsked(request, place) ? this.#admit(address()) : null;
  }

  #asksFor({ method, url }: IncomingMessage): PublicPlace | null {
    return method === "GET" || method === "HEAD" ? this.#placeOf(url ?? "/") : null;
  }

  #get(place: PublicPlace, headers: Record<string, string>, address: () => string): KeptAnswer | Promise<KeptAnswer> {
    // by name, so that one header never passes for another
    const key = `${place.url} ${JSON.stringify(headers)}`;
    if (!place.endless) return this.#keep.get(key, (before) => this.#make(place, headers, before));
    const found = this.#keep.get(key, async (before) => {
      await this.#admit(address());
      return this.#make(place, headers, before);
    });
    if (!(found instanceof Promise)) return found;
    return found.catch((error: unknown) => {
      // somebody else had asked for it first, and was refused
      if (error instanceof TooOften && error.address !== address()) return this.#get(place, headers, address);
      throw error;
    });
  }

  #placeOf(address: string): PublicPlace | null {
    let place = this.#places.get(address);
    if (place === undefined) {
      place = publicPlace(address);
      if (this.#places.size >= MOST_PLACES) this.#places.clear();
      if (address.length <= 200) this.#places.set(address, place);
    }
    return place;
  }

  async #make(place: PublicPlace, asked: Record<string, string>, before?: KeptAnswer): Promise<KeptAnswer> {
    const known: Record<string, string> = before?.version ? { "if-none-match": before.version } : {};
    // the router asks for what it has seen a link to, and a page that was there most likely still is
    const doubtful = place.lookup && !asked.rsc && before?.status !== 200;
    const nothing = doubtful ? await this.#nothing(place.lookup ?? "") : null;
    const answer = nothing ?? (await this.#render(place.url, { ...asked, ...known }));
    // a file names all that it depends on; of a page whose tags were not seen, nothing is known
    const unknown = place.tags === null || (answer.tags === null && place.page);
    // what is not there may come with any list
    const more = (answer.status === 304 ? before?.status : answer.status) === 404 ? ["lists"] : [];
    const tags = unknown ? null : [...new Set([...(answer.tags ?? []), ...(place.tags ?? []), ...more])];
    if (answer.status === 304 && before) {
      this.counts.confirmed++;
      return { ...before, tags };
    }
    this.counts[nothing ? "nothing" : "made"]++;
    const { headers, status } = answer;
    const { fresh, stale } = place.seconds ? { fresh: place.seconds * 1_000, stale: 0 } : lifetime(headers);
    const keepable = (status === 200 || status === 404) && !headers["set-cookie"];
    if (headers["set-cookie"]) log.error({ path: place.url }, "a public answer sets a cookie: not sent, not kept");
    const refusal = isRefusal(answer);
    const policy = isHtml(answer) && !refusal ? this.#policy(answer, place) : {};
    if (!keepable || !policy || fresh === 0) this.counts.unkept++;
    return keepAnswer(
      { ...answer, tags, ...(refusal && { body: Buffer.alloc(0) }) },
      {
        refusal,
        shelf: status === 404 ? "missing" : place.endless ? "endless" : "pages",
        fresh: keepable && policy ? fresh : 0,
        stale,
        ...(policy && { more: policy }),
      },
    );
  }

  /** The answer where a name leads nowhere: to look it up costs a small part of what a page of nothing does. */
  async #nothing(lookup: string): Promise<Answer | null> {
    const found = await this.#render(lookup, {});
    return found.status === 404 ? found : null;
  }

  /** The policy under which its scripts run; null when one of them must not, and then none does. */
  #policy({ body, headers }: Answer, { url }: PublicPlace): Record<string, string> | null {
    const vouched = vouch(body.toString());
    const policy = "hashes" in vouched && policyWith(vouched.hashes, headers["content-security-policy"]);
    if (policy) return { "content-security-policy": policy };
    this.counts.unvouched++;
    const script = "refused" in vouched ? vouched.refused.slice(0, 120) : "the page has no policy";
    log.error(
      { path: url.split("?", 1)[0], script },
      "a script that nobody vouches for: it does not run, the page is not kept",
    );
    return null;
  }
}

/** What of the request's headers the answer depends on; null where it may depend on more. */
function whatIsAsked({ headers }: IncomingMessage, { page, endless }: PublicPlace): Record<string, string> | null {
  if (headers.rsc === undefined) return page ? { accept: "text/html" } : {};
  // The router asks for the data of a page; of an endless one it wants only what it does not have yet.
  if (headers.rsc !== "1" || !page || endless) return null;
  const { "next-router-prefetch": prefetch, "next-router-segment-prefetch": segment } = headers;
  if (prefetch !== undefined && !/^[1-3]$/.test(String(prefetch))) return null;
  // A segment is asked for ahead of a click only: of anything else Next sends the whole page, and there is no end of names.
  if (segment !== undefined && prefetch !== "1") return null;
  return {
    rsc: "1",
    ...(prefetch !== undefined && { "next-router-prefetch": String(prefetch) }),
    ...(segment !== undefined && { "next-router-segment-prefetch": String(segment) }),
  };
}
