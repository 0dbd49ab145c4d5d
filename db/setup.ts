import type { ClientBase } from "pg";
import { newId } from "../shop/_kernel/ids.ts";
import { hashPassword } from "../shop/identity/index.ts";
import { defaultSettings } from "../shop/settings/model.ts";

/** Writes the settings that a new shop starts with; those that are there stay. */
export async function ensureSettings(client: ClientBase, given: { currency: string; timezone: string }): Promise<void> {
  for (const [key, value] of Object.entries(defaultSettings(given))) {
    await client.query("insert into settings (key, value) values ($1, $2) on conflict do nothing", [
      key,
      JSON.stringify(value),
    ]);
  }
}

/**
 * Makes the first admin where there is none: then, and only then, does the password given here open the desk. Where a person has
 * the address already, the account is made the admin's, and whatever else opened it is taken away: nobody had proven that
 * it was the bookseller's.
 */
export async function ensureAdmin(client: ClientBase, admin: { email: string; password: string }): Promise<boolean> {
  const { rows } = await client.query("select 1 from users where role = 'admin' limit 1");
  if (rows.length > 0) return false;
  const email = admin.email.toLowerCase();
  const made = await client.query(
    `insert into users (id, email, name, password_hash, role, email_verified_at) values ($1, $2, $3, $4, 'admin', now())
     on conflict do nothing`,
    [newId(new Date()), email, "Bookseller", await hashPassword(admin.password)],
  );
  if (made.rowCount === 0) {
    // first the keys, then the power
    await client.query("delete from linked_logins where user_id = (select id from users where email = $1)", [email]);
    await resetPassword(client, email, admin.password);
    await client.query(
      `update users set role = 'admin', active = true, deactivated_at = null, deactivated_note = null,
         email_verified_at = coalesce(email_verified_at, now()) where email = $1`,
      [email],
    );
  }
  return true;
}

/** Gives a person a new password and ends all their sessions, tokens and mailed links; false for an unknown address. */
export async function resetPassword(client: ClientBase, email: string, password: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `with person as (update users set password_hash = $2 where email = lower($1) returning id),
     families as (
       update refresh_families set revoked_at = now(), revoked_because = 'password_changed'
       where user_id in (select id from person) and revoked_at is null
     ), links as (delete from mailed_links where user_id in (select id from person) and used_at is null)
     update sessions set revoked_at = now() where user_id in (select id from person) and revoked_at is null`,
    [email, await hashPassword(password)],
  );
  const { rows } = await client.query("select 1 from users where email = lower($1)", [email]);
  return rowCount !== null && rows.length > 0;
}
