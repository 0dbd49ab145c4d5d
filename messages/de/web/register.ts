/** A new account. */
export const register = {
  title: "Konto anlegen",
  lead: "Ihre Bestellungen und Adressen auf jedem Gerät. Kaufen können Sie auch ohne.",
  invited:
    "Mit der Adresse Ihrer Bestellung kommen hier alle Ihre Bestellungen zusammen, sobald Sie sie bestätigt haben.",
  name: "Vor- und Nachname",
  email: "E-Mail",
  emailHint: "Wir schicken Ihnen einen Link, um zu bestätigen, dass es Ihre ist.",
  password: "Passwort",
  passwordHint: "8 oder mehr beliebige Zeichen. Ein paar Wörter hintereinander sind gut.",
  act: "Konto anlegen",
  busy: "Ihr Konto wird angelegt",
  have: "Sie haben schon eines? <link>Anmelden</link>",
  errors: {
    one: "Ein Feld braucht noch einen Blick",
    other: "# Felder brauchen noch einen Blick",
    kept: "Was Sie eingegeben haben, ist noch da, nur nie ein Passwort: Geben Sie das noch einmal ein.",
    name: "Nennen Sie uns Ihren Namen, wie er auf einem Paket stehen soll.",
    email: "Eine Adresse wie aoife@example.org.",
    unusable:
      "Buchstaben dieser Adresse sind mit anderen zu verwechseln, oder sie steht in Anführungszeichen. Nehmen Sie eine andere.",
    taken:
      "Mit dieser Adresse gibt es schon ein Konto. Melden Sie sich an, oder lassen Sie sich ein neues Passwort geben.",
    short: "8 Zeichen oder mehr. Ein paar Wörter hintereinander sind gut.",
    long: "Mehr als 256 Zeichen gehen nicht.",
    common: "Viele benutzen dieses, deshalb wird es zuerst geraten. Nehmen Sie ein anderes.",
  },
} as const;
