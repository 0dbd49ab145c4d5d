import { defaultLocale, locales } from "../../messages/locales.ts";
import { pageNumber, prefixed, publicFeeds, publicFiles, publicPages } from "./places.ts";

/** A public answer as the listener may keep it: addresses that mean the same have the same `url`. */
export type PublicPlace = {
  url: string;
  /** A page of the router, which also asks for it without its document. */
  page: boolean;
  /** There are as many of these as people can type. */
  endless: boolean;
  /** How long it may be shown, where the answer itself does not say. */
  seconds?: number;
  /** What it depends on besides what is seen while it is made; null where every change may concern it. */
  tags: readonly string[] | null;
  /** Where to ask first whether there is anything. */
  lookup?: string;
};

type Kept = Omit<PublicPlace, "url" | "lookup"> & {
  path: RegExp;
  params: Readonly<Record<string, RegExp>>;
  /** There is a name in it: behind the language's prefix (empty for the default one), and before so many segments. */
  named?: { prefix: string; behind: number };
};

const whole = (pattern: string) => new RegExp(`^${pattern.replaceAll(".", "\\.").replace(/:\w+/g, "[^/]+")}$`);
const laterPage = new RegExp(`^(?:${pageNumber})$`);
/** What depends on which books there are, and not on the look of one. */
const lists = ["lists", "catalogue"];

/** Search results are made of queries that nothing announces: besides its tags, time ends them. */
const searchResults = {
  endless: true,
  seconds: 30,
  tags: lists,
  params: { q: /\S/, page: /^(?:[2-9]|[1-9]\d{1,3}|10000)$/ },
};
/** The shape of every name in an address, as the catalogue has it (tested). */
const slugShape = /^(?=.{1,120}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** What no name can be: all misshapen ones are the same nothing. */
const NO_SLUG = "-";

const files: Record<(typeof publicFiles)[number], Partial<Kept>> = {
  // what is no part of it is missing
  "/sitemap.xml": { tags: lists, params: { part: /^\S{1,10}$/ } },
  "/robots.txt": {},
  // it bears the shop's name
  "/manifest.webmanifest": { tags: ["settings"] },
  // the address changes with the picture; the one for previews also bears the shop's name
  "/covers/:file": { tags: ["settings"] },
};

const kept: Kept[] = [
  ...locales.flatMap((locale) =>
    publicPages.map(({ pattern, paged, ...more }) => ({
      path: whole(locale === defaultLocale ? pattern : prefixed(locale, pattern)),
      page: true,
      ...(pattern === "/search"
        ? searchResults
        : {
            endless: false,
            tags: [],
            params: {
              ...("sorted" in more && { sort: new RegExp(`^(?:${more.sorted.slice(1).join("|")})$`) }),
              ...(paged && { page: laterPage }),
            } as Kept["params"],
          }),
      ...(pattern.includes("/:slug") && {
        named: {
          prefix: locale === defaultLocale ? "" : `/${locale}`,
          behind: pattern.split("/").length - 1 - pattern.split("/").indexOf(":slug"),
        },
      }),
    })),
  ),
  ...locales.flatMap((locale) =>
    publicFeeds.map((pattern) => ({
      path: whole(locale === defaultLocale ? pattern : prefixed(locale, pattern)),
      page: false,
      endless: false,
      // one shows every price there is
      tags: pattern === "/feeds/products.xml" ? null : lists,
      params: {},
    })),
  ),
  ...publicFiles.map((pattern) => ({
    path: whole(pattern),
    page: false,
    endless: false,
    tags: [],
    params: {},
    ...files[pattern],
  })),
];

/**
 * The public place that an address means, or null where it is none. Of the query only what the page reads is left, in one
 * order, and an escaped letter is the letter: whatever else is typed leads to the same answer.
 */
export function publicPlace(address: string): PublicPlace | null {
  const [path = "", query = ""] = address.split("?", 2);
  let spelled: string;
  try {
    spelled = path
      .split("/")
      .map((segment) => encodeURIComponent(decodeURIComponent(segment)))
      .join("/");
  } catch {
    return null;
  }
  const found = kept.find((each) => each.path.test(spelled));
  if (!found) return null;
  const { params, path: _, named, ...place } = found;
  if (named !== undefined) {
    const segments = spelled.split("/");
    const at = segments.length - 1 - named.behind;
    const slug = segments[at] ?? "";
    const known = `${named.prefix}/known/${segments[at - 1] ?? ""}/`;
    if (!slugShape.test(slug)) {
      return { ...place, url: segments.with(at, NO_SLUG).join("/"), lookup: `${known}${NO_SLUG}` };
    }
    Object.assign(place, { lookup: `${known}${slug}` });
  }
  if (query === "") return { ...place, url: spelled };
  const given = new URLSearchParams(query);
  const read = Object.entries(params).flatMap(([name, meant]) => {
    const value = given.get(name)?.replace(/\s+/g, " ").trim() ?? "";
    return meant.test(value) ? [[name, value]] : [];
  });
  return { ...place, url: read.length > 0 ? `${spelled}?${new URLSearchParams(read)}` : spelled };
}
