/** Finding an order again by its number and address. */
export const track = {
  title: "Bestellung finden",
  lead: "Nennen Sie uns die Nummer der Bestellung und die Adresse, mit der sie aufgegeben wurde. Wenn beides zusammengehört, ist gleich eine Mail mit dem Link unterwegs.",
  number: "Nummer der Bestellung",
  numberHint: "Sie steht in Ihrem Beleg, zum Beispiel 25-01001.",
  email: "E-Mail",
  act: "Link schicken",
  busy: "Wir sehen nach",
  sent: {
    heading: "Sehen Sie in Ihr Postfach",
    text: "Wenn Nummer und Adresse zusammengehören, ist der Link unterwegs. Das kann eine Minute dauern; sehen Sie auch in den Spam-Ordner. Wir schicken ihn höchstens einmal in zehn Minuten.",
    again: "Nach einer anderen Bestellung fragen",
  },
  errors: {
    one: "Ein Feld braucht noch einen Blick",
    other: "Beide Felder brauchen noch einen Blick",
    kept: "Was Sie eingegeben haben, ist noch da.",
    number: "Zwei Ziffern, ein Strich und fünf weitere, zum Beispiel 25-01001.",
    email: "Eine Adresse wie aoife@example.org.",
  },
} as const;
