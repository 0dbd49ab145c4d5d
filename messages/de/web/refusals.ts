/** Pages for what cannot be shown: what happened, then what to do. */
export const refusals = {
  "401": {
    title: "Bitte zuerst anmelden",
    text: "Diese Seite gehört zu einem Konto. Melden Sie sich an, und sie öffnet sich.",
  },
  "403": {
    title: "Nicht mit diesem Konto",
    text: "Sie sind angemeldet, aber diese Seite ist für andere. Wenn sie für Sie sein sollte, fragen Sie uns.",
  },
  "404": {
    title: "Nicht in unseren Regalen",
    text: "Unter dieser Adresse steht nichts. Vielleicht ist es umgezogen, oder der Link hat unterwegs einen Buchstaben verloren.",
  },
  "410": {
    title: "Nicht mehr hier",
    text: "Diese Seite war einmal hier und kommt nicht wieder. Vielleicht kennt die Suche etwas Ähnliches.",
  },
  "429": {
    title: "Ein wenig langsamer",
    text: "Von Ihrem Anschluss kamen viele Anfragen auf einmal. Warten Sie eine Minute, dann versuchen Sie es noch einmal; nichts von dem, was Sie getan haben, ist verloren.",
  },
  "500": {
    title: "Da ist bei uns etwas schiefgegangen",
    text: "Diese Seite konnten wir nicht zeigen. Nichts von dem, was Sie getan haben, ist verloren; versuchen Sie es in einer Minute noch einmal. Wenn es so bleibt, schreiben Sie uns und nennen Sie die Kennung.",
  },
  "503": {
    title: "Gleich wieder da",
    text: "Der Laden wird gerade neu gestartet oder ist sehr beschäftigt. Versuchen Sie es in einer Minute noch einmal; Ihr Warenkorb bleibt erhalten.",
  },
  again: "Noch einmal versuchen",
  home: "Zum Schaufenster",
  logIn: "Anmelden",
  search: "Ein Buch suchen",
} as const;
