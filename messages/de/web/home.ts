export const home = {
  title: "{shop}, eine unabhängige Buchhandlung",
  description:
    "{shop} ist eine unabhängige Buchhandlung: neue Bücher, Bestseller, Notizen vom Ladentisch und eine Suche, die weiß, was Sie meinen.",
  window: "Im Schaufenster",
  quoted: "„{text}“",
  new: { heading: "Neu im Regal", all: "Alles Neue" },
  picks: { heading: "Notizen vom Ladentisch", all: "Alle Empfehlungen" },
  best: { heading: "Bestseller", all: "Alle Bestseller" },
  contents: {
    heading: "Inhalt",
    size: "{books, plural, one {1 Buch} other {# Bücher}} in {genres, plural, one {1 Genre} other {# Genres}}",
    /** Read after a bare number. */
    unit: "{books, plural, one {Buch} other {Bücher}}",
  },
  empty: {
    heading: "Die Regale werden gerade gefüllt",
    text: "Hier gibt es noch keine Bücher. Sie kommen, sobald sie ausgepackt sind.",
  },
} as const;
