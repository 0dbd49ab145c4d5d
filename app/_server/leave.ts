import "server-only";
import { logOut } from "@/shop/identity";
import { signOut } from "./auth";
import { requestContext } from "./context";
import { readPerson } from "./session";

/** Ends the session on the server first, so that no copy of the cookie opens anything (IDN-4). */
export async function leave(): Promise<void> {
  const person = await readPerson();
  if (person) await logOut(await requestContext(), person.sessionId);
  await signOut({ redirect: false });
}
