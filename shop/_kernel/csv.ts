/** What a spreadsheet takes for a formula (OWASP, CSV injection), also where spaces or apostrophes stand before it. */
const formula = /^'*[\s\u00a0\ufeff]*[=+\-@\t\r]/;

/** A text that no spreadsheet computes: an apostrophe disarms it. `restore` undoes it exactly. */
export const neutralise = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** The text that `neutralise` was given. */
export const restore = (text: string): string => (text.startsWith("'") && formula.test(text) ? text.slice(1) : text);

/** A field of a CSV file (RFC 4180), neutralised. */
export function csvField(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const harmless = neutralise(value);
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export const csvLine = (fields: readonly (string | number | null)[]): string => `${fields.map(csvField).join(",")}\r\n`;
