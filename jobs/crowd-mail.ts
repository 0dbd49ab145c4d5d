import type { WrittenMail } from "../shop/outbox/index.ts";

/** What differs between the mails of a crowd: whom they greet, and where they are stopped. */
export interface Person {
  name: string;
  unsubscribeUrl: string;
}

/** Stand-ins that no name and no address can be. */
const nobody: Person = { name: "\u{e000}name\u{e001}", unsubscribeUrl: "https://unsubscribe.invalid/" };
const standIns = new RegExp(`${nobody.name}|${nobody.unsubscribeUrl.replaceAll(".", "\\.")}`, "g");

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** Few are alive at a time: one for each book, language and state of the book. */
const KEPT = 50;
const kept = new Map<string, Promise<WrittenMail>>();

/**
 * A mail that very many get with nothing but their name in it: it is drawn once for all of them, and the person is put in.
 * Drawing takes some ten milliseconds; a hundred thousand times that would keep a core busy for half an hour.
 */
export async function writeForOne(
  person: Person,
  facts: unknown,
  draw: (nobody: Person) => Promise<WrittenMail>,
): Promise<WrittenMail> {
  const key = JSON.stringify(facts);
  let drawn = kept.get(key);
  if (!drawn) {
    if (kept.size >= KEPT) kept.clear();
    drawn = draw(nobody);
    kept.set(key, drawn);
    drawn.catch(() => kept.delete(key));
  }
  const { subject, html, text } = await drawn;
  const put = (written: string, as: (text: string) => string) =>
    written.replace(standIns, (found) => as(found === nobody.name ? person.name : person.unsubscribeUrl));
  return { subject, html: put(html, escaped), text: put(text, (given) => given) };
}
