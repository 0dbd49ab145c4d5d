import { config } from "@/config/env";

/** What every page says of itself: all of it is a demo, or the payments of a real shop are (PAY-4); null for neither. */
export type Notice = "demo" | "demoPayments" | null;

export function notice(): Notice {
  const { SHOP_MODE, PAYMENTS } = config();
  if (SHOP_MODE === "demo") return "demo";
  return PAYMENTS === "demo" ? "demoPayments" : null;
}
