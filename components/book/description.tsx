import type { Locale } from "@/messages";
import { tongueOf } from "../ui/tongue";

/** Paragraphs of a text. `label` names it where no heading stands above. */
export function Description({ text, locale, label }: { text: string; locale: Locale; label?: string }) {
  const lang = tongueOf(text, locale);
  return (
    <div className="prose mt-5" role={label && "group"} aria-label={label}>
      {text.split(/\n{2,}/).map((paragraph, i) => (
        <p key={i} lang={lang}>
          {paragraph}
        </p>
      ))}
    </div>
  );
}
