export { placeOrder, type Placed, type PlaceOrderRefusal } from "./place-order.ts";
export { payOrder, type PayRefusal } from "./pay-order.ts";
export { listQuotes, quoteCheckout, quotePickup } from "./quote.ts";
export { flatRates, type ShippingCalculator, type ShippingQuote } from "./shipping.ts";
export { removeOldKeys } from "./remove-old-keys.ts";
