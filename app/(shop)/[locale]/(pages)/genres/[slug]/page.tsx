import { GenreView, genreMetadata } from "./view";

export const generateStaticParams = () => [];

export async function generateMetadata({ params }: PageProps<"/[locale]/genres/[slug]">) {
  const { locale, slug } = await params;
  return genreMetadata(locale, slug, 1);
}

export default async function GenrePage({ params }: PageProps<"/[locale]/genres/[slug]">) {
  const { locale, slug } = await params;
  return <GenreView locale={locale} slug={slug} page={1} />;
}
