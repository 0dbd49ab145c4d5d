import { ReviewsView, reviewsMetadata } from "./view";

export const generateStaticParams = () => [];

export async function generateMetadata({ params }: PageProps<"/[locale]/books/[slug]/reviews">) {
  const { locale, slug } = await params;
  return reviewsMetadata(locale, slug, "newest", 1);
}

export default async function BookReviewsPage({ params }: PageProps<"/[locale]/books/[slug]/reviews">) {
  const { locale, slug } = await params;
  return <ReviewsView locale={locale} slug={slug} sort="newest" page={1} />;
}
