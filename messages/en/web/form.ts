/** What every form may have to say. */
export const form = {
  failed: "We could not do that just now. Nothing is lost; try again in a minute.",
  /** `#` is filled in in the browser. */
  reference: "Reference #",
} as const;
