import { z } from "zod";
import { noRating, type BookRating } from "@/shop/reviews/model";

/** What every answer says of a book's reviews (REV-3). */
export const stars = {
  /** One decimal; null without reviews. */
  avg_rating: z.number().nullable(),
  review_count: z.number().int(),
};

export const starsOf = ({ average, count }: BookRating = noRating) => ({ avg_rating: average, review_count: count });
