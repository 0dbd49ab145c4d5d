import { and, desc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import { NotFound } from "../_kernel/errors.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { mailedLinks, users } from "../../db/schema/identity.ts";
import type { Profile, ProfileInput } from "./model.ts";
import { personOf } from "./rows.ts";

/** The person's own account. Throws NotFound where it is gone. */
export async function getProfile(ctx: Ctx): Promise<Profile> {
  const id = ownId(ctx);
  const [user] = await ctx.db.select().from(users).where(eq(users.id, id));
  if (!user) throw new NotFound("account");
  const [pending] = await ctx.db
    .select({ email: mailedLinks.email })
    .from(mailedLinks)
    .where(
      and(
        eq(mailedLinks.userId, id),
        eq(mailedLinks.purpose, "verify"),
        ne(mailedLinks.email, user.email),
        isNull(mailedLinks.usedAt),
        gt(mailedLinks.expiresAt, sql`now()`),
      ),
    )
    .orderBy(desc(mailedLinks.createdAt))
    .limit(1);
  return {
    ...personOf(user),
    emailVerified: user.emailVerifiedAt !== null,
    pendingEmail: pending?.email ?? null,
    hasPassword: user.passwordHash !== null,
    locale: user.locale,
    createdAt: user.createdAt,
  };
}

/**
 * Changes name and language.
 * @caller the person
 */
export async function updateProfile(ctx: Ctx, input: ProfileInput): Promise<void> {
  await ctx.db
    .update(users)
    .set({ name: input.name, locale: input.locale })
    .where(eq(users.id, ownId(ctx)));
}

/**
 * Changes the language alone; `locale` is one of the shop's.
 * @caller the person
 */
export async function chooseLanguage(ctx: Ctx, locale: string): Promise<void> {
  await ctx.db
    .update(users)
    .set({ locale })
    .where(eq(users.id, ownId(ctx)));
}

/**
 * The address that a person has proven to be theirs, or null.
 * @caller orders, when somebody logs in
 */
export async function findProvenEmail(tx: Tx, userId: string): Promise<string | null> {
  const [user] = await tx
    .select({ email: users.email, at: users.emailVerifiedAt })
    .from(users)
    .where(eq(users.id, userId));
  return user?.at ? user.email : null;
}

/** What a person who has an account here is called; null where it is gone or closed. */
export async function findActiveName(ctx: Ctx, userId: string): Promise<string | null> {
  const [user] = await ctx.db
    .select({ name: users.name })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.active, true)));
  return user?.name ?? null;
}

/**
 * Whether an account has this address.
 * @caller orders, before it invites a guest
 */
export async function hasAccount(tx: Tx, email: string): Promise<boolean> {
  const [user] = await tx
    .select({ id: users.id })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
  return user !== undefined;
}
