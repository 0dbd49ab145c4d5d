import { createHash, createHmac, randomBytes } from "node:crypto";

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

/** Whether a string from outside has the shape of a token made here. */
export const isToken = (value: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(value);
