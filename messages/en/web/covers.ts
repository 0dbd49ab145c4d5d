/** The picture of a book at the desk, and the whole catalogue as a file. */
export const covers = {
  file: "Picture",
  hint: "JPEG, PNG, WebP or AVIF, 20 MB at most. It is shown whole.",
  dropHint: "Or drop a picture here.",
  upload: "Upload",
  uploading: "Uploading the picture",
  uploaded: "The picture is uploaded. The shop shows it in a moment.",
  remove: "Take the picture away",
  removing: "Taking the picture away",
  removed: "The picture is gone; the drawn cover is back.",
  tooLarge: "This file has more than 20 MB. Save it smaller, then try again.",
  none: "Choose a picture first.",
  failed: "The picture did not arrive. Try again; all you typed is kept.",
  exportCsv: "Export as CSV",
  exportJson: "Export as JSON",
} as const;
