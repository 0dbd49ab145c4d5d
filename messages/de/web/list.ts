/** Genres, people, new, bestsellers, staff picks, search. */
export const list = {
  books: "{total, plural, =0 {Keine Bücher} one {1 Buch} other {# Bücher}}",
  booksOfPages: "{total, plural, one {1 Buch} other {# Bücher}}, Seite {page, number} von {pages, number}",
  titlePage: "{title}, Seite {page, number}",
  genre: {
    description:
      "{books, plural, one {1 Buch} other {# Bücher}} in unserem Regal {genre}: Preise, was vorrätig ist und was man am Ladentisch dazu sagt.",
    within: "Im Regal {genre}",
    empty: {
      heading: "In diesem Regal steht noch nichts",
      text: "Das Genre ist neu hier. Seine Nachbarn haben schon Bücher.",
    },
  },
  genres: {
    title: "Alle Genres",
    allOf: "{books, plural, one {Das eine Buch in {genre}} other {Alle # Bücher in {genre}}}",
    others: "Und ein Stück weiter",
    description: "Jedes Genre im Laden, mit der Zahl seiner Bücher.",
  },
  person: {
    description: "{books, plural, one {1 Buch} other {# Bücher}} von oder mit {name}.",
    roles: {
      author: "Geschrieben",
      translator: "Übersetzt",
      illustrator: "Illustriert",
      editor: "Herausgegeben",
      introduction: "Einleitungen",
      foreword: "Vorworte",
    },
    empty: {
      heading: "Gerade nichts von {name}",
      text: "Diese Bücher waren hier und kommen vielleicht wieder. Fragen Sie, und wir sehen nach.",
    },
  },
  new: {
    title: "Neu im Regal",
    description: "Die Bücher, die zuletzt hereinkamen, das neueste zuerst.",
    lead: "Was zuletzt hereinkam, das Neueste zuerst.",
  },
  best: {
    title: "Bestseller",
    description: "Was hier am meisten gekauft wird, gezählt in bezahlten Exemplaren.",
    lead: "Gezählt in Exemplaren, die hier bezahlt wurden.",
    empty: {
      heading: "Noch keine Verkäufe zu zählen",
      text: "Diese Liste entsteht aus wirklichen Verkäufen, und bisher wurde nichts verkauft. Am Ladentisch hat man trotzdem Ideen.",
    },
  },
  picks: {
    title: "Notizen vom Ladentisch",
    description: "Bücher, die man Ihnen am Ladentisch in die Hand drückt, und warum.",
    lead: "Was wir Ihnen in die Hand drücken, und warum.",
    empty: {
      heading: "Noch keine Notizen",
      text: "Wir lesen noch. Inzwischen stehen neue Bücher im Regal.",
    },
  },
  search: {
    title: "Suche",
    titleFor: "Bücher zu „{query}“",
    results: "{total, plural, one {<b>1 Buch</b> gefunden} other {<b># Bücher</b> gefunden}}",
    start: {
      heading: "Was suchen Sie?",
      text: "Geben Sie oben einen Titel, einen Namen, ein Genre oder eine ISBN ein. Ein halbes Wort genügt.",
    },
    none: {
      heading: "Nichts zu „{query}“",
      text: "Wir haben in Titeln, Namen, Genres und ISBNs gesucht. Ein kürzeres Wort oder nur der Nachname hilft oft.",
      ask: "Gar nicht im Laden? Fragen Sie, und wir versuchen, es zu finden: Die meisten lieferbaren Bücher sind binnen einer Woche bei uns.",
    },
    long: "Wir haben nach den ersten {max, number} Zeichen gesucht.",
    beyond: {
      heading: "Die Liste endet vor dieser Seite",
      text: "Sie hat {pages, plural, one {1 Seite} other {# Seiten}}.",
      first: "Zur ersten Seite",
    },
  },
  askDesk: "Fragen Sie uns",
  seeNew: "Ansehen, was neu ist",
  seePicks: "Die Empfehlungen ansehen",
  seeGenres: "Alle Genres ansehen",
  results: "Ergebnisse",
} as const;
