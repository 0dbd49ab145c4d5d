/** Waiting for a book that is out of stock: on its page, in the account, and at the desk. */
export const prebooking = {
  /** On the page of a book. */
  offer: {
    act: "Benachrichtigen Sie mich",
    text: "Wir schreiben Ihnen einmal, sobald es wieder da ist.",
  },
  title: "Bücher, auf die Sie warten",
  lead: "Wir schreiben Ihnen einmal, sobald ein Buch wieder da ist. Zurückgelegt wird keines: Wer zuerst kommt, bekommt es.",
  nav: "Vorgemerkt",
  found: "{total, plural, one {1 Buch} other {# Bücher}}",
  caption: "Bücher, auf die Sie warten oder gewartet haben; zuerst die, auf die Sie noch warten",
  columns: { book: "Buch", state: "Stand", since: "Seit", act: "Aktion" },
  states: { waiting: "Vorgemerkt", notified: "Benachrichtigt", cancelled: "Beendet" },
  since: "Seit {when}",
  toldAt: "Benachrichtigt {when}",
  cancelledAt: "Beendet {when}",
  again: "Wieder ausverkauft. Auf der Seite des Buchs können Sie es noch einmal vormerken.",
  gone: "Hier nicht mehr im Verkauf",
  cancel: "Nicht mehr warten",
  cancelName: "Nicht mehr warten: {title}",
  cancelling: "Wird beendet",
  done: {
    prebooked: {
      heading: "Wir sagen Ihnen, wenn {title} da ist",
      text: "Sie müssen nichts weiter tun. Sobald es wieder da ist, geht eine Mail an {email}, und Sie finden es unter Mitteilungen.",
    },
    cancelled: {
      heading: "Sie warten nicht mehr auf {title}",
      text: "Sie können es wieder vormerken, wann immer es ausverkauft ist.",
    },
  },
  refused: {
    ALREADY_PREBOOKED: {
      heading: "Sie warten schon auf {title}",
      text: "Einmal genügt: Wir schreiben an {email}, sobald es wieder da ist.",
    },
    BOOK_IN_STOCK: {
      heading: "{title} ist da",
      text: "Sie brauchen nicht darauf zu warten. <link>Zum Buch</link>",
    },
    BOOK_UNAVAILABLE: {
      heading: "Dieses Buch wird hier nicht mehr verkauft",
      text: "Es kommt also nicht wieder, und wir haben nichts vorgemerkt.",
    },
    ALREADY_DONE: {
      heading: "Es ist inzwischen gekommen",
      text: "Sie wurden schon benachrichtigt, es gab also nichts mehr zu beenden.",
    },
    INVALID_INPUT: {
      heading: "Das hat nicht geklappt",
      text: "Wir konnten nicht erkennen, welches Buch Sie meinten. Gehen Sie zu ihm zurück und versuchen Sie es noch einmal.",
    },
  },
  none: {
    heading: "Sie warten auf kein Buch",
    text: "Ist ein Buch ausverkauft, drücken Sie auf seiner Seite „Benachrichtigen Sie mich“. Dann steht es hier, und wir schreiben Ihnen, wenn es wieder da ist.",
    act: "Zum Schaufenster",
  },
  desk: {
    title: "Vormerkungen",
    nav: "Vormerkungen",
    lead: "{people, plural, =0 {Niemand wartet auf ein Buch.} one {1 Person wartet} other {# Personen warten}}{books, plural, =0 {} one { auf 1 Buch.} other { auf # Bücher.}}",
    tabs: "Vorgemerkte Bücher",
    all: "Alle",
    states: { sold: "Im Verkauf", archived: "Aus dem Laden genommen" },
    searchLabel: "Vorgemerkte Bücher suchen",
    placeholder: "Titel, Name, Verlag oder ISBN",
    least: "Mindestens so viele warten",
    anyLeast: "Beliebig viele",
    leastOf: "Mindestens {count, number}",
    found: "{total, plural, =0 {Kein Buch} one {1 Buch} other {# Bücher}}",
    caption: "Bücher, auf die jemand wartet, {order}",
    orders: {
      waiting: { desc: "die begehrtesten zuerst", asc: "die am wenigsten begehrten zuerst" },
      since: { desc: "die kürzeste Wartezeit zuerst", asc: "die längste Wartezeit zuerst" },
      latest: { desc: "die zuletzt vorgemerkten zuerst", asc: "die zuletzt vorgemerkten zuletzt" },
      title: { desc: "nach Titel, rückwärts", asc: "nach Titel" },
    },
    columns: {
      title: "Buch",
      isbn: "ISBN des Buchs",
      waiting: "Wartende",
      since: "Zuerst vorgemerkt",
      latest: "Zuletzt vorgemerkt",
      act: "Aktion",
    },
    waitingUnit: "{count, plural, one {Person} other {Personen}}",
    archived: "nicht im Verkauf",
    sort: "Ordnen nach",
    receive: "Lieferung einbuchen",
    receiveName: "Lieferung einbuchen: {title}",
    empty: {
      none: {
        heading: "Niemand wartet auf ein Buch",
        text: "Wer bei einem ausverkauften Buch „Benachrichtigen Sie mich“ drückt, steht hier.",
      },
      filter: { heading: "Kein solches Buch ist vorgemerkt", text: "Weniger Bedingungen finden mehr." },
      search: { heading: "Nichts zu „{query}“", text: "Gesucht wurde in Titeln, Namen, Verlagen und ISBNs." },
    },
    of: {
      heading: "Wer wartet",
      caption: "Wer auf {title} wartet, zuerst wer zuerst gefragt hat",
      columns: { person: "Name", since: "Seit" },
      closed: "Konto geschlossen",
      total:
        "{count, plural, =0 {Niemand wartet darauf.} one {1 Person wartet darauf.} other {# Personen warten darauf.}}",
      how: "Sobald Exemplare eintreffen, erfahren es alle hier von selbst: Sie müssen sie nur einbuchen.",
      archived: "Es ist aus dem Laden genommen. Wer wartet, erfährt es, wenn es wieder verkauft wird und da ist.",
      stock: "Der Bestand dieses Buchs",
      book: "Das Buch",
    },
  },
} as const;
