/** Where the link in a mail leads by which it is stopped. */
export const unsubscribe = {
  title: "Mails von uns",
  kinds: {
    restock: "Mails über Bücher, die wieder da sind",
    review_invitation: "Mails, die Sie einladen, Gekauftes zu besprechen",
  },
  ask: "Zurzeit bekommen Sie {mails}. Mails zu Ihren Bestellungen und Ihrem Konto sind davon nicht berührt.",
  stop: "Diese Mails abbestellen",
  stopped: {
    heading: "Sie bekommen diese Mails nicht mehr",
    text: {
      restock:
        "Was noch wartete, haben wir zurückgenommen, und neue schreiben wir nicht. Im Laden selbst sagen wir es Ihnen weiterhin, unter Mitteilungen.",
      review_invitation: "Was noch wartete, haben wir zurückgenommen, und neue schreiben wir nicht.",
    },
    again: "Wieder zuschicken",
  },
  again: {
    heading: "Wir schicken sie wieder",
    text: "Ab jetzt bekommen Sie wie zuvor {mails}.",
  },
  all: "Alles, was Sie bei Mails und Mitteilungen wählen können, finden Sie in <link>Ihrem Konto</link>.",
  gone: {
    heading: "Dieser Link führt ins Leere",
    text: "Er ist nicht vollständig, oder sein Konto ist geschlossen. In Ihrem Konto wählen Sie, welche Mails Sie bekommen.",
    act: "Zu Ihrem Konto",
  },
} as const;
