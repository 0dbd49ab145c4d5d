/** The mail to somebody who waited for a book. */
export const restock = {
  subject: "{title} ist wieder da",
  preview: "Sie wollten es wissen. Es kostet {price}.",
  heading: "Es ist wieder da",
  text: "Sie wollten wissen, wann {title} wieder da ist. Jetzt ist es so weit, und es kostet {price}.",
  textGone:
    "Sie wollten wissen, wann {title} wieder da ist. Es war da, doch andere waren schneller: Eben ist es wieder ausverkauft. Auf seiner Seite können Sie uns noch einmal bitten, Ihnen zu schreiben.",
  cover: "Umschlag von {title}",
  act: "Zum Buch",
  hint: "Wir legen kein Exemplar zurück: Wer zuerst kommt, bekommt es. Diese Mail kommt nur einmal; falls Sie sie verpassen, bitten Sie uns auf der Seite des Buchs noch einmal darum.",
  reason:
    "Sie bekommen diese Mail, weil Sie {shop} gebeten haben, Ihnen zu schreiben, sobald dieses Buch wieder da ist.",
  stop: "Keine Mails mehr über Bücher, die wieder da sind",
} as const;
