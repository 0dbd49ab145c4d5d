/** What people are told of in the shop itself, and what of it they want. */
export const notifications = {
  title: "Notifications",
  found: "{total, plural, one {1 notification} other {# notifications}}",
  unread: "{count, plural, one {1 unread} other {# unread}}",
  list: "Your notifications, newest first",
  /** On one that was not read. */
  fresh: "New",
  read: "Mark as read",
  /** `{about}` is the sentence itself. */
  readName: "Mark as read: {about}",
  readAll: "Mark all as read",
  reading: "Marking as read",
  done: "{count, plural, =0 {Everything was read already.} one {One notification is marked as read.} other {# notifications are marked as read.}}",
  none: {
    heading: "Nothing to tell yet",
    text: "When something happens with your orders, or a book you are waiting for is back, it stands here.",
    action: "To the shop window",
  },
  about: {
    restock: "“{title}” is in stock again.",
    reviewReply: "We have replied to your review of “{title}”.",
    order: {
      paid: "Order {number} is paid. We pack it next.",
      shipped: "Order {number} is on its way.",
      delivered: "Order {number} has arrived.",
      cancelled: "Order {number} is cancelled.",
      refunded: "Money for order {number} is on its way back to you.",
    },
  },
  choices: {
    heading: "What we tell you",
    lead: "Mails that belong to an order always come: you will want to have them.",
    restock: {
      inApp: "A book I am waiting for is in stock again: tell me here",
      mail: "A book I am waiting for is in stock again: send me a mail",
    },
    orderState: { inApp: "Something happens with an order of mine: tell me here" },
    reviewReply: { inApp: "The shop replies to a review of mine: tell me here" },
    reviewInvitation: { mail: "My books have been here some days: ask me by mail how they are" },
    save: "Save",
    saving: "Saving",
    saved: "Your choice is saved.",
  },
} as const;
