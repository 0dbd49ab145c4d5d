/** What stands on every page: header, footer, and the words of small parts used everywhere. */
export const frame = {
  skip: "Zu den Büchern springen",
  skipToContent: "Zum Inhalt springen",
  home: "{shop}, Startseite",
  title: "{page} · {shop}",
  search: {
    label: "Bücher suchen",
    placeholder: "Titel, Name oder ISBN",
    go: "Suchen",
    suggestions: "Vorschläge",
    books: "Bücher",
    people: "Personen",
    genres: "Genres",
    /** `{query}` is filled in the browser. */
    all: "Alle Bücher zu „{query}“",
    toChoose: "zum Wählen,",
    toOpen: "zum Öffnen",
    /** Told to screen readers as the list changes; `#` is filled in the browser. */
    found: { none: "Keine Vorschläge", one: "1 Vorschlag", other: "# Vorschläge" },
  },
  tools: {
    label: "Ihr Laden",
    logIn: "Anmelden",
    /** `{name}` is filled in in the browser. */
    account: "Ihr Konto, {name}",
    desk: "Verwaltung",
    orders: "Ihre Bestellungen",
    overview: "Ihr Konto",
    wishlist: "Merkzettel",
    security: "Sicherheit",
    logOut: "Abmelden",
    cart: "Warenkorb",
    /** Read after “Cart”; `#` is filled in the browser. */
    count: { none: ", leer", one: ", 1 Buch", other: ", # Bücher" },
    bell: "Mitteilungen",
    /** Read after “Notifications”; `#` is filled in in the browser. */
    unread: { none: ", keine ungelesen", one: ", 1 ungelesen", other: ", # ungelesen" },
    backToCart: "Zurück zum Warenkorb",
    backToShop: "Zurück in den Laden",
  },
  browse: {
    label: "Stöbern",
    new: "Neu",
    bestsellers: "Bestseller",
    staffPicks: "Empfehlungen",
    allGenres: "Alle Genres",
  },
  crumbs: { label: "Sie sind hier", root: "Bücher" },
  footer: {
    colophon:
      "Ein Oktav ist ein Bogen, dreimal gefalzt: acht Blätter, sechzehn Seiten. Dieses hier ist aus der Source Serif und der Geist gesetzt.",
    imposition: "Ein für ein Oktav bedruckter Bogen: acht Seiten, dreimal gefalzt",
    contact: "Kommen Sie vorbei, oder schreiben Sie",
    help: "Hilfe",
    findOrder: "Bestellung finden",
    cart: "Ihr Warenkorb",
    logIn: "Anmelden",
    shop: "Der Laden",
    feed: "Neue Bücher als Feed",
    demo: "Vorführladen: Die Bücher gibt es wirklich; Preise, Bestand, Ausgaben und Notizen sind erfunden. Es fließt kein Geld.",
    demoPayments: "Zahlungen gehen an einen Vorführdienst: Es fließt kein Geld.",
    theme: { label: "Licht", paper: "Papier", lamp: "Lampe", device: "Wie mein Gerät" },
  },
  pages: { label: "Seiten", previous: "Vorherige", next: "Nächste", page: "Seite {page, number}" },
  optional: "(freiwillig)",
  reference: "Kennung {id}",
} as const;
