import { Client, type ClientBase } from "pg";
import { openDatabase } from "./database.mjs";
import { loadEnvFile, Refusal } from "./runtime.mjs";

/** What is always true, as SQL that finds what breaks it. Each query answers one row a violation: what, and of whom. */
export const invariants: Record<string, string> = {
  "stock is the sum of its movements, never negative": `
    select b.id::text as what, format('stock %s, movements %s', b.stock, coalesce(sum(m.delta), 0)) as why
    from books b left join stock_movements m on m.book_id = b.id
    group by b.id having b.stock <> coalesce(sum(m.delta), 0) or b.stock < 0`,
  "an order line is sold, let go and revived at most once": `
    select order_line_id::text as what, reason || ' ' || count(*) as why from stock_movements
    where order_line_id is not null and reason in ('sale', 'expiry', 'revival') group by order_line_id, reason having count(*) > 1`,
  "every order line took its copies once": `
    select l.id::text as what, format('quantity %s, sold %s', l.quantity, coalesce(-sum(m.delta) filter (where m.reason = 'sale'), 0)) as why
    from order_lines l left join stock_movements m on m.order_line_id = l.id
    group by l.id having coalesce(-sum(m.delta) filter (where m.reason = 'sale'), 0) <> l.quantity`,
  "every order line holds what it took, less what went back on the shelf": `
    select l.id::text as what, format('quantity %s, restocked %s, holds %s', l.quantity, l.restocked_quantity, coalesce(-sum(m.delta), 0)) as why
    from order_lines l left join stock_movements m on m.order_line_id = l.id
    group by l.id having l.quantity - l.restocked_quantity <> coalesce(-sum(m.delta), 0)`,
  "cancelled orders gave back what they still held, living ones only what was cancelled or returned": `
    select o.number as what, format('%s: %s of %s', o.state, l.restocked_quantity, l.quantity) as why
    from orders o join order_lines l on l.order_id = o.id
    where (o.state = 'cancelled' and l.restocked_quantity < l.quantity - l.cancelled_quantity)
      or (o.state <> 'cancelled' and l.restocked_quantity > l.cancelled_quantity + l.returned_quantity)`,
  "an import counts the books that it brought in": `
    select i.id::text as what, format('counted %s, kept %s', c.counted, c.kept) as why from imports i, lateral (
      select coalesce((i.committed ->> 'created')::int + (i.committed ->> 'updated')::int, 0) as counted,
        (select count(*) from import_rows r where r.import_id = i.id and r.book_id is not null) as kept) as c
    where c.counted <> c.kept`,
  "copies sold and not given back were in stock": `
    select b.id::text as what, 'sold more than was stocked' as why from books b join stock_movements m on m.book_id = b.id
    group by b.id having sum(m.delta) < 0`,
  "an order that is paid or beyond has exactly one succeeded payment, of its total": `
    select o.number as what, format('%s succeeded payments', count(p.id)) as why
    from orders o left join payments p on p.order_id = o.id and p.state = 'succeeded' and p.amount_minor = o.total_minor and p.currency = o.currency
    where o.state in ('paid', 'processing', 'shipped', 'delivered') group by o.id having count(p.id) <> 1`,
  "no order has two succeeded payments": `
    select order_id::text as what, count(*)::text as why from payments where state = 'succeeded' group by order_id having count(*) > 1`,
  "an unpaid order took no money": `
    select o.number as what, o.state as why from orders o join payments p on p.order_id = o.id and p.state = 'succeeded'
    where o.payment_state in ('unpaid', 'pending')`,
  "money that an order could not use goes back": `
    select p.id::text as what, 'surplus without refund' as why from payments p
    where p.state = 'surplus' and not exists (select 1 from refunds r where r.payment_id = p.id)`,
  "a cancelled order that was paid is refunded, or will be": `
    select o.number as what, 'no refund' as why from orders o join payments p on p.order_id = o.id and p.state = 'succeeded'
    where o.state = 'cancelled' and not exists (select 1 from refunds r where r.payment_id = p.id)
      and not exists (select 1 from payment_disputes d where d.payment_id = p.id and d.state <> 'won')`,
  "refunds never exceed their payment": `
    select p.id::text as what, format('%s of %s', sum(r.amount_minor), coalesce(p.received_minor, p.amount_minor)) as why
    from payments p join refunds r on r.payment_id = p.id and r.state <> 'failed' group by p.id
    having sum(r.amount_minor) > coalesce(p.received_minor, p.amount_minor)`,
  "a refund's parts fit into it": `
    select r.id::text as what, format('%s for lines and %s for delivery, of %s', sum(l.amount_minor), r.shipping_minor, r.amount_minor) as why
    from refunds r join refund_lines l on l.refund_id = r.id group by r.id having sum(l.amount_minor) + r.shipping_minor > r.amount_minor`,
  "no refund waits longer than its plan": `
    select r.id::text as what, format('untouched since %s', coalesce(r.tried_at, r.requested_at)) as why
    from refunds r join payments p on p.id = r.payment_id and p.gateway <> 'manual'
    where r.state = 'requested' and r.sent_at is null and coalesce(r.tried_at, r.requested_at) < now() - interval '15 minutes'`,
  "money that needs a person's look is before the desk": `
    select p.id::text as what, 'surplus without incident' as why from payments p
    where p.state = 'surplus' and not exists (select 1 from order_incidents i where i.facts ->> 'paymentId' = p.id::text)
    union all
    select r.id::text, 'failed without incident' from refunds r
    where r.state = 'failed' and not exists (select 1 from order_incidents i where i.facts ->> 'refundId' = r.id::text)
    union all
    select d.id::text, 'dispute without incident' from payment_disputes d
    where not exists (select 1 from order_incidents i where i.key = 'dispute:' || d.ref)`,
  "an order's payment state is what its money comes to": `
    select o.number as what, format('%s; paid %s, gone %s', o.payment_state, m.paid, m.gone) as why from orders o
    cross join lateral (
      select coalesce(sum(p.amount_minor) filter (where p.state = 'succeeded'), 0) as paid, coalesce(bool_or(p.state = 'pending'), false) as pending,
        coalesce(sum((select sum(r.amount_minor) from refunds r where r.payment_id = p.id and r.state = 'succeeded')) filter (where p.state = 'succeeded'), 0)
          + coalesce(sum((select sum(d.amount_minor) from payment_disputes d where d.payment_id = p.id and d.state = 'lost')) filter (where p.state = 'succeeded'), 0) as gone,
        coalesce(bool_or(p.state = 'succeeded' and exists (select 1 from payment_disputes d where d.payment_id = p.id and d.state = 'open')), false) as disputed
      from payments p where p.order_id = o.id
    ) as m
    where o.payment_state <> case when m.paid = 0 then case when m.pending then 'pending' else 'unpaid' end
      when m.disputed then 'disputed' when m.gone >= m.paid then 'refunded' when m.gone > 0 then 'partly_refunded' else 'paid' end`,
  "every order adds up: lines, delivery, total, payments": `
    select o.number as what, 'does not add up' as why from orders o
    where o.subtotal_minor <> (select coalesce(sum(l.total_minor), 0) from order_lines l where l.order_id = o.id)
      or o.total_minor <> o.subtotal_minor + o.shipping_minor
      or exists (select 1 from payments p where p.order_id = o.id and (p.amount_minor <> o.total_minor or p.currency <> o.currency))`,
  "every order has lines, a history that starts and ends right, and a link": `
    select o.number as what, 'incomplete' as why from orders o
    where not exists (select 1 from order_lines l where l.order_id = o.id)
      or not exists (select 1 from order_links k where k.order_id = o.id)
      or (select h.to_state from order_history h where h.order_id = o.id and h.from_state is null) is distinct from 'pending_payment'
      or (select h.to_state from order_history h where h.order_id = o.id order by h.at desc, h.id desc limit 1) <> o.state`,
  "every order has one receipt, every order that was paid one confirmation": `
    select o.number as what, format('%s receipts, %s confirmations', m.receipts, m.confirmations) as why from orders o
    join lateral (
      select count(*) filter (where kind = 'order_received') as receipts, count(*) filter (where kind = 'order_confirmed') as confirmations
      from mails where data ->> 'orderId' = o.id::text
    ) as m on true
    where m.receipts <> 1 or m.confirmations <> (case when o.paid_at is null then 0 else 1 end)`,
  "no mail waits longer than its plan": `
    select id::text as what, format('due since %s', next_attempt_at) as why from mails
    -- of a crowd the last wait until the others have gone, or a provider that takes none takes them again
    where state = 'queued' and next_attempt_at < now() - case when bulk then interval '2 days' else interval '30 minutes' end`,
  "no order waits for money longer than it may": `
    select number as what, format('expired at %s', expires_at) as why from orders
    where state = 'pending_payment' and expires_at < now() - interval '15 minutes'`,
  "every gateway event was applied, once; only one about money the shop has not heard of waits": `
    select e.gateway || ' ' || e.event_id as what, 'not applied' as why from gateway_events e
    where e.applied_at is null and (e.payload ->> 'paymentRef' is null
      or exists (select 1 from payments p where p.gateway = e.gateway and p.payment_ref = e.payload ->> 'paymentRef'))`,
  "every idempotency key has its order": `
    select scope || ' ' || key as what, 'no order' as why from idempotency_keys k
    where not exists (select 1 from orders o where o.id = k.order_id)`,
  "every order of a cart has its idempotency key, and none has two": `
    -- after a week it is forgotten
    select o.number as what, format('%s keys', count(k.key)) as why from orders o left join idempotency_keys k on k.order_id = o.id
    group by o.id having count(k.key) > 1 or (count(k.key) = 0 and o.placed_at > now() - interval '6 days')`,
  "every book on sale has a price": `
    select id::text as what, title as why from books where archived_at is null and price_minor <= 0`,
  "every book has a work": `
    select b.id::text as what, 'no work' as why from books b where not exists (select 1 from works w where w.id = b.work_id)`,
  "genres are a tree": `
    with recursive up as (
      select id as start, parent_id, array[id] as path, false as circle from genres
      union all
      select up.start, g.parent_id, up.path || g.id, g.id = any(up.path) from up join genres g on g.id = up.parent_id where not up.circle
    ) select distinct start::text as what, 'stands below itself, or below nothing' as why from up
      where circle or (parent_id is not null and not exists (select 1 from genres g where g.id = up.parent_id))`,
  "the works of a genre are those of the books that are sold in it or below it": `
    with recursive below as (
      select id as top, id from genres union select below.top, g.id from below join genres g on g.parent_id = below.id
    ), stands as (
      select distinct below.top as genre_id, b.work_id from below join book_genres bg on bg.genre_id = below.id
      join books b on b.id = bg.book_id and b.archived_at is null
    ), kept as (select genre_id, work_id from genre_works)
    select genre_id::text || ' ' || work_id as what, 'not kept' as why from (table stands except table kept) as missing
    union all select genre_id::text || ' ' || work_id, 'kept for nothing' from (table kept except table stands) as left_over`,
  "no living genre stands below an archived one": `
    select g.id::text as what, g.slug as why from genres g join genres above on above.id = g.parent_id
    where g.archived_at is null and above.archived_at is not null`,
  "an old address shadows no living one, and leads somewhere": `
    select r.kind || ' ' || r.slug as what, 'a living one has it, or its target is gone' as why from slug_redirects r
    where r.slug in (select slug from books where r.kind = 'book') or r.slug in (select slug from genres where r.kind = 'genre')
      or r.slug in (select slug from contributors where r.kind = 'contributor')
      or not exists (
        select 1 from books where r.kind = 'book' and id = r.target_id
        union all select 1 from genres where r.kind = 'genre' and id = r.target_id
        union all select 1 from contributors where r.kind = 'contributor' and id = r.target_id)`,
  "no copy lies in two parcels, and none that was cancelled in any": `
    select l.id::text as what, format('%s in parcels, %s cancelled, of %s', sum(p.quantity), l.cancelled_quantity, l.quantity) as why
    from order_lines l join parcel_lines p on p.order_line_id = l.id group by l.id
    having sum(p.quantity) > l.quantity - l.cancelled_quantity`,
  "an order's shipped and delivered follow from its parcels": `
    select o.number as what, format('%s; sent %s, arrived %s of %s', o.state, c.sent, c.arrived, c.due) as why from orders o
    cross join lateral (
      select sum(l.quantity - l.cancelled_quantity) as due,
        coalesce(sum((select sum(pl.quantity) from parcel_lines pl join parcels p on p.id = pl.parcel_id
          where pl.order_line_id = l.id and p.shipped_at is not null)), 0) as sent,
        coalesce(sum((select sum(pl.quantity) from parcel_lines pl join parcels p on p.id = pl.parcel_id
          where pl.order_line_id = l.id and p.delivered_at is not null)), 0) as arrived
      from order_lines l where l.order_id = o.id
    ) as c
    where (o.state in ('shipped', 'delivered')) <> (c.sent = c.due and c.due > 0)
      or (o.state = 'delivered') <> (c.arrived = c.due and c.due > 0)
      or (o.state = 'cancelled' and c.sent > 0) or (c.sent > 0) <> (o.first_shipped_at is not null)`,
  "copies come back from parcels that have left": `
    select l.id::text as what, format('%s returned', l.returned_quantity) as why from order_lines l
    where l.returned_quantity > coalesce((select sum(pl.quantity) from parcel_lines pl join parcels p on p.id = pl.parcel_id
      where pl.order_line_id = l.id and p.shipped_at is not null), 0)`,
  "VAT of an order is that of its parts, and delivery's shares add up": `
    select o.number as what, 'VAT does not add up' as why from orders o
    where o.shipping_minor <> coalesce((select sum((p ->> 'grossMinor')::int) from jsonb_array_elements(o.shipping_vat) p), 0)
      or exists (
        select 1 from (
          select l.vat_rate_bp as rate, l.total_minor as gross, l.vat_minor as vat from order_lines l where l.order_id = o.id
          union all
          select (p ->> 'rateBp')::int, (p ->> 'grossMinor')::int, (p ->> 'vatMinor')::int from jsonb_array_elements(o.shipping_vat) p
        ) as part group by rate
        having abs(sum(vat) - sum(gross)::numeric * rate / (10000 + rate)) > count(*))`,
  "invoice numbers have no gap": `
    select kind || ' ' || year as what, format('%s numbers up to %s, counter at %s', count(i.id), max(i.serial), c.last) as why
    from invoice_counters c full join invoices i using (kind, year) group by kind, year, c.last
    having count(i.id) is distinct from c.last or max(i.serial) is distinct from c.last`,
  "an invoice comes to its order's total, and adds up by rate": `
    select i.number as what, format('%s of %s', i.gross_minor, o.total_minor) as why from invoices i join orders o on o.id = i.order_id
    where (i.kind = 'invoice' and i.gross_minor <> o.total_minor)
      or i.gross_minor <> (select coalesce(sum((v ->> 'grossMinor')::int), 0) from jsonb_array_elements(i.paper -> 'vat') v)
      or i.vat_minor <> (select coalesce(sum((v ->> 'vatMinor')::int), 0) from jsonb_array_elements(i.paper -> 'vat') v)`,
  "every paid order has its invoice": `
    select o.number as what, 'no invoice' as why from orders o
    where o.paid_at is not null and not exists (select 1 from invoices i where i.order_id = o.id and i.kind = 'invoice')`,
  "every refund of an order's own money has its credit note, of its amount": `
    select r.id::text as what, format('%s, credited %s', r.amount_minor, i.gross_minor) as why
    from refunds r left join invoices i on i.refund_id = r.id
    where r.state = 'succeeded' and r.reason not in ('late_payment', 'duplicate_payment', 'wrong_amount')
      and i.gross_minor is distinct from r.amount_minor`,
  "credit notes never come to more than their invoice": `
    select i.number as what, format('%s of %s', sum(c.gross_minor), i.gross_minor) as why
    from invoices i join invoices c on c.corrects_id = i.id group by i.id
    having sum(c.gross_minor) > i.gross_minor or sum(c.vat_minor) > i.vat_minor or sum(c.net_minor) > i.net_minor`,
  "nobody is logged in to a deactivated account": `
    select u.id::text as what, 'open ' || k.kind as why from users u join (
      select user_id, 'session' as kind from sessions where revoked_at is null and expires_at > now()
      union all select user_id, 'token family' from refresh_families where revoked_at is null and expires_at > now()
    ) as k on k.user_id = u.id where not u.active`,
  "a living token family has exactly one token to use": `
    select f.id::text as what, format('%s unused', count(t.token_hash)) as why
    from refresh_families f left join refresh_tokens t on t.family_id = f.id and t.used_at is null
    where f.revoked_at is null and f.expires_at > now() group by f.id having count(t.token_hash) <> 1`,
  "an anonymised order names nobody": `
    select number as what, 'still names its person' as why from orders
    where email like '%@deleted.invalid' and (user_id is not null or ship_to ->> 'name' <> '' or ship_to ->> 'line1' <> '')`,
  "nobody waits for a book that is sold and there": `
    select b.id::text as what, count(*) || ' wait' as why from prebookings p
    join prebooking_rounds r on r.id = p.round_id join books b on b.id = r.book_id
    where p.cancelled_at is null and r.restocked_at is null and b.stock > 0 and b.archived_at is null group by b.id`,
  "nobody is told of a book that has not come, or that they wait for no longer": `
    select p.id::text as what, 'told' as why from prebookings p join prebooking_rounds r on r.id = p.round_id
    where p.told is not null and (r.restocked_at is null or p.cancelled_at is not null)
    union all
    select p.id::text, 'has a notification or a mail' from prebookings p where p.cancelled_at is not null
      and not exists (select 1 from prebookings o where o.user_id = p.user_id and o.round_id = p.round_id and o.cancelled_at is null)
      and (exists (select 1 from notifications n where n.user_id = p.user_id and n.dedupe_key = 'restock:' || p.round_id)
        or exists (select 1 from mails m where m.dedupe_key = 'restock:' || p.round_id || ':' || p.user_id))`,
  "who a finished restock notified was told exactly once by each way they want, and by no other": `
    select p.id::text as what, format('told by %s, has %s notifications and %s mails', coalesce(p.told::text, 'nobody'), bell.n, mail.n) as why
    from prebooking_rounds r join prebookings p on p.round_id = r.id and p.cancelled_at is null join users u on u.id = p.user_id
    cross join lateral (select count(*) as n from notifications x
      where x.user_id = p.user_id and x.dedupe_key = 'restock:' || r.id) as bell
    cross join lateral (select count(*) as n from mails m
      where m.dedupe_key = 'restock:' || r.id || ':' || p.user_id) as mail
    -- old notifications are removed some day
    where r.finished_at > now() - interval '30 days' and (
      p.told is null
      or bell.n <> ('in_app' = any (p.told))::int
      or mail.n <> ('mail' = any (p.told))::int
      -- what was chosen before they were told, and not changed since
      or exists (select 1 from notification_preferences c
        where c.user_id = p.user_id and c.kind = 'restock' and c.chosen_at < r.restocked_at
          and (not c.wanted and c.channel = any (p.told)
            or c.wanted and u.active and u.deactivated_at is null and cardinality(p.told) > 0 and not c.channel = any (p.told))))`,
  "every book can be found": `
    select b.id::text as what, 'no search document' as why from books b where not exists (select 1 from search_documents d where d.book_id = b.id)
    union all
    -- of the newest only, since each document is made anew to be compared; by words, since genres come in no order
    select b.id::text, 'found by what it was called before' from (select id from books order by id desc limit 1000) b
    join search_documents d on d.book_id = b.id where strip(d.document) is distinct from strip(search_document(b.id))`,
  "what an import owes is announced when it is over": `
    select id::text as what, format('%s, and lists are owed', state) as why from imports
    where lists_owed and state not in ('committing', 'undoing')`,
  "a book's running sums are what its reviews come to": `
    select b.id::text as what, format('%s reviews and %s stars, counted %s and %s', v.n, v.stars, r.review_count, r.rating_sum) as why from books b
    left join book_ratings r on r.book_id = b.id
    cross join lateral (
      select count(*) as n, coalesce(sum(rating), 0) as stars, count(*) filter (where rating = 1) as ones, count(*) filter (where rating = 2) as twos,
        count(*) filter (where rating = 3) as threes, count(*) filter (where rating = 4) as fours, count(*) filter (where rating = 5) as fives
      from reviews where book_id = b.id and deleted_at is null) v
    where (v.n, v.stars, v.ones, v.twos, v.threes, v.fours, v.fives) is distinct from (coalesce(r.review_count, 0), coalesce(r.rating_sum, 0),
      coalesce(r.ones, 0), coalesce(r.twos, 0), coalesce(r.threes, 0), coalesce(r.fours, 0), coalesce(r.fives, 0))`,
  "a review is marked as a buyer's exactly while an order stands behind it": `
    select v.id::text as what, case when v.verified then 'marked without an order' else 'not marked' end as why from reviews v
    where v.deleted_at is null and v.verified <> exists (select 1 from review_rights r where r.book_id = v.book_id
      and (r.user_id = v.user_id or (v.user_id is null and r.order_id = v.order_id)))`,
  "who has a paid order may review its books, and nobody else": `
    select o.number as what, 'no right to review ' || l.book_id as why from orders o join order_lines l on l.order_id = o.id
    where o.user_id is not null and o.state in ('paid', 'processing', 'shipped', 'delivered') and l.quantity > l.cancelled_quantity
      and not exists (select 1 from review_rights r where r.order_id = o.id and r.book_id = l.book_id and r.user_id = o.user_id)
    union all
    select coalesce(o.number, r.order_id::text), 'a right without a purchase' from review_rights r left join orders o on o.id = r.order_id
    where o.id is null or o.state not in ('paid', 'processing', 'shipped', 'delivered') or o.user_id is distinct from r.user_id
      or not exists (select 1 from order_lines l where l.order_id = o.id and l.book_id = r.book_id and l.quantity > l.cancelled_quantity)`,
};

