import "server-only";
import { genre, genres } from "@/app/_cache/catalogue";
import { paths } from "@/app/_server/paths";
import type { Locale } from "@/messages";
import { barGenres } from "./genres";

/** The link of the bar that a genre belongs below: its own, or that of the genre at the top of its branch. */
export async function barSection(locale: Locale, slug: string | undefined): Promise<string | undefined> {
  if (!slug) return undefined;
  const [found, tree] = await Promise.all([genre(locale, slug), genres(locale)]);
  const top = found?.ancestors[0]?.slug ?? slug;
  return barGenres(tree).some((each) => each.slug === top) ? paths.genre(locale, top) : undefined;
}
