import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Whether an `Authorization` header brings the token (RFC 6750), compared in constant time. Without a token nobody does. */
export function isBearer(authorization: string | null, token: string | undefined): boolean {
  const given = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization ?? "")?.[1];
  if (!token || given === undefined) return false;
  return timingSafeEqual(digest(given), digest(token));
}
