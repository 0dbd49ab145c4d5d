import { z } from "zod";

/** RFC 5321, section 4.5.3.1: an address has 254 characters at most, what stands before the @ 64. */
const MOST = 254;
const MOST_LOCAL = 64;

/** A dot-atom of RFC 5322, section 3.2.3: no quotes, no comments, no letters beyond ASCII. */
const dotAtom = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** RFC 1035 and 5890: letters, digits and hyphens; two labels at least, the last no number. */
const hostName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** Scripts that one language writes together, and that nobody mistakes for Latin. */
const eastAsian = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}]$/u;
const scripts = [
  "Latin",
  "Cyrillic",
  "Greek",
  "Armenian",
  "Hebrew",
  "Arabic",
  "Devanagari",
  "Bengali",
  "Tamil",
  "Thai",
  "Georgian",
  "Ethiopic",
].map((name) => [name, new RegExp(`^\\p{Script=${name}}$`, "u")] as const);
const neutral = /^[\p{Script=Common}\p{Script=Inherited}]$/u;

const scriptOf = (letter: string): string =>
  eastAsian.test(letter) ? "EastAsian" : (scripts.find(([, script]) => script.test(letter))?.[0] ?? "other");

const scriptsIn = (text: string): Set<string> => new Set([...text].filter((c) => !neutral.test(c)).map(scriptOf));

/** One script a label; beside Latin labels only such as cannot be mistaken for them (after Unicode UTS 39). */
function isUnmistakable(domain: string): boolean {
  const labels = domain.split(".").map(scriptsIn);
  if (labels.some((label) => label.size > 1)) return false;
  const all = new Set(labels.flatMap((label) => [...label]));
  return !all.has("other") && (all.size <= 1 || (all.size === 2 && all.has("Latin") && all.has("EastAsian")));
}

/** The name as DNS knows it (IDNA, UTS 46); null where it is none. */
function asciiDomain(domain: string): string | null {
  if (/[^\p{L}\p{M}\p{N}.\u3002-]/u.test(domain)) return null;
  const url = `http://${domain}/`;
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  return hostName.test(host) ? host : null;
}

/**
 * An e-mail address in the one form that it is stored and compared in: trimmed, lower case, NFC, the domain as DNS knows it.
 * Refused with the message `EMAIL_UNUSABLE`: a quoted part before the @, letters there beyond ASCII, and domains that mix
 * scripts, since one address must not look like another.
 */
export const emailInput = z
  .string()
  .trim()
  .max(MOST)
  .transform((typed, issues): string => {
    const text = typed.normalize("NFC").toLowerCase();
    const at = text.lastIndexOf("@");
    const [local, domain] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
    const unusable =
      at > 0 && domain !== "" && (local.startsWith('"') || /[^\u0000-\u007f]/.test(local) || !isUnmistakable(domain));
    const ascii = asciiDomain(domain);
    const address = `${local}@${ascii ?? ""}`;
    if (!unusable && at > 0 && ascii && local.length <= MOST_LOCAL && dotAtom.test(local) && address.length <= MOST) {
      return address;
    }
    // goes on, so that whoever has more to mend hears of all of it at once
    issues.addIssue({ code: "custom", message: unusable ? "EMAIL_UNUSABLE" : "email", continue: true });
    return z.NEVER;
  });
