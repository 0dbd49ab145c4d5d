/** The switch between languages, and the line that offers the browser's own. */
export const language = {
  label: "Language",
  offer: "This page is there in English, too.",
  take: "Read it in English",
  close: "Close",
} as const;
