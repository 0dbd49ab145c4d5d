/** Paying: what a gateway's page is told, the way back from it, and the demo gateway's own page. */
export const pay = {
  delivery: "Lieferung",
  title: "Vorführzahlung",
  banner: "Vorführzahlung: Es fließt kein Geld",
  heading: "Vorführzahlung",
  text: "Diese Seite steht dort, wo sonst die einer Bank steht. Entscheiden Sie, was sie antworten soll.",
  order: "Bestellung",
  amount: "Betrag",
  pay: "Bezahlen",
  payHint: "Die Zahlung gelingt, und die Bestellung ist bestätigt.",
  pay_slowly: "Auf langsamem Weg bezahlen",
  pay_slowlyHint:
    "Das Geld ist tagelang unterwegs, und die Bücher warten darauf. Wie es ausgeht, sagt die Seite des Betreibers.",
  decline: "Ablehnen",
  declineHint: "Die Karte wird abgelehnt. Auf der Seite der Bestellung können Sie es noch einmal versuchen.",
  leave: "Gehen, ohne zu bezahlen",
  leaveHint: "Es geschieht nichts. Die Bestellung wartet, und Sie können später bezahlen.",
  busy: "Einen Augenblick",
  back: "Zurück zur Bestellung",
  returned: {
    title: "Ihre Zahlung",
    heading: "Einen Augenblick",
    text: "Sie sind zurück von der Zahlungsseite, und deren Nachricht zur Bestellung {number} ist noch unterwegs. Diese Seite sieht von selbst wieder nach.",
    long: "Es dauert länger als sonst. Sie müssen nicht warten: Eine Mail folgt, sobald wir es wissen, und die Seite der Bestellung zeigt, wo sie steht.",
    order: "Zur Bestellung",
  },
  closed: {
    pending: { heading: "Diese Zahlung ist unterwegs", text: "Hier bleibt nichts zu tun." },
    paid: { heading: "Das ist schon bezahlt", text: "Hier bleibt nichts zu tun." },
    declined: {
      heading: "Diese Zahlung wurde abgelehnt",
      text: "Es wurde nichts abgebucht. Gehen Sie zurück zur Bestellung, um es noch einmal zu versuchen.",
    },
    expired: {
      heading: "Diese Zahlung ist geschlossen",
      text: "Ihre Zeit ist vorbei, oder ein anderer Versuch ist an ihre Stelle getreten. Hier wurde nichts abgebucht. Die Seite der Bestellung zeigt, wo sie steht.",
    },
  },
} as const;
