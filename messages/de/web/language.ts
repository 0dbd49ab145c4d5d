/** The switch between languages, and the line that offers the browser's own. */
export const language = {
  label: "Sprache",
  offer: "Diese Seite auf Deutsch lesen",
  close: "Schließen",
} as const;
