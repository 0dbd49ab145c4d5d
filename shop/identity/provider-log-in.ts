import { and, eq, sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { emit, queueMail } from "../outbox/index.ts";
import { linkedLogins, users } from "../../db/schema/identity.ts";
import { mailLink } from "./mailed-links.ts";
import { emailInput, personName, type ProviderPerson, type SessionUser } from "./model.ts";
import { cartTokenOf, dropStrangersKeys, lockUser, openSession, type UserRow } from "./rows.ts";

export type ProviderRefusal = Refusal<
  "PROVIDER_EMAIL_MISSING" | "PROVIDER_EMAIL_UNVERIFIED" | "ACCOUNT_DEACTIVATED" | "LOGIN_LINKED_ELSEWHERE"
>;

/**
 * Opens a session for somebody whom a provider vouches for (IDN-2). A known log-in leads to its account, whatever its address
 * is now. Else an address that the provider has verified joins the account that has it, or makes one; where that account had
 * never proven the address, its password, sessions, tokens and other log-ins go, because whoever set them did not own it. An
 * address that is not verified never joins: it makes an account of its own, or is refused where there is one.
 *
 * Refuses `ACCOUNT_DEACTIVATED`; `PROVIDER_EMAIL_MISSING` (also for an address the shop cannot use);
 * `PROVIDER_EMAIL_UNVERIFIED`; `LOGIN_LINKED_ELSEWHERE` where the account has another log-in of this provider.
 * @caller the door that has checked the provider's answer
 */
export async function logInWithProvider(
  ctx: Ctx,
  given: ProviderPerson & { userAgent?: string | null; cartToken?: string | null },
): Promise<Result<SessionUser, ProviderRefusal>> {
  return ctx.transact(async (tx): Promise<Result<SessionUser, ProviderRefusal>> => {
    const found = (await findLinked(tx, given)) ?? (await joinOrMake(tx, ctx, given));
    if (!("id" in found)) return found;
    if (!found.active) return refuse("ACCOUNT_DEACTIVATED");
    const session = await openSession(tx, ctx, found, given.userAgent);
    await emit(tx, ctx, "user.logged_in", { userId: found.id, cartToken: cartTokenOf(given.cartToken) });
    return ok(session);
  });
}

/** The account of a known log-in, held so that it is not closed meanwhile. */
async function findLinked(tx: Tx, { provider, subject }: ProviderPerson): Promise<UserRow | undefined> {
  const [linked] = await tx
    .select({ user: users })
    .from(linkedLogins)
    .innerJoin(users, eq(users.id, linkedLogins.userId))
    .where(and(eq(linkedLogins.provider, provider), eq(linkedLogins.subject, subject)))
    .for("share");
  return linked?.user;
}

async function joinOrMake(tx: Tx, ctx: Ctx, given: ProviderPerson): Promise<UserRow | ProviderRefusal> {
  const address = emailInput.safeParse(given.email ?? "");
  if (!address.success) return refuse("PROVIDER_EMAIL_MISSING");
  const email = address.data;
  const made = await make(tx, ctx, given, email);
  let user = made ?? (await lockByEmail(tx, email));
  const unproven = user.emailVerifiedAt === null;
  if (!made) {
    if (!given.emailVerified) return refuse("PROVIDER_EMAIL_UNVERIFIED");
    if (!user.active) return refuse("ACCOUNT_DEACTIVATED");
    if (unproven) user = await takeOver(tx, user, given);
  }
  const [linked] = await tx
    .insert(linkedLogins)
    .values({ provider: given.provider, subject: given.subject, userId: user.id, email })
    .onConflictDoNothing()
    .returning({ userId: linkedLogins.userId });
  if (!linked) {
    // two tabs at once: the other one has linked it; or this account has another log-in there
    const other = await findLinked(tx, given);
    if (other?.id !== user.id) return refuse("LOGIN_LINKED_ELSEWHERE");
  }
  if (given.emailVerified && unproven) {
    await confirm(tx, user.id);
    await emit(tx, ctx, "user.verified", { userId: user.id, email });
  }
  return user;
}

/** An account of its own; undefined where the address has one. */
async function make(tx: Tx, ctx: Ctx, given: ProviderPerson, email: string): Promise<UserRow | undefined> {
  const userId = newId(ctx.now);
  const { locale } = ctx;
  const [user] = await tx
    .insert(users)
    .values({ id: userId, email, name: nameOf(given, email), locale })
    .onConflictDoNothing()
    .returning();
  if (!user) return undefined;
  if (!given.emailVerified) await mailLink(tx, ctx, { userId, purpose: "verify", email, locale });
  await queueMail(tx, ctx, { kind: "welcome", to: email, locale, data: { userId, at: ctx.now.toISOString() } });
  await emit(tx, ctx, "user.registered", { userId });
  return user;
}

async function lockByEmail(tx: Tx, email: string): Promise<UserRow> {
  const [{ id } = { id: "" }] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
  const user = id === "" ? undefined : await lockUser(tx, id);
  if (user?.email !== email) throw new Error("an account moved away while somebody logged in");
  return user;
}

/** The owner of the address gets the account; whoever made it without owning the address is out. */
async function takeOver(tx: Tx, user: UserRow, given: ProviderPerson): Promise<UserRow> {
  await dropStrangersKeys(tx, user);
  const change = { passwordHash: null, name: nameOf(given, user.email) };
  await tx.update(users).set(change).where(eq(users.id, user.id));
  return { ...user, ...change };
}

const confirm = (tx: Tx, userId: string) =>
  tx
    .update(users)
    .set({ emailVerifiedAt: sql`now()` })
    .where(eq(users.id, userId));

/** What the provider calls them, else what stands before the @. */
const nameOf = ({ name }: ProviderPerson, email: string): string =>
  personName.safeParse(name ?? "").data ?? email.slice(0, email.indexOf("@"));
