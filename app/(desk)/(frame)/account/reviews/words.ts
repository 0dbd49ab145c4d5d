import type { Explain } from "@/app/_server/action";
import type { ReviewWords } from "@/components/review/review-form";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { z } from "zod";
import { postReviewInput } from "@/shop/reviews/model";

/** What the form for a review says, for a new one or one that is there. */
export function reviewWords(isNew: boolean): ReviewWords {
  const t = localWords("web.reviews");
  return {
    ...registry[locale()].web.form,
    rating: t("form.rating"),
    stars: [1, 2, 3, 4, 5].map((stars) => t("section.row", { stars })),
    review: t("form.review"),
    optional: t("form.optional"),
    hint: t("form.hint"),
    act: isNew ? t("form.post") : t("form.save"),
    busy: t("form.busy"),
    one: t("form.one"),
    other: registry[locale()].web.reviews.form.other,
    kept: t("form.kept"),
  };
}

export const explainReview: Explain = (field) =>
  localWords("web.reviews.form.errors")(field === "rating" ? "rating" : "text");

/** The form's fields as they are named there; what is left empty is cleared, since all of it was sent. */
export const reviewFields = z.object({ rating: postReviewInput.shape.rating, review: postReviewInput.shape.text });
