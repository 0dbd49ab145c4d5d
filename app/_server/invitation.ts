import "server-only";
import { forgetSealed, readSealed, sealIn } from "./sealed";

const INVITED = "invited";

/** Carries the address of a guest's order to the form for a new account: not in the URL, where others would see it. */
export const invite = (email: string, name: string): Promise<void> => sealIn(INVITED, { email, name }, 30);

export async function readInvitation(): Promise<{ email: string; name: string } | null> {
  const { email, name } = (await readSealed(INVITED)) ?? {};
  return typeof email === "string" && typeof name === "string" ? { email, name } : null;
}

export const forgetInvitation = (): Promise<void> => forgetSealed(INVITED);
