import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 random bits, base64url: a secret that a cookie or a link may carry. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What the database keeps of a token: its SHA-256, so that a leaked table opens nothing. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");

/**
 * A token that can be made again from the same secret and subject (HMAC-SHA-256, RFC 2104), so that a later mail can carry
 * the same link although only its hash is stored. `purpose` keeps kinds of links apart.
 */
export const derivedToken = (secret: string, purpose: string, subject: string): string =>
  createHmac("sha256", secret).update(`${purpose}\n${subject}`).digest("base64url");

/** 192 bits of the signature: a link in a mail stays short, and nobody guesses it. */
const SIGNATURE_BYTES = 24;

const signatureOf = (secret: string, purpose: string, id: string): Buffer =>
  createHmac("sha256", secret).update(`${purpose}\n${id}`).digest().subarray(0, SIGNATURE_BYTES);

/** A token that names an id and that only the shop can have made for this purpose: nothing is stored, and it never runs out. */
export const signedId = (secret: string, purpose: string, id: string): string =>
  Buffer.concat([Buffer.from(id.replaceAll("-", ""), "hex"), signatureOf(secret, purpose, id)]).toString("base64url");

/** The id in a token of `signedId`, made with any of these secrets; null for whatever else. */
export function readSignedId(secrets: readonly string[], purpose: string, token: string): string | null {
  if (!/^[A-Za-z0-9_-]{54}$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  // the last letter has bits to spare: one spelling counts
  if (bytes.toString("base64url") !== token) return null;
  const id = bytes.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  const given = bytes.subarray(16);
  return secrets.some((secret) => timingSafeEqual(signatureOf(secret, purpose, id), given)) ? id : null;
}

/** Whether a string from outside has the shape of a token made here. */
export const isToken = (value: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(value);
