import { connection } from "next/server";
import { book, genre, movedTo, person } from "@/app/_cache/catalogue";
import { isLocale, type Locale } from "@/messages/locales";

type Find = (locale: Locale, slug: string) => Promise<object | string | null>;

const kinds: Record<string, { find: Find; moved: Parameters<typeof movedTo>[1] }> = {
  books: { find: book, moved: "book" },
  genres: { find: genre, moved: "genre" },
  authors: { find: person, moved: "contributor" },
};

/** For the listener: whether a page, or the address it moved to, is worth making. What is found is there when it is made. */
export async function GET(_: Request, { params }: { params: Promise<Record<"locale" | "kind" | "slug", string>> }) {
  await connection();
  const { locale, kind, slug } = await params;
  const known = kinds[kind];
  if (!known || !isLocale(locale)) return missing();
  return (await known.find(locale, slug)) || (await movedTo(locale, known.moved, slug))
    ? new Response(null, { status: 204, headers: { "cache-control": "no-store" } })
    : missing();
}

/** Lasts until something changes that it depends on. */
const missing = () => new Response(null, { status: 404, headers: { "cache-control": "s-maxage=31536000" } });
