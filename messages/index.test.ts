import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { shopErrorCodes } from "../shop/_kernel/codes.ts";
import { defaultLocale, locales, registry, translator } from "./index.ts";

type Tree = { readonly [key: string]: string | Tree };
type Part = ReturnType<IntlMessageFormat["getAst"]>[number];

const sentences = (tree: Tree, at = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[at + key, value]] : sentences(value, `${at}${key}.`),
  );

/** Names of a sentence's arguments and tags, e.g. ["copies", "<b>"]. Types 1 … 6 take a value, 8 is a tag. */
function argumentsOf(message: string, locale: string): string[] {
  const names = new Set<string>();
  const visit = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (!("value" in part)) continue;
      if (part.type >= 1 && part.type <= 6) names.add(String(part.value));
      if (part.type === 8) names.add(`<${String(part.value)}>`);
      if ("options" in part) for (const option of Object.values(part.options)) visit(option.value);
      if ("children" in part) visit(part.children);
    }
  };
  visit(new IntlMessageFormat(message, locale).getAst());
  return [...names].sort();
}

function differences(other: Tree, locale: string): string[] {
  const english = new Map(sentences(registry[defaultLocale]));
  const theirs = new Map(sentences(other));
  return [
    ...[...english.keys()].filter((key) => !theirs.has(key)).map((key) => `${key} is missing`),
    ...[...theirs].flatMap(([key, message]) => {
      const original = english.get(key);
      if (original === undefined) return [`${key} is unknown`];
      return String(argumentsOf(original, defaultLocale)) === String(argumentsOf(message, locale))
        ? []
        : [`${key} has other arguments`];
    }),
  ];
}

/** Words that are the same in both languages because they are names, or because German has taken them in. */
const names = [
  ...["Name", "Genres", "Mails"],
  ...["ISBN", "ISBN {isbn}", "Browser", "API", "Google", "GitHub", "Stripe", "Telegram", "Resend", "SMTP"],
];

const languages = Object.keys(registry) as (keyof typeof registry)[];
const others = languages.filter((language) => language !== defaultLocale);

/** Nothing to translate: only arguments, digits and signs. */
const isBare = (message: string) => !/\p{L}/u.test(message.replace(/\{[^{}]*\}|<[^<>]*>/g, ""));

describe("messages", () => {
  it.each(languages)("MSG-6 %s has the keys and arguments of English, and every sentence parses", (locale) => {
    expect(sentences(registry[locale]).length).toBeGreaterThan(100);
    expect(differences(registry[locale], locale)).toEqual([]);
  });

  it.each(others)("MSG-6 %s says everything in its own words, but for a short list of names", (locale) => {
    const english = new Map(sentences(registry[defaultLocale]));
    const same = sentences(registry[locale]).filter(
      ([key, message]) => english.get(key) === message && !isBare(message) && !names.includes(message),
    );
    expect(same).toEqual([]);
    const used = new Set(sentences(registry[locale]).map(([, message]) => message));
    expect(
      names.filter((name) => !used.has(name)),
      "no name is left over",
    ).toEqual([]);
    expect(names.length).toBeLessThan(20);
    expect(isBare("{quantity, number} × {title}")).toBe(true);
    expect(isBare("{count, plural, one {1 left} other {# left}}")).toBe(false);
  });

  it.each(others)("MSG-6 %s speaks politely and quotes in its own way", (locale) => {
    for (const [key, message] of sentences(registry[locale])) {
      expect(message, key).not.toMatch(/\b([Dd]u|[Dd]ein(e[mnrs]?)?|[Ee]uch|[Ee]uer)\b/);
      expect(message, key).not.toMatch(/[”"]/);
      expect(message.match(/„/g)?.length, key).toBe(message.match(/“/g)?.length);
    }
  });

  it("MSG-6 notices a missing key, an unknown one and a changed argument", () => {
    const { errors, ...rest } = registry[defaultLocale];
    const { NOT_FOUND: _left, ...others } = errors;
    const planted = { ...rest, errors: { ...others, FORBIDDEN: "{who} may not.", EXTRA: "?" } };
    expect(differences(planted, "de")).toEqual([
      "errors.NOT_FOUND is missing",
      "errors.FORBIDDEN has other arguments",
      "errors.EXTRA is unknown",
    ]);
    expect(() => argumentsOf("{copies, plural, one {# copy}}", "en")).toThrow();
  });

  it.each(languages)("MSG-6 %s keeps to the voice: no blame, no hurry, typographic apostrophes", (locale) => {
    for (const [key, message] of sentences(registry[locale])) {
      expect(message, key).not.toMatch(/oops|error occurred|invalid|!|'/i);
      expect(message, key).toBe(message.trim());
    }
  });

  it("MSG-6 has a sentence for every refusal", () => {
    for (const locale of locales) {
      const t = translator(locale, "errors");
      for (const code of shopErrorCodes) expect(t(code), `${locale} ${code}`).toMatch(/\p{L}\.$/u);
    }
  });

  it("MSG-6 fills in arguments and plurals, and throws where a value is missing", () => {
    const t = translator("en", "web.book");
    expect(t("availability.few", { copies: 1 })).toBe("1 copy left");
    expect(t("availability.few", { copies: 3 })).toBe("3 copies left");
    // @ts-expect-error the type asks for `copies`
    expect(() => t("availability.few")).toThrow();
  });
});
