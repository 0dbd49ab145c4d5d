/** Pages for what cannot be shown: what happened, then what to do. */
export const refusals = {
  "401": {
    title: "Log in first",
    text: "This page belongs to an account. Log in, and it opens.",
  },
  "403": {
    title: "Not with this account",
    text: "You are logged in, but this page is for others. If you think it should be yours, ask the desk.",
  },
  "404": {
    title: "Not on our shelves",
    text: "Nothing stands at this address. It may have been moved, or the link lost a letter on its way.",
  },
  "410": {
    title: "No longer here",
    text: "This page was here once and will not come back. The search may know something like it.",
  },
  "429": {
    title: "A little slower",
    text: "Many requests came from your connection at once. Wait a minute, then try again; nothing you did is lost.",
  },
  "500": {
    title: "That went wrong on our side",
    text: "We could not show this page. Nothing you did is lost; try again in a minute. If it stays like this, write to us and name the reference.",
  },
  "503": {
    title: "Back in a moment",
    text: "The shop is just being restarted or is very busy. Try again in a minute; your cart is kept.",
  },
  again: "Try again",
  home: "To the shop window",
  logIn: "Log in",
  search: "Search for a book",
} as const;
