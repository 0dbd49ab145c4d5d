import type { Money } from "../../_kernel/money.ts";
import type { SessionRequest } from "../../_runtime/gateways.ts";

/** What is charged, line by line; where the lines do not add up to it, one line that does. */
export function lineItems({ lines, shipping, amount, orderNumber }: SessionRequest) {
  const item = (name: string, quantity: number, unitPrice: Money) => ({
    quantity,
    price_data: {
      currency: amount.currency.toLowerCase(),
      unit_amount: unitPrice.minor,
      product_data: { name: name.slice(0, 250) },
    },
  });
  const sum = lines.reduce((total, line) => total + line.unitPrice.minor * line.quantity, shipping?.minor ?? 0);
  return lines.length > 0 && sum === amount.minor
    ? { items: lines.map((line) => item(line.name, line.quantity, line.unitPrice)), shipping }
    : { items: [item(orderNumber, 1, amount)], shipping: null };
}
