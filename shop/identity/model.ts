import { z } from "zod";
import { emailInput } from "../_kernel/email.ts";
import { postcodes } from "../_kernel/postcodes.ts";
import { roles, type Role } from "../_kernel/permissions.ts";

export { emailInput };

/** Who somebody is, as every request reads it anew. */
export interface Person {
  id: string;
  name: string;
  email: string;
  role: Role;
}

export interface SessionUser extends Person {
  sessionId: string;
  /** The language they chose; null follows the browser. */
  locale: string | null;
}

/** A person whose program asks, with an access token. */
export interface TokenPerson extends Person {
  sessionId: null;
  familyId: string;
}

export const PASSWORD_LEAST = 8;
export const PASSWORD_MOST = 256;
/** What a character may take of JavaScript's, times what it may be taken apart into (Unicode form NFD): more is no password. */
export const PASSWORD_LETTERS = 4 * PASSWORD_MOST;

/** A password to come in with: whatever could be set is compared. */
const knownPassword = z.string().min(1).max(PASSWORD_LETTERS);

/** A password to set: 8 to 256 characters of any kind; whether it is too common is the command's to say. */
export const newPassword = z
  .string()
  .max(PASSWORD_MOST * 2)
  .refine((text) => {
    const characters = [...text].length;
    return characters >= PASSWORD_LEAST && characters <= PASSWORD_MOST;
  }, "password");

/** One line that a person typed: no control characters. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\u0000-\u001f\u007f]*$/);

/** No address of a page: the name stands in mails that anybody can have sent to anybody. */
export const personName = line(120).refine((name) => !/:\/\/|\bwww\./i.test(name));

export const credentialsInput = z.object({ email: emailInput, password: knownPassword });
export const registerInput = z.object({ email: emailInput, password: newPassword, name: personName });
export const resetRequestInput = z.object({ email: emailInput });
export const resetPasswordInput = z.object({ password: newPassword });
/** An empty current password is that of an account without one. */
export const changePasswordInput = z.object({
  current: z
    .string()
    .max(PASSWORD_LETTERS)
    .nullish()
    .transform((typed) => typed || null),
  password: newPassword,
});
export const changeEmailInput = z.object({
  email: emailInput,
  password: z
    .string()
    .max(PASSWORD_LETTERS)
    .nullish()
    .transform((typed) => typed || null),
});

export const localeInput = z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/);
/** A null locale follows the browser. */
export const profileInput = z.object({ name: personName, locale: localeInput.nullable() });
export type ProfileInput = z.output<typeof profileInput>;

/** The most addresses an account keeps. */
export const MAX_ADDRESSES = 20;

/** A saved address; issues' message `postcode` carries an example in its params, as at checkout. */
export const addressInput = z
  .object({
    id: z.uuid().optional(),
    name: line(120),
    line1: line(200),
    line2: z
      .string()
      .trim()
      .max(200)
      .regex(/^[^\u0000-\u001f\u007f]*$/)
      .nullish()
      .transform((typed) => typed || null),
    postcode: line(12),
    city: line(120),
    country: z.string().regex(/^[A-Z]{2}$/),
    preferred: z.union([z.boolean(), z.enum(["on", "true", ""]).transform((typed) => typed !== "")]).default(false),
  })
  .superRefine((value, issues) => {
    const known = postcodes[value.country];
    if (known && !known.pattern.test(value.postcode)) {
      issues.addIssue({ code: "custom", path: ["postcode"], message: "postcode", params: { example: known.example } });
    }
  });
export type AddressInput = z.output<typeof addressInput>;

export interface SavedAddress {
  id: string;
  name: string;
  line1: string;
  line2: string | null;
  postcode: string;
  city: string;
  country: string;
  preferred: boolean;
}

export const providers = ["google", "github"] as const;
export type Provider = (typeof providers)[number];
export const providerInput = z.enum(providers);

/** What a provider says of whoever logged in there. */
export interface ProviderPerson {
  provider: Provider;
  /** The provider's own id of the person. */
  subject: string;
  email: string | null;
  emailVerified: boolean;
  name: string | null;
}

export interface LinkedLogin {
  provider: Provider;
  email: string | null;
  linkedAt: Date;
}

export interface Profile extends Person {
  emailVerified: boolean;
  /** A new address that waits for its link to be used. */
  pendingEmail: string | null;
  /** False for people who only come in by a provider. */
  hasPassword: boolean;
  /** The language they chose; null follows the browser. */
  locale: string | null;
  createdAt: Date;
}

/** A place where somebody is logged in: a browser, or a program with tokens. */
export interface OpenSession {
  id: string;
  kind: "web" | "program";
  userAgent: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  /** The one that asks. */
  current: boolean;
}

export const tokenRequestInput = credentialsInput;
export const refreshInput = z.object({ refreshToken: z.string().min(1).max(200) });

/** How long an access token counts, in seconds. */
export const ACCESS_SECONDS = 15 * 60;
/** How long a program may stay away before it has to log in again, in seconds. */
export const REFRESH_SECONDS = 30 * 24 * 60 * 60;

/** OAuth 2.0's answer (RFC 6749, section 5.1), in our letters; times in seconds. */
export interface Tokens {
  accessToken: string;
  tokenType: "Bearer";
  expiresIn: typeof ACCESS_SECONDS;
  refreshToken: string;
  refreshExpiresIn: number;
}

/** What is typed to delete an account that has no password: its own address. */
export const deleteAccountInput = z
  .object({
    password: z.string().max(PASSWORD_LETTERS).optional(),
    confirmation: z.string().trim().toLowerCase().max(254).optional(),
  })
  .transform(({ password, confirmation }) => ({ password: password || null, confirmation: confirmation || null }));
export type DeleteAccountInput = z.output<typeof deleteAccountInput>;

/** A row of the desk's list of people. */
export interface UserRow extends Person {
  active: boolean;
  emailVerified: boolean;
  createdAt: Date;
}

/** What the desk sees of one person. */
export interface UserDetails extends UserRow {
  deactivatedAt: Date | null;
  /** Why, as an admin noted it. */
  deactivatedNote: string | null;
  /** False for people who only come in by a provider. */
  hasPassword: boolean;
  logins: LinkedLogin[];
  /** Where the person is logged in; the one used last comes first. */
  sessions: OpenSession[];
}

export const userStates = ["active", "inactive"] as const;
export const userSorts = ["joined", "name", "email"] as const;
export type UserSort = (typeof userSorts)[number];
export const USERS_PER_PAGE = 25;

/** The people desk's filters, as its URL carries them. */
export const userFilter = z.object({
  role: z.enum(roles).optional(),
  state: z.enum(userStates).optional(),
  text: z.string().trim().min(1).max(120).optional(),
  sort: z.enum(userSorts).default("joined"),
  direction: z.enum(["asc", "desc"]).default("desc"),
  page: z.number().int().min(1).max(10_000).default(1),
});
export type UserFilter = z.output<typeof userFilter>;

/** Why an admin does something to an account: for the account's page and the audit log. */
export const reasonInput = z
  .string()
  .transform((text) => text.replaceAll("\u0000", ""))
  .pipe(z.string().trim().min(1).max(500));
export const roleInput = z.enum(roles);
