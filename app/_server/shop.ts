import "server-only";
import { config } from "@/config/env";
import { defaultLocale, isLocale, translator } from "@/messages";
import { openShop, type Shop } from "@/shop/context";

const kept = Symbol.for("octavo.shop");
const store = globalThis as { [kept]?: Shop };

const delivery = (locale: string) => translator(isLocale(locale) ? locale : defaultLocale, "web.pay")("delivery");

/** The shop of this process, opened when first used and once for every copy of this file. The build never opens it. */
export const shop = (): Shop => (store[kept] ??= openShop(config(), "web", { delivery }));
