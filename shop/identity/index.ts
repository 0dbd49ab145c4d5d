export { findSession, logIn, logOut } from "./log-in.ts";
export { hashPassword } from "./passwords.ts";
export * from "./pending.ts";
