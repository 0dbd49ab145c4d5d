/** What every form may have to say. */
export const form = {
  failed: "We could not do that just now. Nothing is lost; try again in a minute.",
  /** `#` is filled in in the browser. */
  reference: "Reference #",
  tooMany: {
    heading: "A little slower, please",
    seconds:
      "That were many tries in a short time. Try again in {seconds, plural, one {1 second} other {# seconds}}; nothing you typed is lost.",
    minutes:
      "That were many tries in a short time. Try again in {minutes, plural, one {1 minute} other {# minutes}}; nothing you typed is lost.",
  },
} as const;
