/** The ways in: logging in, with a password or by a provider. */
export const login = {
  title: "Anmelden",
  lead: "Zum Kaufen brauchen Sie kein Konto; das hier ist für die, die eines haben.",
  email: "E-Mail",
  password: "Passwort",
  act: "Anmelden",
  busy: "Sie werden angemeldet",
  logOut: "Abmelden",
  again: "Melden Sie sich an, und Sie sind wieder da, wo Sie waren.",
  errors: {
    email: "Geben Sie die E-Mail-Adresse Ihres Kontos ein.",
    password: "Geben Sie Ihr Passwort ein.",
    credentials: "E-Mail und Passwort passen nicht zusammen. Sehen Sie beides an, und versuchen Sie es noch einmal.",
    heading: "Sie sind noch nicht angemeldet",
    kept: "Das Passwort bewahren wir nie auf: Geben Sie es noch einmal ein.",
  },
  forgot: "Passwort vergessen?",
  join: "Neu hier? <link>Konto anlegen</link>",
  told: {
    reset: {
      heading: "Ihr neues Passwort gilt",
      text: "Alle anderen Geräte wurden abgemeldet. Melden Sie sich jetzt damit an.",
    },
    deleted: {
      heading: "Ihr Konto ist gelöscht",
      text: "Nichts im Laden führt mehr zu Ihnen. Kaufen können Sie weiterhin als Gast.",
    },
  },
  with: {
    or: "oder",
    /** `{name}`: Google, GitHub. */
    act: "Weiter mit {name}",
    busy: "Weiter zu {name}",
    goOn: "Sie sind auf dem Weg zu {name}.",
    there: "Jetzt dorthin gehen",
    refused: "Sie sind noch nicht angemeldet",
    provider: "{name} hat Sie diesmal nicht durchgelassen. Versuchen Sie es noch einmal, oder nehmen Sie Ihr Passwort.",
    silent:
      "{name} antwortet gerade nicht. Versuchen Sie es in einer Minute noch einmal, oder nehmen Sie Ihr Passwort.",
  },
} as const;
