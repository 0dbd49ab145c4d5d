/** The ways in: logging in, with a password or by a provider. */
export const login = {
  title: "Log in",
  lead: "Buying needs no account; this is for those who have one.",
  email: "Email",
  password: "Password",
  act: "Log in",
  busy: "Logging in",
  logOut: "Log out",
  again: "Log in, and you are back where you were.",
  errors: {
    email: "Type the email address of your account.",
    password: "Type your password.",
    credentials: "Email and password do not fit together. Look at both, and try again.",
    heading: "You are not logged in yet",
    kept: "The password is never kept: type it again.",
  },
  forgot: "Forgotten your password?",
  join: "New here? <link>Create account</link>",
  told: {
    reset: { heading: "Your new password is set", text: "All other devices were logged out. Log in with it now." },
    deleted: {
      heading: "Your account is gone",
      text: "Nothing in the shop leads to you any more. You can still buy as a guest.",
    },
  },
  with: {
    or: "or",
    /** `{name}`: Google, GitHub. */
    act: "Go on with {name}",
    busy: "On to {name}",
    goOn: "You are on your way to {name}.",
    there: "Go there now",
    refused: "You are not logged in yet",
    provider: "{name} did not let you through this time. Try again, or use your password.",
    silent: "{name} does not answer just now. Try again in a minute, or use your password.",
  },
} as const;
