import { sql } from "drizzle-orm";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { settings } from "../../db/schema/settings.ts";
import { settingSchemas, type SettingKey, type SettingValue } from "./model.ts";

/** A setting as somebody read it, with what tells later whether it is still that one. */
export interface ReadSetting<K extends SettingKey> {
  value: SettingValue<K>;
  version: string;
}

/** To the microsecond, which a `Date` would lose. */
const version = sql<string>`to_char(${settings.changedAt} at time zone 'utc', 'YYYYMMDDHH24MISSUS')`;

/** One kind of settings, to be changed. Throws where the shop was never set up. */
export async function readSetting<K extends SettingKey>(ctx: Ctx, key: K): Promise<ReadSetting<K>> {
  authorize(ctx, "settings.manage");
  const [row] = await ctx.db
    .select({ value: settings.value, version })
    .from(settings)
    .where(sql`${settings.key} = ${key}`);
  return { value: settingSchemas[key].parse(row?.value) as SettingValue<K>, version: row?.version ?? "" };
}

/**
 * Replaces one kind of settings. `seen` is the version that was changed: refuses `SETTINGS_CHANGED` when somebody else has saved
 * meanwhile, and then nothing is overwritten. Money is in minor units of the shop's currency, which itself never changes.
 * @caller admins (settings.manage)
 */
export async function saveSettings<K extends SettingKey>(
  ctx: Ctx,
  key: K,
  value: SettingValue<K>,
  seen: string,
): Promise<Result<null, Refusal<"SETTINGS_CHANGED">>> {
  authorize(ctx, "settings.manage");
  const parsed = settingSchemas[key].parse(value);
  return ctx.transact(async (tx) => {
    const [row] = await tx
      .select({ value: settings.value, version })
      .from(settings)
      .where(sql`${settings.key} = ${key}`)
      .for("update");
    if (!row || row.version !== seen) return refuse("SETTINGS_CHANGED");
    const fixed = key === "shop" ? { currency: (row.value as { currency: string }).currency } : {};
    await tx
      .update(settings)
      .set({ value: { ...parsed, ...fixed }, changedAt: sql`clock_timestamp()` })
      .where(sql`${settings.key} = ${key}`);
    await record(tx, ctx, { action: "settings.saved", subject: { kind: "settings", id: key } });
    return ok(null);
  });
}
