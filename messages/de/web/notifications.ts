/** What people are told of in the shop itself, and what of it they want. */
export const notifications = {
  title: "Mitteilungen",
  found: "{total, plural, one {1 Mitteilung} other {# Mitteilungen}}",
  unread: "{count, plural, one {1 ungelesen} other {# ungelesen}}",
  list: "Ihre Mitteilungen, die neueste zuerst",
  /** On one that was not read. */
  fresh: "Neu",
  read: "Als gelesen markieren",
  /** `{about}` is the sentence itself. */
  readName: "Als gelesen markieren: {about}",
  readAll: "Alle als gelesen markieren",
  reading: "Wird als gelesen markiert",
  done: "{count, plural, =0 {Es war schon alles gelesen.} one {Eine Mitteilung ist als gelesen markiert.} other {# Mitteilungen sind als gelesen markiert.}}",
  none: {
    heading: "Noch nichts zu berichten",
    text: "Wenn sich bei Ihren Bestellungen etwas tut oder ein Buch wieder da ist, auf das Sie warten, steht es hier.",
    action: "Zum Schaufenster",
  },
  about: {
    restock: "„{title}“ ist wieder da.",
    reviewReply: "Wir haben auf Ihre Besprechung zu „{title}“ geantwortet.",
    order: {
      paid: "Bestellung {number} ist bezahlt. Als Nächstes packen wir sie.",
      shipped: "Bestellung {number} ist unterwegs.",
      delivered: "Bestellung {number} ist angekommen.",
      cancelled: "Bestellung {number} ist storniert.",
      refunded: "Geld für Bestellung {number} ist auf dem Weg zurück zu Ihnen.",
    },
  },
  choices: {
    heading: "Was wir Ihnen mitteilen",
    lead: "Mails, die zu einer Bestellung gehören, kommen immer: Die werden Sie brauchen.",
    restock: {
      inApp: "Ein Buch, auf das ich warte, ist wieder da: hier mitteilen",
      mail: "Ein Buch, auf das ich warte, ist wieder da: per Mail schreiben",
    },
    orderState: { inApp: "Bei einer meiner Bestellungen tut sich etwas: hier mitteilen" },
    reviewReply: { inApp: "Der Laden antwortet auf eine Besprechung von mir: hier mitteilen" },
    reviewInvitation: { mail: "Meine Bücher sind seit einigen Tagen da: per Mail fragen, wie sie sind" },
    save: "Speichern",
    saving: "Wird gespeichert",
    saved: "Ihre Auswahl ist gespeichert.",
  },
} as const;
