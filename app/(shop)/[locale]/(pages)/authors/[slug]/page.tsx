import { PersonView, personMetadata } from "./view";

export const generateStaticParams = () => [];

export async function generateMetadata({ params }: PageProps<"/[locale]/authors/[slug]">) {
  const { locale, slug } = await params;
  return personMetadata(locale, slug, 1);
}

export default async function PersonPage({ params }: PageProps<"/[locale]/authors/[slug]">) {
  const { locale, slug } = await params;
  return <PersonView locale={locale} slug={slug} page={1} />;
}
