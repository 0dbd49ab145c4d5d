import { formatMoney, type Money } from "@/shop/_kernel/money";

/** An amount as the reader writes it, in figures of one width. */
export function Price({ amount, locale, className = "price" }: { amount: Money; locale: string; className?: string }) {
  return <span className={className}>{formatMoney(amount, locale)}</span>;
}
