import type { ShopErrorCode } from "../../shop/_kernel/codes.ts";

/** One sentence for each refusal: what happened, then what to do. */
export const errors = {
  UNAUTHENTICATED: "Melden Sie sich zuerst an; dann öffnet sich das hier.",
  FORBIDDEN: "Ihr Konto darf das nicht. Wenn es das sollte, fragen Sie jemanden, der den Laden verwaltet.",
  BAD_CREDENTIALS:
    "Adresse und Passwort passen nicht zusammen. Versuchen Sie es noch einmal, oder lassen Sie sich ein neues Passwort geben.",
  EMAIL_TAKEN:
    "Mit dieser Adresse gibt es schon ein Konto. Melden Sie sich an, oder lassen Sie sich ein neues Passwort geben.",
  EMAIL_UNCHANGED: "Das ist schon die Adresse Ihres Kontos.",
  EMAIL_UNUSABLE:
    "Diese Adresse können wir nicht verwenden: Ihre Buchstaben sind mit anderen zu verwechseln, oder sie steht in Anführungszeichen. Nehmen Sie eine andere.",
  EMAIL_VERIFIED: "Ihre Adresse ist schon bestätigt; es bleibt nichts zu tun.",
  PASSWORD_COMMON:
    "Dieses Passwort gehört zu den ersten, die andere raten würden. Nehmen Sie eines, auf das nur Sie kommen.",
  LINK_INVALID:
    "Dieser Link wurde schon benutzt, ist abgelaufen oder durch einen neueren ersetzt. Lassen Sie sich einen neuen schicken.",
  PROVIDER_EMAIL_MISSING:
    "Man hat uns dort keine Adresse genannt, an die wir schreiben können. Geben Sie Ihre dort frei, oder melden Sie sich mit einem Passwort an.",
  PROVIDER_EMAIL_UNVERIFIED:
    "Ihre Adresse ist dort noch nicht bestätigt, und ein Konto hier hat dieselbe. Bestätigen Sie sie dort, oder melden Sie sich mit Ihrem Passwort an.",
  LOGIN_LINKED_ELSEWHERE:
    "Diese Anmeldung gehört hier zu einem anderen Konto, oder dieses Konto hat schon eine von derselben Art.",
  LAST_WAY_IN:
    "Das ist Ihr einziger Weg ins Konto. Legen Sie zuerst ein Passwort fest, oder verbinden Sie eine andere Anmeldung.",
  ACCOUNT_DEACTIVATED: "Dieses Konto ist geschlossen. Wenn das nicht sein sollte, schreiben Sie uns.",
  TOKEN_INVALID: "Dieser Schlüssel wurde schon benutzt, ist abgelaufen oder zurückgezogen. Melden Sie sich neu an.",
  ADDRESSES_FULL: "Mehr Adressen bewahren wir nicht auf. Entfernen Sie zuerst eine.",
  CANNOT_DELETE_ADMIN: "Ein Konto der Leitung lässt sich nicht löschen. Zuerst muss jemand anders die Rolle ändern.",
  INVALID_INPUT: "Etwas im Formular braucht noch einen Blick; es ist unten markiert.",
  NOT_FOUND: "Das konnten wir nicht finden. Vielleicht ist es umgezogen, oder es wurde entfernt.",
  RATE_LIMITED:
    "Das waren viele Versuche in kurzer Zeit. Warten Sie ein wenig, dann versuchen Sie es noch einmal; nichts von dem, was Sie getan haben, ist verloren.",
  MALFORMED_BODY: "Der Inhalt ist kein JSON nach RFC 8259. Sehen Sie nach Anführungszeichen, Kommas und Klammern.",
  METHOD_NOT_ALLOWED: "Diese Methode gibt es hier nicht. Der Header Allow nennt die, die es gibt.",
  BODY_TOO_LARGE: "Der Inhalt ist größer, als diese Adresse annimmt. Senden Sie weniger auf einmal.",
  CONTENT_TYPE_UNSUPPORTED:
    "Diese Adresse nimmt diesen Inhaltstyp nicht. Die meisten nehmen application/json; Dateien gehen in den genannten Typen.",
  BROKEN:
    "Da ist bei uns etwas schiefgegangen. Versuchen Sie es in einer Minute noch einmal; wenn es so bleibt, nennen Sie uns die Kennung der Anfrage.",
  CANNOT_DEACTIVATE_ADMIN:
    "Konten der Leitung lassen sich nicht sperren. Geben Sie dem Konto zuerst eine andere Rolle, wenn Sie das möchten.",
  CANNOT_CHANGE_OWN_ROLE: "Niemand ändert die eigene Rolle. Bitten Sie jemand anderen aus der Leitung darum.",
  ALREADY_DONE: "Das ist schon geschehen, deshalb hat sich nichts geändert. Die Seite zeigt, wie es jetzt steht.",
  ISBN_TAKEN: "Ein anderes Buch hat diese ISBN schon. Öffnen Sie jenes, oder prüfen Sie die Nummer.",
  BOOK_CHANGED:
    "Jemand hat dieses Buch geändert, während Sie daran waren. Sehen Sie sich die Unterschiede an, dann entscheiden Sie.",
  PRICE_MISSING: "Ein Buch braucht einen Preis, bevor es verkauft werden kann.",
  STOCK_CHANGED:
    "Der Bestand hat sich bewegt, seit diese Seite gezeigt wurde. Zählen Sie noch einmal, dann berichtigen Sie ihn.",
  SAME_WORK: "Das sind schon Ausgaben desselben Werks.",
  ONLY_EDITION: "Es ist die einzige Ausgabe ihres Werks; da gibt es nichts zu trennen.",
  GENRE_CYCLE: "Ein Genre kann nicht unter sich selbst stehen. Wählen Sie einen anderen Platz.",
  GENRE_NOT_EMPTY: "Darunter stehen noch andere Genres. Verschieben oder archivieren Sie zuerst diese.",
  COVER_NOT_AN_IMAGE: "Diese Datei ist kein Bild, das wir lesen können. Nehmen Sie ein JPEG, PNG, WebP oder AVIF.",
  COVER_TOO_LARGE:
    "Dieses Bild ist zu groß: 20 Megabyte und 60 Millionen Bildpunkte sind das Meiste. Speichern Sie es kleiner und versuchen Sie es noch einmal.",
  GENRE_ARCHIVED: "Dieses Genre ist archiviert. Holen Sie es zuerst zurück, oder wählen Sie ein anderes.",
  GENRE_CHANGED:
    "Jemand hat dieses Genre inzwischen geändert; es wurde nichts gespeichert. Drücken Sie noch einmal, dann gilt Ihres.",
  BOOK_IN_STOCK: "Dieses Buch ist da: Sie können es gleich kaufen und brauchen nicht darauf zu warten.",
  ALREADY_PREBOOKED: "Sie warten schon auf dieses Buch. Wir sagen es Ihnen, sobald es da ist.",
  BOOK_UNAVAILABLE: "Dieses Buch wird hier nicht mehr verkauft.",
  OUT_OF_STOCK: "So viele Exemplare sind nicht mehr da. Nehmen Sie weniger, oder schauen Sie bald wieder herein.",
  CART_EMPTY: "Ihr Warenkorb ist leer. Bücher, die Sie hineinlegen, warten hier sieben Tage.",
  CART_CHANGED:
    "Ihr Warenkorb hat sich geändert, seit diese Seite gezeigt wurde. Sehen Sie ihn durch, dann bestellen Sie noch einmal.",
  PICKUP_NOT_OFFERED: "Zurzeit kann man Bücher nicht im Laden abholen. Wählen Sie die Lieferung an eine Adresse.",
  COUNTRY_NOT_SERVED: "In dieses Land liefern wir noch nicht. Wählen Sie eine andere Adresse, oder schreiben Sie uns.",
  TOTAL_CHANGED:
    "Die Summe hat sich geändert, seit diese Seite gezeigt wurde. Sehen Sie sie durch, dann bestellen Sie noch einmal.",
  ILLEGAL_TRANSITION:
    "Die Bestellung ist inzwischen weiter, deshalb geht das nicht mehr. Laden Sie die Seite neu, um zu sehen, wo sie steht.",
  ORDER_EXPIRED:
    "Die Zeit zum Bezahlen ist abgelaufen, und die Bücher stehen wieder im Regal. Sie können den Warenkorb wieder damit füllen.",
  ORDER_NOT_PAYABLE: "An dieser Bestellung ist nichts zu bezahlen.",
  PAYMENT_SESSION_CLOSED:
    "Diese Zahlung ist schon abgeschlossen. Gehen Sie zurück zur Bestellung, um zu sehen, wo sie steht.",
  PAYMENT_UNAVAILABLE:
    "Der Zahlungsdienst antwortet gerade nicht. Es wurde nichts abgebucht; versuchen Sie es in einer Minute noch einmal.",
  SETTINGS_CHANGED:
    "Inzwischen hat jemand diese Einstellungen gespeichert, Ihre sind es deshalb noch nicht. Sehen Sie sich an, was sich geändert hat, dann speichern Sie noch einmal.",
  QUANTITY_TOO_MUCH:
    "So viele Exemplare sind dafür nicht übrig. Laden Sie die Seite neu, um zu sehen, was inzwischen gepackt, storniert oder zurückgegeben wurde.",
  NOTHING_CHOSEN: "Es ist nichts ausgewählt. Nennen Sie Exemplare, die Lieferung oder einen Betrag.",
  AMOUNT_DIFFERS:
    "Der Betrag ist nicht die Summe der Bestellung. Prüfen Sie ihn, und verbuchen Sie genau, was angekommen ist.",
  REFUND_TOO_MUCH:
    "Das ist mehr, als noch zu erstatten ist. Laden Sie die Seite neu, um zu sehen, was inzwischen erstattet wurde.",
  REFUND_SETTLED: "Diese Erstattung ist schon erledigt. Laden Sie die Seite neu, um zu sehen, wo sie steht.",
  WEBHOOK_REFUSED: "Diese Mitteilung kommt nicht vom Zahlungsdienst, oder sie kam zu spät.",
  NOT_PURCHASED:
    "Nur wer das Buch hier gekauft hat, kann es besprechen. Sobald eine Bestellung damit bezahlt ist, können Sie es.",
  DUPLICATE_REVIEW:
    "Sie haben dieses Buch schon besprochen. Ändern Sie Ihre Besprechung, oder löschen Sie sie und schreiben Sie eine neue.",
  NOT_REVIEW_OWNER: "Diese Besprechung ist von jemand anderem; nur wer sie geschrieben hat, kann sie ändern.",
  WISHLIST_FULL: "Mehr Bücher fasst ein Merkzettel nicht. Nehmen Sie erst eines herunter.",
  JOB_WAITING: "Diese Aufgabe ist schon angefordert und beginnt, sobald die Hintergrundarbeit dazu kommt.",
  MAIL_NOT_DEAD: "Diese Mail steckt nicht fest, sie braucht also keinen zweiten Versuch.",
  FILE_REFUSED: "Aus dieser Datei kann der Laden keine Bücher machen. Er liest Tabellen (CSV), ONIX 3.0 und JSON.",
  IMPORT_MOVED_ON: "Der Import ist inzwischen weiter, deshalb geht das nicht mehr. Sehen Sie nach, wo es jetzt steht.",
} as const satisfies Record<ShopErrorCode, string>;
