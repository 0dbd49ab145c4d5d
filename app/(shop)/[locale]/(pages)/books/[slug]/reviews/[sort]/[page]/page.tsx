import { notFound } from "next/navigation";
import { parsePage } from "@/shop/_kernel/pagination";
import { reviewSorts } from "@/shop/reviews/model";
import { ReviewsView, reviewsMetadata } from "../../view";

export const generateStaticParams = () => [];

type Props = PageProps<"/[locale]/books/[slug]/reviews/[sort]/[page]">;

/** `?sort=highest&page=2`; what is newest, first page, has an address of its own. */
async function asked({ params }: Props) {
  const { locale, slug, sort: given, page: number } = await params;
  const sort = reviewSorts.find((each) => each === given);
  const page = parsePage(number);
  if (!sort || page === null || (sort === "newest" && page < 2)) notFound();
  return { locale, slug, sort, page };
}

export async function generateMetadata(props: Props) {
  const { locale, slug, sort, page } = await asked(props);
  return reviewsMetadata(locale, slug, sort, page);
}

export default async function BookReviewsLaterPage(props: Props) {
  return <ReviewsView {...await asked(props)} />;
}
