import { hash, verify } from "@node-rs/argon2";

/** argon2id with the parameters OWASP names first among the small ones: 19 MiB, 2 passes, 1 lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize("NFC"), parameters);

/** A hash of nothing anybody knows, so that an unknown address costs as much as a wrong password. */
let decoy: Promise<string> | undefined;

/** Compares with `stored`, or with a decoy where there is none; the time taken says nothing. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  decoy ??= hashPassword(crypto.randomUUID());
  const matches = await verify(stored ?? (await decoy), password.normalize("NFC"));
  return stored !== null && matches;
}

/** The right password; or none, for an account that has none. Always one hash. */
export async function mayChange(stored: string | null, given: string | null): Promise<boolean> {
  const matches = await passwordMatches(given ?? "", stored);
  return stored === null ? given === null : matches;
}
