import "server-only";
import { config } from "@/config/env";
import { openFeed, type Feed } from "@/shop/notifications";
import { shop } from "./shop";

/** Also where the metrics find its figures (`front/metrics.ts`). */
const kept = Symbol.for("octavo.feed");
const store = globalThis as { [kept]?: Feed };

/** The feed of this process, opened when first used and once for every copy of this file. */
export const feed = (): Feed => (store[kept] ??= openFeed(shop(), config().DATABASE_DIRECT_URL));
