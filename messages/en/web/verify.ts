/** Confirming an address, by the link in a mail. */
export const verify = {
  title: "Confirm your address",
  text: "{email} will belong to the account of {name}. Orders placed with it come together there.",
  act: "Confirm this address",
  busy: "Confirming",
  first: {
    text: "Log in to the account of {name} first: so nobody else can claim what belongs to {email}.",
    act: "Log in",
    /** Where somebody else is logged in. */
    leave: "Log out, and in to that account",
    not: "You made no such account? Then somebody typed your address. <link>Set a new password</link>, and the account is yours alone.",
  },
  gone: {
    title: "This link is used up",
    text: "It was used before, has run out or was replaced by a newer one. Your account can send a new one.",
    act: "To your account",
  },
} as const;
