/** The switch between languages, and the line that offers the browser's own. */
export const language = {
  label: "Language",
  offer: "Read this page in English",
  close: "Close",
} as const;
