import type { OnixOptions } from "./onix-model.ts";
import { all, brief, child, value, type Element } from "./onix-tree.ts";
import type { Told } from "./onix-told.ts";
import { isCurrency, readPrice } from "./read-price.ts";

/** ONIX list 58, the likeliest first: fixed retail price, recommended, publisher's, those before publication; "" says nothing. */
const withTax = ["04", "02", "42", "24", "22", ""];
const withoutTax = new Set(["01", "03", "05", "06", "07", "08", "21", "23", "41"]);
/** ONIX list 65. */
const availabilities = new Set(
  "01 09 10 11 12 20 21 22 23 30 31 32 33 34 40 41 42 43 44 45 46 47 48 49 50 51 52 97 98 99".split(" "),
);
/** Cancelled; out of print, says the publisher. */
const gone = new Set(["01", "51"]);
const onSale = new Set(["10", "11", "12", "20", "21", "22", "23"]);

interface Given {
  amount: string;
  currency: string;
  type: string;
}

function prices(details: readonly Element[], header: { currency: string; priceType: string }): Given[] {
  return details.flatMap((detail) =>
    all(detail, "Price")
      .filter((price) => child(price, "PriceAmount"))
      .map((price) => ({
        amount: value(price, "PriceAmount"),
        currency: (value(price, "CurrencyCode") || header.currency).toUpperCase(),
        type: value(price, "PriceType") || header.priceType,
      })),
  );
}

/** The price a shopper pays in the shop's currency: with tax, of the likeliest type. */
function price(given: readonly Given[], record: Record<string, unknown>, shop: string, told: Told): void {
  const strange = given.find(({ currency }) => currency !== "" && !isCurrency(currency));
  if (strange) {
    told.problem("price", "currency_unknown", { text: brief(strange.amount), currency: brief(strange.currency) });
    return;
  }
  const ours = given.filter(({ currency }) => currency === "" || currency === shop);
  const first = withTax.flatMap((type) => ours.find((each) => each.type === type) ?? [])[0];
  if (!first) {
    const bare = ours.find(({ type }) => withoutTax.has(type));
    const foreign = given.find(({ currency }) => currency !== shop);
    if (bare) told.note("price", "price_without_tax", { text: brief(`${bare.amount} ${shop}`) });
    else if (foreign)
      told.note("price", "price_other_currency", {
        text: brief(foreign.amount),
        currency: brief(foreign.currency),
        shop,
      });
    else told.note("price", "price_missing");
    return;
  }
  const read = readPrice(first.amount, shop, ".");
  if (!read.ok) {
    told.problem("price", read.code, read.facts);
    return;
  }
  const other = ours.find(({ type, amount }) => type === first.type && amount !== first.amount);
  if (other) told.note("price", "prices_differ", { first: brief(first.amount), second: brief(other.amount) });
  record.price = read.minor;
  record.currency = shop;
}

/**
 * Block 6: price, availability, copies on hand. Answers whether the suppliers say that the product is gone for good, or can
 * be had.
 */
export function readSupply(
  product: Element,
  record: Record<string, unknown>,
  told: Told,
  header: { currency: string; priceType: string },
  options: OnixOptions,
): "gone" | "on_sale" | "unknown" {
  const details = all(product, "ProductSupply").flatMap((supply) => all(supply, "SupplyDetail"));
  if (details.length === 0) return "unknown";
  const given = prices(details, header);
  if (given.length > 0) price(given, record, options.currency, told);
  else if (details.some((detail) => child(detail, "UnpricedItemType"))) told.note("price", "unpriced");
  else told.note("price", "price_missing");

  const codes = details.map((detail) => value(detail, "ProductAvailability")).filter((code) => code !== "");
  const strange = codes.find((code) => !availabilities.has(code));
  if (strange !== undefined) told.note(null, "availability_unknown", { availability: brief(strange) });

  const stocks = details.flatMap((detail) => all(detail, "Stock")).filter((stock) => child(stock, "OnHand"));
  if (options.stock === "figure" && stocks.length > 0) {
    const figures = stocks.map((stock) => value(stock, "OnHand"));
    const wrong = figures.find((figure) => !/^\d{1,7}$/.test(figure));
    if (wrong !== undefined) told.problem("stock", "stock_unreadable", { text: brief(wrong) });
    else record.stock = figures.reduce((sum, figure) => sum + Number(figure), 0);
  }
  if (codes.some((code) => onSale.has(code))) return "on_sale";
  return codes.some((code) => gone.has(code)) ? "gone" : "unknown";
}
