import { translator, type Locale } from "@/messages";
import type { ChoiceKind, Channel, Told } from "@/shop/notifications/model";

/** What a notification says, in the reader's language. */
export function notificationWords(locale: Locale, told: Told): string {
  const t = translator(locale, "web.notifications.about");
  switch (told.kind) {
    case "restock":
      return t("restock", { title: told.data.title });
    case "review_reply":
      return t("reviewReply", { title: told.data.title });
    case "order_state":
      return t(`order.${told.data.state}`, { number: told.data.number });
  }
}

/** What a person may switch off, as the form says it. */
export function choiceWords(locale: Locale, choice: { kind: ChoiceKind; channel: Channel }): string {
  const t = translator(locale, "web.notifications.choices");
  switch (choice.kind) {
    case "restock":
      return t(choice.channel === "mail" ? "restock.mail" : "restock.inApp");
    case "order_state":
      return t("orderState.inApp");
    case "review_reply":
      return t("reviewReply.inApp");
    case "review_invitation":
      return t("reviewInvitation.mail");
  }
}
