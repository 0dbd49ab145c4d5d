/** The cart. */
export const cart = {
  title: "Warenkorb",
  heading: "Ihr Warenkorb",
  lines: "Bücher in Ihrem Warenkorb",
  what: "{people}, {format}",
  unit: "je {price}",
  quantity: "Anzahl",
  increase: "Anzahl erhöhen",
  decrease: "Anzahl verringern",
  update: "Übernehmen",
  remove: "Entfernen",
  empty: "Warenkorb leeren",
  undo: "Rückgängig",
  removed: "Aus Ihrem Warenkorb genommen.",
  emptied: "Der Warenkorb ist jetzt leer.",
  restoredPart: "Wieder in Ihrem Warenkorb, soweit noch Exemplare da sind.",
  priceChanged: "Kostete {before}, als Sie es hineinlegten, jetzt {now}.",
  short: {
    some: "{available, plural, one {Nur 1 Exemplar ist noch da} other {Nur # Exemplare sind noch da}}.",
    none: "Ausverkauft, seit Sie es hineingelegt haben.",
    take: "{available, plural, one {1 nehmen} other {# nehmen}}",
  },
  summary: {
    heading: "Zusammenfassung",
    books: "{count, plural, one {1 Buch} other {# Bücher}}",
    deliveryTo: "Lieferung nach {country}",
    free: "Kostenlos",
    total: "Gesamt",
    vat: "Inkl. MwSt.",
    freeIn: "Inkl. MwSt. Noch {amount}, und die Lieferung ist kostenlos.",
    elsewhere: "Was die Lieferung in andere Länder kostet, zeigt die Kasse.",
    checkOut: "Zur Kasse",
    noAccount: "Ohne Konto möglich",
    /** Told to screen readers after each change. */
    said: "{count, plural, one {1 Buch} other {# Bücher}}, zusammen {total}.",
    notYet:
      "Von etwas in Ihrem Warenkorb ist nicht genug da. Es ist in der Liste markiert; ändern Sie es, dann geht es zur Kasse.",
  },
  none: {
    heading: "Ihr Warenkorb ist leer",
    text: "Bücher, die Sie hineinlegen, warten hier sieben Tage.",
    action: "Ins Schaufenster schauen",
  },
  refused: {
    quantity: "Eine ganze Zahl von 0 bis {most, number}.",
    outOfStock:
      "{available, plural, =0 {Gerade ist kein Exemplar mehr da. Schauen Sie bald wieder herein.} one {Nur 1 Exemplar ist noch da.} other {Nur # Exemplare sind noch da.}}",
    outOfStockTitle:
      "{available, plural, =0 {„{title}“ ist gerade ausverkauft. Schauen Sie bald wieder herein.} one {Nur 1 Exemplar von „{title}“ ist noch da, und Ihr Warenkorb enthält so viele, wie es gibt.} other {Nur # Exemplare von „{title}“ sind noch da, und Ihr Warenkorb enthält so viele, wie es gibt.}}",
    mostTitle:
      "So viele Exemplare von „{title}“ gibt es nicht, oder es sind mehr als die {most, number}, die eine Bestellung enthalten darf.",
    unavailable: "Dieses Buch wird hier nicht mehr verkauft.",
    input: "Wir konnten nicht lesen, was Sie möchten. In Ihrem Warenkorb hat sich nichts geändert.",
    keptOther: "Alles andere in Ihrem Warenkorb ist, wie es war.",
  },
} as const;
