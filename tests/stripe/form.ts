/** What a form-encoded body of Stripe's says: `a[b][0][c]=d` is nested. */
export type Value = string | Value[] | { [key: string]: Value };

export function parseForm(body: string): Record<string, Value> {
  const root: Record<string, Value> = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const path = [name.replace(/\[.*$/, ""), ...[...name.matchAll(/\[([^\]]*)\]/g)].map((part) => part[1] ?? "")];
    let at: Record<string, Value> = root;
    path.forEach((key, depth) => {
      const own = key === "" ? String(Object.keys(at).length) : key;
      if (depth === path.length - 1) at[own] = value;
      else at = (at[own] ??= {}) as Record<string, Value>;
    });
  }
  return root;
}

export const text = (value: Value | undefined): string | undefined => (typeof value === "string" ? value : undefined);
export const whole = (value: Value | undefined): number | undefined =>
  typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : undefined;
export const fields = (value: Value | undefined): Record<string, Value> =>
  typeof value === "object" && !Array.isArray(value) ? value : {};
/** A list travels as `name[0]`, `name[1]`. */
export const list = (value: Value | undefined): Value[] =>
  Array.isArray(value)
    ? value
    : Object.entries(fields(value))
        .sort(([a], [b]) => Number(a) - Number(b))
        .map(([, item]) => item);
export const strings = (value: Value | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(fields(value)).flatMap(([k, v]) => (typeof v === "string" ? [[k, v]] : [])));
