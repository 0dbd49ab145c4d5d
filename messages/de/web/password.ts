/** Passwords: the field, and a new one for whoever has forgotten theirs. */
export const password = {
  show: "Passwort zeigen",
  strength: {
    short: "Zu kurz: mindestens 8 Zeichen",
    weak: "Leicht zu raten",
    fair: "Geht. Länger ist besser",
    good: "Gut",
    strong: "Stark",
  },
  forgot: {
    title: "Passwort vergessen",
    lead: "Nennen Sie uns die Adresse Ihres Kontos. Wenn es eines gibt, ist gleich eine Mail mit einem Link unterwegs.",
    email: "E-Mail",
    act: "Link schicken",
    busy: "Wir sehen nach",
    back: "Zurück zur Anmeldung",
    sent: {
      heading: "Sehen Sie in Ihr Postfach",
      text: "Wenn es mit dieser Adresse ein Konto gibt, ist der Link unterwegs. Er gilt eine Stunde und ein einziges Mal; sehen Sie auch in den Spam-Ordner.",
      again: "Eine andere Adresse versuchen",
    },
    errors: {
      heading: "Ein Feld braucht noch einen Blick",
      kept: "Was Sie eingegeben haben, ist noch da.",
      email: "Eine Adresse wie aoife@example.org.",
    },
  },
  reset: {
    title: "Ein neues Passwort",
    lead: "Für das Konto mit {email}. Jedes Gerät, das dort angemeldet ist, wird abgemeldet.",
    account: "Konto",
    password: "Neues Passwort",
    act: "Passwort festlegen",
    busy: "Wird gespeichert",
    gone: {
      title: "Dieser Link gilt nicht mehr",
      text: "Er wurde schon benutzt, ist abgelaufen oder durch einen neueren ersetzt. Lassen Sie sich einen neuen schicken; das dauert eine Minute.",
      act: "Einen neuen Link schicken lassen",
    },
    errors: {
      heading: "Ein Feld braucht noch einen Blick",
      kept: "Das Passwort bewahren wir nie auf: Geben Sie es noch einmal ein.",
    },
  },
} as const;
