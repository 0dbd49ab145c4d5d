/** Confirming an address, by the link in a mail. */
export const verify = {
  title: "Adresse bestätigen",
  text: "{email} wird zum Konto von {name} gehören. Bestellungen, die damit aufgegeben wurden, kommen dort zusammen.",
  act: "Diese Adresse bestätigen",
  busy: "Wird bestätigt",
  first: {
    text: "Melden Sie sich zuerst im Konto von {name} an: So kann niemand sonst bekommen, was zu {email} gehört.",
    act: "Anmelden",
    /** Where somebody else is logged in. */
    leave: "Abmelden und mit dem anderen Konto anmelden",
    not: "Sie haben kein solches Konto angelegt? Dann hat jemand Ihre Adresse eingegeben. <link>Wählen Sie ein neues Passwort</link>, und das Konto gehört Ihnen allein.",
  },
  gone: {
    title: "Dieser Link gilt nicht mehr",
    text: "Er wurde schon benutzt, ist abgelaufen oder durch einen neueren ersetzt. In Ihrem Konto können Sie sich einen neuen schicken lassen.",
    act: "Zu Ihrem Konto",
  },
} as const;
