import { notFound } from "next/navigation";
import { parsePage } from "@/shop/_kernel/pagination";
import { GenreView, genreMetadata } from "../view";

export const generateStaticParams = () => [];

type Props = PageProps<"/[locale]/genres/[slug]/[page]">;

/** `?page=2` and on; the first page has an address of its own. */
async function asked({ params }: Props) {
  const { locale, slug, page: given } = await params;
  const page = parsePage(given);
  if (page === null || page < 2) notFound();
  return { locale, slug, page };
}

export async function generateMetadata(props: Props) {
  const { locale, slug, page } = await asked(props);
  return genreMetadata(locale, slug, page);
}

export default async function GenreLaterPage(props: Props) {
  return <GenreView {...await asked(props)} />;
}
