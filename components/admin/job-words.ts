import { registry, translator, type Locale } from "@/messages";
import type { Run } from "@/shop/operations/model";

const known = <T extends object>(words: T, name: string): name is keyof T & string => Object.hasOwn(words, name);

/** What a queue's job is called; one that has no name of its own bears the queue's. */
export function jobName(locale: Locale, queue: string): string {
  const { names } = registry[locale].web.jobs;
  return known(names, queue) ? names[queue] : queue;
}

/** What a run did: "3 carts, 1 link". */
export function resultWords(locale: Locale, { result }: Pick<Run, "result">): string {
  const t = translator(locale, "web.jobs");
  const { counts } = registry[locale].web.jobs;
  const said = Object.entries(result ?? {}).flatMap(([name, n]) => {
    if (typeof n !== "number") return [];
    if (n === 0) return [];
    return [known(counts, name) ? t(`counts.${name}`, { n }) : `${name}: ${n}`];
  });
  return said.length > 0 ? said.join(", ") : result === null ? t("nothing") : "";
}

export const reasonWords = (locale: Locale, reason: string | null): string =>
  reason === "lost" ? translator(locale, "web.jobs")("lost") : (reason ?? "");
