import { element, XML_HEAD, xmlText } from "../../../_server/xml.ts";

export interface AtomEntry {
  /** A UUID. */
  id: string;
  title: string;
  /** Where they are in another language than the feed. */
  titleLang?: string;
  summaryLang?: string;
  url: string;
  authors: readonly string[];
  categories: readonly string[];
  summary: string;
  /** RFC 3339. */
  published: string;
}

export interface AtomFeed {
  title: string;
  /** Address of the feed itself, which is its id as well. */
  self: string;
  /** The page that shows the same. */
  page: string;
  lang: string;
  /** Who speaks where an entry names no author. */
  author: string;
}

/** Nothing has happened yet: the RFC wants a moment all the same. */
const NEVER = "1970-01-01T00:00:00.000Z";

const link = (rel: string, type: string, href: string) => `<link rel="${rel}" type="${type}" href="${xmlText(href)}"/>`;
const person = (name: string) => `<author>${element("name", name)}</author>`;

/** The Atom Syndication Format (RFC 4287), newest entry first. */
export function atom(feed: AtomFeed, entries: readonly AtomEntry[]): string {
  const updated = entries.map(({ published }) => published).reduce((a, b) => (a > b ? a : b), NEVER);
  const lines = entries.map((entry) =>
    [
      "<entry>",
      element("id", `urn:uuid:${entry.id}`),
      element("title", entry.title, entry.titleLang),
      element("published", entry.published),
      element("updated", entry.published),
      link("alternate", "text/html", entry.url),
      ...entry.authors.map(person),
      ...entry.categories.map((term) => `<category term="${xmlText(term)}"/>`),
      element("summary", entry.summary, entry.summaryLang),
      "</entry>\n",
    ].join(""),
  );
  return [
    XML_HEAD,
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xmlText(feed.lang)}">\n`,
    element("id", feed.self),
    element("title", feed.title),
    element("updated", updated),
    person(feed.author),
    link("self", "application/atom+xml", feed.self),
    `${link("alternate", "text/html", feed.page)}\n`,
    ...lines,
    "</feed>\n",
  ].join("");
}
