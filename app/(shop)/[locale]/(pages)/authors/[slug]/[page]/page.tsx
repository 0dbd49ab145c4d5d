import { notFound } from "next/navigation";
import { parsePage } from "@/shop/_kernel/pagination";
import { PersonView, personMetadata } from "../view";

export const generateStaticParams = () => [];

type Props = PageProps<"/[locale]/authors/[slug]/[page]">;

/** `?page=2` and on; the first page has an address of its own. */
async function asked({ params }: Props) {
  const { locale, slug, page: given } = await params;
  const page = parsePage(given);
  if (page === null || page < 2) notFound();
  return { locale, slug, page };
}

export async function generateMetadata(props: Props) {
  const { locale, slug, page } = await asked(props);
  return personMetadata(locale, slug, page);
}

export default async function PersonLaterPage(props: Props) {
  return <PersonView {...await asked(props)} />;
}