export interface Finding {
  invariant: string;
  what: string;
  why: string;
}

/** Runs every invariant; an empty list is good. */
export async function checkInvariants(client: ClientBase): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [invariant, query] of Object.entries(invariants)) {
    const { rows } = await client.query<{ what: string; why: string }>(query);
    findings.push(...rows.map((row) => ({ invariant, ...row })));
  }
  return findings;
}

const help = `npm run check:invariants

Checks what must always be true in a shop's database: DATABASE_URL's, or the embedded one. Prints a line a check, and
checks=N violations=N orders=N; ends with 1 where something is violated.`;

async function main(): Promise<void> {
  loadEnvFile();
  const database = await openDatabase();
  const client = new Client({ connectionString: database.url, application_name: "octavo-invariants" });
  await client.connect();
  try {
    const findings = await checkInvariants(client);
    for (const invariant of Object.keys(invariants)) {
      const own = findings.filter((finding) => finding.invariant === invariant);
      console.log(`${own.length === 0 ? "ok  " : "FAIL"} ${invariant}`);
      for (const { what, why } of own.slice(0, 20)) console.log(`       ${what}: ${why}`);
      if (own.length > 20) console.log(`       … and ${own.length - 20} more`);
    }
    const { rows } = await client.query<{ n: number }>("select count(*)::int as n from orders");
    console.log(`checks=${Object.keys(invariants).length} violations=${findings.length} orders=${rows[0]?.n ?? 0}`);
    process.exitCode = findings.length === 0 ? 0 : 1;
  } finally {
    await client.end();
    await database.close();
  }
}

if (import.meta.main) {
  if (process.argv.includes("--help")) console.log(help);
  else {
    await main().catch((error: unknown) => {
      console.error(error instanceof Refusal ? error.message : error);
      process.exitCode = 1;
    });
  }
}
