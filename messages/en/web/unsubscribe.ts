/** Where the link in a mail leads by which it is stopped. */
export const unsubscribe = {
  title: "Mails from us",
  kinds: {
    restock: "mails about books that are back in stock",
    review_invitation: "mails that invite you to review what you bought",
  },
  ask: "At present you get {mails}. Mails about your orders and your account are not concerned.",
  stop: "Stop these mails",
  stopped: {
    heading: "You get no more of these mails",
    text: {
      restock:
        "Those that still waited were taken back, and no new ones are written. We still tell you in the shop, under Notifications.",
      review_invitation: "Those that still waited were taken back, and no new ones are written.",
    },
    again: "Have them sent again",
  },
  again: {
    heading: "They are sent again",
    text: "From now on you get {mails}, as before.",
  },
  all: "All choices about mails and notifications are in <link>your account</link>.",
  gone: {
    heading: "This link leads nowhere",
    text: "It is not complete, or its account is closed. In your account you choose which mails you get.",
    act: "To your account",
  },
} as const;
