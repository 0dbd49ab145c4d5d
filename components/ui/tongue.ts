import { languageOfText } from "../../shop/_kernel/text-language.ts";

/**
 * `lang` for what a page says in another language than its own (WCAG 3.1.2): titles and blurbs stay in the language of the
 * book. Nothing where it is the page's language. A title within a sentence of ours is a name, and belongs to the sentence.
 */
export const tongue = (language: string | null, locale: string): string | undefined =>
  language === null || language.split("-")[0] === locale ? undefined : language;

/** The same for a text whose language nobody wrote down. */
export const tongueOf = (text: string, locale: string): string | undefined => tongue(languageOfText(text), locale);
