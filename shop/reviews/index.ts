export {
  deleteGuestReview,
  deleteReview,
  editGuestReview,
  editReview,
  postGuestReview,
  postReview,
  type PostRefusal,
} from "./write-review.ts";
export { getDeskReview, listDeskReviews, removeReviews, replyToReview } from "./moderate.ts";
export {
  countPersonalReviews,
  findGuestReviewable,
  findReviewable,
  getRating,
  getReview,
  listPersonalReviews,
  listRatings,
  listReviewable,
  listReviews,
} from "./read-reviews.ts";
export { claimReviews, forgetGuests, forgetReviewer, grantReviews, type Grant } from "./rights.ts";
export { ensureReviewLink } from "./links.ts";
export { inviteReviewers, noteArrival, readInvitation } from "./invite.ts";
