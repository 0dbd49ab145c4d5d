export { findSession, logIn, logOut } from "./log-in.ts";
export { hashPassword } from "./passwords.ts";
export { changeRole } from "./change-role.ts";
export { deactivateUser } from "./deactivate-user.ts";
export { endUserSessions } from "./end-user-sessions.ts";
export { getUser } from "./get-user.ts";
export { countUsers, listUserNames, listUsers } from "./list-users.ts";
export { reactivateUser } from "./reactivate-user.ts";
export * from "./pending.ts";
