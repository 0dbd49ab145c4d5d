/** The picture of a book at the desk, and the whole catalogue as a file. */
export const covers = {
  file: "Bild",
  hint: "JPEG, PNG, WebP oder AVIF, höchstens 20 MB. Es wird ganz gezeigt.",
  dropHint: "Oder ziehen Sie ein Bild hierher.",
  upload: "Hochladen",
  uploading: "Das Bild wird hochgeladen",
  uploaded: "Das Bild ist hochgeladen. Der Laden zeigt es gleich.",
  remove: "Bild entfernen",
  removing: "Das Bild wird entfernt",
  removed: "Das Bild ist entfernt; der gezeichnete Umschlag ist wieder da.",
  tooLarge: "Diese Datei hat mehr als 20 MB. Bitte speichern Sie sie kleiner und versuchen Sie es noch einmal.",
  none: "Bitte wählen Sie zuerst ein Bild.",
  failed: "Das Bild ist nicht angekommen. Bitte versuchen Sie es noch einmal; Ihre Eingaben sind noch da.",
  exportCsv: "Als CSV ausgeben",
  exportJson: "Als JSON ausgeben",
} as const;
