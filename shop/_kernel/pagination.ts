/** One page of a list. `page` counts from 1; `pages` is at least 1. */
export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  pageSize: number;
  pages: number;
}

export function pageOf<T>(items: T[], total: number, page: number, pageSize: number): Page<T> {
  return { items, total, page, pageSize, pages: Math.max(1, Math.ceil(total / pageSize)) };
}

/** A page number from a URL: anything but 1 … 10,000 is null. */
export function parsePage(value: string | undefined): number | null {
  if (value === undefined) return 1;
  return /^[1-9]\d{0,3}$|^10000$/.test(value) ? Number(value) : null;
}
