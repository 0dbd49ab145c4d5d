/** Passwords: the field, and a new one for whoever has forgotten theirs. */
export const password = {
  show: "Show password",
  strength: {
    short: "Too short: 8 characters at least",
    weak: "Easy to guess",
    fair: "Fair. Longer is better",
    good: "Good",
    strong: "Strong",
  },
  forgot: {
    title: "Forgotten password",
    lead: "Tell us the address of your account. If there is one, a mail with a link is on its way in a moment.",
    email: "Email",
    act: "Send me the link",
    busy: "Looking",
    back: "Back to the log-in",
    sent: {
      heading: "Look into your mail",
      text: "If there is an account with this address, the link is on its way. It counts for an hour, once; look into the spam folder too.",
      again: "Try another address",
    },
    errors: {
      heading: "One field needs another look",
      kept: "What you typed is kept.",
      email: "An address such as aoife@example.org.",
    },
  },
  reset: {
    title: "A new password",
    lead: "For the account with {email}. Every device that is logged in there will be logged out.",
    account: "Account",
    password: "New password",
    act: "Set the password",
    busy: "Setting it",
    gone: {
      title: "This link is used up",
      text: "It was used before, has run out or was replaced by a newer one. Ask for a new one; it takes a minute.",
      act: "Ask for a new link",
    },
    errors: { heading: "One field needs another look", kept: "The password is never kept: type it again." },
  },
} as const;
