import { sql } from "drizzle-orm";
import { authorizeJob } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { listCardsById, readSaleFacts } from "../catalog/index.ts";
import { listRecipients } from "../identity/index.ts";
import { notify, wanting } from "../notifications/index.ts";
import { queueMails } from "../outbox/index.ts";

/** People of one transaction: few, so that no statement of it keeps a core from others for long. */
const BATCH = 50;
/** Never more than so many a second: the shop is open meanwhile, often on the same machine. */
const PEOPLE_A_SECOND = 250;
/** Then another restock has its turn: a small crowd does not wait until a great one is told. */
const LONGEST_MS = 10_000;

/**
 * Tells everybody whom restocks have notified (PRE-3), a batch at a time: what a batch writes and how far it came are one
 * transaction, so that whoever dies in between leaves nothing half done, and the next one goes on from there. Deactivated
 * people, and ways somebody has switched off, are passed over. Returns how many people were seen to. With `restockId` only
 * those of one restock.
 * @caller the worker's queue and schedule `announce-restocks`
 */
export async function announceRestocks(ctx: Ctx, restockId: string | null): Promise<number> {
  authorizeJob(ctx);
  const began = performance.now();
  let people = 0;
  // by turns, a batch each
  for (let open = restockId === null ? await openRestocks(ctx) : [restockId]; open.length > 0;) {
    const unfinished: string[] = [];
    for (const id of open) {
      const batch = await announceBatch(ctx, id);
      people += batch;
      if (batch === BATCH) {
        unfinished.push(id);
        await keepTo(PEOPLE_A_SECOND, people, began);
      }
      if (performance.now() - began > LONGEST_MS) {
        // the schedule comes again by itself
        if (restockId) await ctx.transact((tx) => ctx.shop.jobs.send(tx, "announce-restocks", { restockId }));
        return people;
      }
    }
    open = unfinished;
  }
  return people;
}

const keepTo = (rate: number, done: number, began: number) => {
  const early = (done / rate) * 1_000 - (performance.now() - began);
  return early > 0 ? new Promise((resolve) => setTimeout(resolve, early)) : undefined;
};

async function openRestocks(ctx: Ctx): Promise<string[]> {
  const { rows } = await ctx.db.execute<{ id: string }>(
    sql`select id from prebooking_rounds where restocked_at is not null and finished_at is null
      order by restocked_at, id limit 1000`,
  );
  return rows.map(({ id }) => id);
}

/** One step of a restock; 0 when it is finished, when another worker is at it, or when its book is not sold. */
async function announceBatch(ctx: Ctx, restockId: string): Promise<number> {
  return ctx.transact(async (tx) => {
    const { rows } = await tx.execute<{ bookId: string; reached: string | null }>(sql`
      select book_id as "bookId", reached from prebooking_rounds
      where id = ${restockId} and restocked_at is not null and finished_at is null for update skip locked`);
    const [restock] = rows;
    if (!restock) return 0;
    // taken out of the shop meanwhile: the schedule tells them when it is on sale again
    if (!(await readSaleFacts(tx, [restock.bookId])).get(restock.bookId)?.sold) return 0;
    const { rows: batch } = await tx.execute<Waiting>(sql`
      select id, user_id as "userId", locale from prebookings
      where round_id = ${restockId} and cancelled_at is null and (${restock.reached}::uuid is null or id > ${restock.reached}::uuid)
      order by id limit ${BATCH}`);
    const last = batch.at(-1);
    if (last) await tell(tx, ctx, { restockId, bookId: restock.bookId }, batch);
    await tx.execute(
      last && batch.length === BATCH
        ? sql`update prebooking_rounds set reached = ${last.id} where id = ${restockId}`
        : sql`update prebooking_rounds set reached = ${last?.id ?? restock.reached}::uuid, finished_at = now() where id = ${restockId}`,
    );
    return batch.length;
  });
}

type Waiting = { id: string; userId: string; locale: string | null };

async function tell(
  tx: Tx,
  ctx: Ctx,
  { restockId, bookId }: { restockId: string; bookId: string },
  batch: readonly Waiting[],
): Promise<void> {
  const [book] = await listCardsById(ctx, [bookId]);
  const userIds = batch.map(({ userId }) => userId);
  const recipients = new Map((await listRecipients(tx, userIds)).map((person) => [person.id, person]));
  const there = userIds.filter((id) => recipients.has(id));
  const [inApp, byMail] = [await wanting(tx, "restock", "in_app", there), await wanting(tx, "restock", "mail", there)];
  // one restock notifies a person of a book once, but keys are for ever
  const dedupeKey = `restock:${restockId}`;
  const { slug = "", title = "" } = book ?? {};
  const written = await notify(
    tx,
    ctx,
    [...inApp].map((userId) => ({ userId, kind: "restock", data: { bookId, slug, title }, dedupeKey })),
  );
  const queued = await queueMails(
    tx,
    ctx,
    batch.flatMap(({ id, userId, locale: read }) => {
      const to = byMail.has(userId) && recipients.get(userId);
      if (!to) return [];
      // the account's language, else that of the page on which they asked
      const letter = { to: to.email, locale: to.locale ?? read ?? ctx.locale };
      const its = { crowd: restockId, place: id, dedupeKey: `${dedupeKey}:${userId}` };
      return [{ kind: "restock_alert", ...letter, data: { userId, bookId }, ...its }];
    }),
  );
  // somebody chose otherwise between two statements: begin again with what is chosen now
  if (written !== inApp.size || queued !== byMail.size) throw new Error("what people want changed meanwhile");
  const told = JSON.stringify(
    batch.map(({ id, userId }) => ({
      id,
      told: [...(inApp.has(userId) ? ["in_app"] : []), ...(byMail.has(userId) ? ["mail"] : [])],
    })),
  );
  await tx.execute(sql`
    update prebookings p set told = array(select jsonb_array_elements_text(g.told))
    from jsonb_to_recordset(${told}::jsonb) as g(id uuid, told jsonb) where p.id = g.id`);
}
