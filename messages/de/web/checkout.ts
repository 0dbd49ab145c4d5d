/** Check-out: one calm page. */
export const checkout = {
  title: "Kasse",
  skip: "Zum Formular springen",
  footer: {
    questions: "Fragen? <link>{email}</link>, dort antwortet ein Mensch.",
    demo: "Vorführzahlung: Es fließt kein Geld.",
  },
  contact: {
    heading: "Wohin dürfen wir Ihnen schreiben?",
    email: "E-Mail",
    hint: "Für den Beleg und den Link zur Bestellung, für nichts anderes.",
    didYouMean: "Meinten Sie {address}?",
    take: "{address} nehmen",
  },
  delivery: {
    heading: "Wie sollen die Bücher zu Ihnen kommen?",
    shipping: "Lieferung",
    shippingText: "An Ihre Adresse oder an die von jemandem, den Sie beschenken.",
    pickup: "Abholen: {street}, {city}",
    pickupText: "Eine Mail sagt Ihnen, wann sie bereitliegen.",
  },
  address: {
    heading: "Wohin soll es gehen?",
    collected: "Wer holt die Bücher ab?",
    name: "Vor- und Nachname",
    address: "Straße und Hausnummer",
    line2: "Wohnung, Stock, Firma",
    postcode: "Postleitzahl",
    city: "Ort",
    country: "Land",
    /** In the list of countries. */
    /** For whoever is logged in: one of the account's own addresses. */
    saved: "Ihre Adressen",
    other: "Eine andere Adresse",
    keep: "Diese Adresse in meinem Konto aufbewahren",
    countryFree: "{country}, Lieferung kostenlos",
    countryCosts: "{country}, Lieferung {price}",
  },
  payment: {
    heading: "Zahlung",
    text: "Bezahlt wird auf der nächsten Seite. So lange, {minutes, number} Minuten, halten wir die Bücher für Sie zurück.",
    demo: "Die nächste Seite gehört einem Vorführdienst: Es fließt kein Geld. Wir halten die Bücher {minutes, number} Minuten zurück.",
    place: "Zahlungspflichtig bestellen",
    placing: "Die Bestellung geht ein",
    after: "Sie können stornieren, bis das Paket das Haus verlässt; was Sie dann bezahlt haben, geht ganz zurück.",
  },
  summary: {
    books: "{count, plural, one {1 Buch} other {# Bücher}}",
    lines: "Bücher in dieser Bestellung",
    times: "{quantity, number} × {price}",
    subtotal: "Bücher",
    delivery: "Lieferung nach {country}",
    free: "Kostenlos",
    days: "Bei Ihnen in {from, number}–{to, number} Werktagen.",
    daysSame: "Bei Ihnen in {to, plural, one {1 Werktag} other {# Werktagen}}.",
    freeIn: "Noch {amount}, und die Lieferung ist kostenlos.",
    total: "Gesamt",
    vat: "Inkl. MwSt.",
    vatOf: "Darin {rate} MwSt.: {vat}.",
    pickup: "Abholung im Laden",
    pickupDays: "Meist innerhalb eines Werktags bereit.",
    change: "Warenkorb ändern",
  },
  errors: {
    headingOne: "Ein Feld braucht noch einen Blick",
    /** `#` is filled in in the browser. */
    headingMany: "# Felder brauchen noch einen Blick",
    kept: "Alles andere, was Sie eingegeben haben, ist noch da.",
    email: {
      missing: "Wir brauchen eine Adresse, an die wir den Beleg schicken.",
      noAt: "In einer E-Mail-Adresse steht ein @, zum Beispiel aoife@example.org.",
      noDot: "In dieser Adresse fehlt hinter dem @ ein Punkt.",
      noDotMean: "In dieser Adresse fehlt hinter dem @ ein Punkt. Meinten Sie {address}?",
      shape: "Das sieht nicht nach einer E-Mail-Adresse aus. Eine sieht aus wie aoife@example.org.",
    },
    name: "Nennen Sie uns den Namen für das Paket.",
    address: "Nennen Sie uns Straße und Hausnummer.",
    line2: "Diese Zeile ist zu lang. Zweihundert Buchstaben passen.",
    city: "Nennen Sie uns den Ort.",
    long: "Das ist zu lang für den Aufkleber eines Pakets.",
    postcode: {
      missing: "Nennen Sie uns die Postleitzahl, zum Beispiel {example}.",
      shape: "Eine Postleitzahl sieht dort aus wie {example}.",
      shapeDigits:
        "{digits, plural, one {Eine Ziffer} =4 {Vier Ziffern} =5 {Fünf Ziffern} other {# Ziffern}}, zum Beispiel {example}.",
    },
    country: "Wählen Sie ein Land aus der Liste.",
  },
  refused: {
    cartChanged: {
      heading: "Ihr Warenkorb hat sich geändert",
      text: "Er wurde in einem anderen Fenster geändert. So sieht er jetzt aus; bestellen Sie noch einmal, wenn er stimmt.",
    },
    cartEmpty: {
      heading: "Ihr Warenkorb ist leer",
      text: "Es wurde nichts bestellt. Was Sie eingegeben haben, steht noch auf dieser Seite.",
    },
    total: {
      heading: "Die Summe ist jetzt {total}",
      delivery: "Mit der Lieferung nach {country} sind es {total}. Bestellen Sie noch einmal, wenn das stimmt.",
      line: "„{title}“ kostete {before}, als Sie es hineinlegten, und kostet jetzt {now}.",
      pickup: "Im Laden abgeholt sind es {total}. Bestellen Sie noch einmal, wenn das stimmt.",
      text: "Ein Preis oder die Lieferung hat sich geändert, seit diese Seite gezeigt wurde. Bestellen Sie noch einmal, wenn das stimmt.",
    },
    stock: {
      heading: "Nicht alles ist noch da",
      some: "„{title}“: {available, plural, one {Nur 1 Exemplar ist noch da} other {Nur # Exemplare sind noch da}}.",
      none: "„{title}“ ist gerade ausverkauft.",
      text: "Es wurde noch nichts bestellt. Ändern Sie den Warenkorb; was Sie hier eingegeben haben, bleibt stehen.",
    },
    pickup: {
      heading: "Zurzeit kann man Bücher nicht abholen",
      text: "Wählen Sie die Lieferung an eine Adresse; alles, was Sie eingegeben haben, bleibt stehen.",
    },
    country: {
      heading: "Dorthin liefern wir noch nicht",
      text: "Wählen Sie ein anderes Land, oder schreiben Sie uns.",
    },
    other:
      "Die Bestellung ging gerade nicht ein. Es wurde nichts abgebucht, und nichts, was Sie eingegeben haben, ist verloren; versuchen Sie es in einer Minute noch einmal.",
  },
} as const;
