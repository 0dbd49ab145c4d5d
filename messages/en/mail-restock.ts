/** The mail to somebody who waited for a book. */
export const restock = {
  subject: "{title} is back in stock",
  preview: "You asked us to tell you. It costs {price}.",
  heading: "It is back",
  text: "You asked us to tell you when {title} is back. It is, and it costs {price}.",
  textGone:
    "You asked us to tell you when {title} is back. It was, but others were quicker: it has just sold out again. On its page you can ask us to tell you next time.",
  cover: "Cover of {title}",
  act: "See the book",
  hint: "We do not keep a copy aside: whoever comes first has it. This mail comes once; if you miss it, ask us again on the book’s page.",
  reason: "You get this mail because you asked {shop} to tell you when this book is back.",
  stop: "Stop mails about books that are back",
} as const;
