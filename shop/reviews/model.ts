import { z } from "zod";

export const ratings = [1, 2, 3, 4, 5] as const;
export type Rating = (typeof ratings)[number];

export const MOST_TEXT = 5_000;
export const MOST_REPLY = 2_000;

/** What no text of a reader needs: control characters, and marks that turn the direction of what stands around them. */
const unwanted =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/**
 * Plain text as it is kept: composed letters, line breaks of one kind and at most two in a row, nothing unseen. Angle brackets
 * stay what they are: text is never read as anything else.
 */
export const plainText = (given: string): string =>
  given
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/[\t\u2028\u2029]/g, " ")
    .replace(unwanted, "")
    .replace(/[^\S\n]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

const words = (most: number) =>
  z
    .string()
    .max(most * 2)
    .transform(plainText)
    .pipe(z.string().max(most));

/** An empty text is none. */
const reviewText = words(MOST_TEXT).transform((text) => text || null);
const rating = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^[1-5]$/)
      .transform(Number),
  ])
  .pipe(z.literal(ratings));

export const postReviewInput = z.object({ rating, text: reviewText.nullish().transform((text) => text ?? null) });
export type PostReviewInput = z.output<typeof postReviewInput>;

/** What is left out stays as it is; a text of null is cleared (REV-5). */
export const editReviewInput = z
  .object({ rating: rating.optional(), text: reviewText.nullable().optional() })
  .refine((change) => change.rating !== undefined || change.text !== undefined);
export type EditReviewInput = z.output<typeof editReviewInput>;

export const replyInput = words(MOST_REPLY).pipe(z.string().min(1));

/** A book's stars: how many reviews, their average to one decimal, and how many gave one star, two, … */
export interface BookRating {
  count: number;
  /** Null without reviews. */
  average: number | null;
  histogram: readonly [number, number, number, number, number];
}

export const noRating: BookRating = { count: 0, average: null, histogram: [0, 0, 0, 0, 0] };

/** 4.25 is 4.3: half up, counted in whole numbers so that no binary fraction decides. */
export const averageOf = (sum: number, count: number): number | null =>
  count === 0 ? null : Math.floor((sum * 20 + count) / (count * 2)) / 10;

/** A review as anybody sees it; times in ISO 8601. */
export interface ReviewView {
  id: string;
  rating: Rating;
  text: string | null;
  author: string;
  verified: boolean;
  postedAt: string;
  editedAt: string | null;
  reply: { text: string; by: string; at: string } | null;
}

/** One review with its book. */
export interface ReviewWithBook extends ReviewView {
  bookId: string;
}

export const reviewSorts = ["newest", "highest", "lowest"] as const;
export type ReviewSort = (typeof reviewSorts)[number];
export const REVIEWS_PER_PAGE = 10;
/** How many stand on the book's own page. */
export const REVIEWS_UPFRONT = 3;

export const reviewQuery = z.object({
  sort: z.enum(reviewSorts).default("newest"),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** A book that somebody may review, or has. */
export interface Reviewable {
  bookId: string;
  review: ReviewView | null;
}

export const deskReviewSorts = ["date", "rating"] as const;
export type DeskReviewSort = (typeof deskReviewSorts)[number];
export const DESK_REVIEWS_PER_PAGE = 25;

/** The moderation desk's filters, as its URL carries them (REV-4): each narrows the others. */
export const deskReviewFilter = z.object({
  book: z.uuid().optional(),
  user: z.uuid().optional(),
  least: z.coerce.number().int().min(1).max(5).optional(),
  most: z.coerce.number().int().min(1).max(5).optional(),
  text: z.string().trim().min(1).max(120).optional(),
  sort: z.enum(deskReviewSorts).default("date"),
  direction: z.enum(["asc", "desc"]).default("desc"),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export type DeskReviewFilter = z.output<typeof deskReviewFilter>;

export interface DeskReview extends ReviewWithBook {
  /** Of the book, in `language`. */
  title: string;
  language: string | null;
  userId: string | null;
  orderId: string | null;
}

export const MOST_AT_ONCE = 200;
export const bulkRemoveInput = z.object({ ids: z.array(z.uuid()).min(1).max(MOST_AT_ONCE) });

/** A review's link opens for so many days after the mail that carries it. */
export const LINK_DAYS = 90;
