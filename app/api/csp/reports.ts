import { z } from "zod";
import { loggable } from "../../_server/places.ts";

/** Content-Security-Policy reports as browsers send them (CSP 3 §5), in the old form and the new one, freed of who sent them. */

const short = z.string().max(4_000);

const legacy = z.object({
  "csp-report": z.object({
    "document-uri": short.optional(),
    "blocked-uri": short.optional(),
    "effective-directive": short.optional(),
    "violated-directive": short.optional(),
  }),
});
const modern = z
  .array(
    z.object({
      type: short,
      body: z.object({
        documentURL: short.optional(),
        blockedURL: short.optional(),
        effectiveDirective: short.optional(),
      }),
    }),
  )
  .max(20);

export interface Violation {
  /** The page, as a log may show it. */
  page: string;
  /** `inline`, `eval`, `data`, or the site that something was to come from, without its path. */
  blocked: string;
  directive: string;
}

const keyword = /^[a-z-]{1,40}$/;

function site(blocked: string | undefined): string {
  if (!blocked) return "unknown";
  if (keyword.test(blocked)) return blocked;
  if (!URL.canParse(blocked)) return "unknown";
  const { origin, protocol } = new URL(blocked);
  return origin === "null" ? protocol : origin;
}

const page = (address: string | undefined) =>
  address && URL.canParse(address) ? loggable(new URL(address).pathname).slice(0, 200) : "unknown";

const directive = (text: string | undefined) => {
  const [name = ""] = (text ?? "").split(" ", 1);
  return keyword.test(name) ? name : "unknown";
};

/** What a report tells, or null when it is none. */
export function readReport(text: string): Violation[] | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const old = legacy.safeParse(json);
  if (old.success) {
    const told = old.data["csp-report"];
    return [
      {
        page: page(told["document-uri"]),
        blocked: site(told["blocked-uri"]),
        directive: directive(told["effective-directive"] ?? told["violated-directive"]),
      },
    ];
  }
  const list = modern.safeParse(json);
  if (!list.success) return null;
  return list.data
    .filter(({ type }) => type === "csp-violation")
    .map(({ body }) => ({
      page: page(body.documentURL),
      blocked: site(body.blockedURL),
      directive: directive(body.effectiveDirective),
    }));
}
