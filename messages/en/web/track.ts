/** Finding an order again by its number and address. */
export const track = {
  title: "Find my order",
  lead: "Tell us the order’s number and the address it was placed with. If they belong together, a mail with the link is on its way in a moment.",
  number: "Order number",
  numberHint: "It stands in your receipt, for example 25-01001.",
  email: "Email",
  act: "Send me the link",
  busy: "Looking",
  sent: {
    heading: "Look into your mail",
    text: "If number and address belong together, the link is on its way. It can take a minute; look into the spam folder too. We send it at most once in ten minutes.",
    again: "Ask for another order",
  },
  errors: {
    one: "One field needs another look",
    other: "Both fields need another look",
    kept: "What you typed is kept.",
    number: "Two digits, a dash and five more, for example 25-01001.",
    email: "An address such as aoife@example.org.",
  },
} as const;
