import { z } from "zod";
import {
  bulkRemoveInput,
  deskReviewFilter,
  editReviewInput,
  postReviewInput,
  ratings,
  replyInput,
  reviewQuery,
} from "@/shop/reviews/model";
import { declare } from "../_rest/endpoint.ts";
import { pageFacts } from "./lists.ts";
import { stars } from "./stars.ts";

const moment = z.iso.datetime();
const params = z.object({ id: z.uuid() });

const review = z.object({
  id: z.uuid(),
  bookId: z.uuid(),
  rating: z.literal(ratings),
  text: z.string().nullable(),
  author: z.string(),
  /** An order with the book stands behind it. */
  verified: z.boolean(),
  postedAt: moment,
  editedAt: moment.nullable(),
  reply: z.object({ text: z.string(), by: z.string(), at: moment }).nullable(),
});

/** Reviews of a book, with its stars: from running sums, so that they are those of this moment. */
export const listBookReviews = declare({
  name: "listBookReviews",
  method: "GET",
  path: "/api/v1/books/{id}/reviews",
  caller: "anyone",
  params,
  query: reviewQuery,
  answer: {
    status: 200,
    schema: z.object({
      ...stars,
      /** How many gave one star, two, … */
      histogram: z.array(z.number().int()).length(5),
      items: z.array(review),
      ...pageFacts,
    }),
  },
  refusals: ["NOT_FOUND"],
});

export const createReview = declare({
  name: "createReview",
  method: "POST",
  path: "/api/v1/books/{id}/reviews",
  caller: "person",
  params,
  body: postReviewInput,
  answer: { status: 201, schema: review },
  refusals: ["NOT_PURCHASED", "DUPLICATE_REVIEW"],
  limit: { rule: "review" },
});

export const readReview = declare({
  name: "readReview",
  method: "GET",
  path: "/api/v1/reviews/{id}",
  caller: "anyone",
  params,
  answer: { status: 200, schema: review },
  refusals: ["NOT_FOUND"],
});

/** What is left out stays as it is; a text of null is cleared. */
export const changeReview = declare({
  name: "changeReview",
  method: "PATCH",
  path: "/api/v1/reviews/{id}",
  caller: "person",
  params,
  body: editReviewInput,
  answer: { status: 200, schema: review },
  refusals: ["NOT_FOUND", "NOT_REVIEW_OWNER"],
  limit: { rule: "review" },
});

/** One's own; staff may delete anybody's. */
export const removeReview = declare({
  name: "removeReview",
  method: "DELETE",
  path: "/api/v1/reviews/{id}",
  caller: "person",
  params,
  answer: { status: 204 },
  refusals: ["NOT_FOUND", "NOT_REVIEW_OWNER"],
});

export const moderateReviews = declare({
  name: "moderateReviews",
  method: "GET",
  path: "/api/v1/admin/reviews",
  caller: { permission: "reviews.manage" },
  query: deskReviewFilter,
  answer: {
    status: 200,
    schema: z.object({
      items: z.array(review.extend({ title: z.string(), userId: z.uuid().nullable(), orderId: z.uuid().nullable() })),
      ...pageFacts,
    }),
  },
  refusals: [],
});

/** Removes what is there of them, and says how many that were and how many were not. */
export const removeManyReviews = declare({
  name: "removeManyReviews",
  method: "POST",
  path: "/api/v1/admin/reviews/bulk-delete",
  caller: { permission: "reviews.manage" },
  body: bulkRemoveInput,
  answer: { status: 200, schema: z.object({ removed: z.number().int(), missing: z.number().int() }) },
  refusals: [],
});

export const answerReview = declare({
  name: "answerReview",
  method: "PUT",
  path: "/api/v1/admin/reviews/{id}/reply",
  caller: { permission: "reviews.manage" },
  params,
  body: z.object({ text: replyInput }),
  answer: { status: 204 },
  refusals: ["NOT_FOUND"],
});

export const withdrawAnswer = declare({
  name: "withdrawAnswer",
  method: "DELETE",
  path: "/api/v1/admin/reviews/{id}/reply",
  caller: { permission: "reviews.manage" },
  params,
  answer: { status: 204 },
  refusals: ["NOT_FOUND"],
});
