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
  account: {
    title: "Your account",
    text: "You are logged in as {name}.",
    desk: "To the desk",
  },
} as const;
