/** What names a person or opens a door does not belong in a log (OBS-1). */

const GONE = "[redacted]";

/** Names whose value is never written, however deep they stand. `address` is a postal one: machines have `host`. */
const secretName =
  /(?:pass(?:word|phrase)|secret|token|cookie|authori[sz]ation|api[-_]?key|credential|signature|e?-?mail(?:address)?$|^(?:to|cc|bcc|from|replyto|recipient|sender|address(?:ee)?|street|line[12]|city|postcode|zip|phone|full_?name|fullname|shipping_?address|billing_?address|params|parameters|values|body|html|text|formdata|headers)$)/i;

const emailAddress = /[^\s@<>"'(),:;=]+@[^\s@<>"'(),:;=]+\.[^\s@<>"'(),:;=]+/g;
/** What follows them is a secret: the ends of `secretPrefixes` in `app/_server/places.ts` (tested), which the log may not know. */
const secretLink = /(\/(?:track|reset|verify|unsubscribe|wishlists|review|pay\/demo|pay\/return)\/)[^\s/?#"')]+/g;
const bearer = /\b(bearer|basic)\s+[\w.~+/=-]+/gi;
const inUrl = /(\w+:\/\/)[^\s/@:]*:[^\s/@]*@/g;
const jsonWebToken = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;
/** How drizzle ends the message of a failed query: with every value that was in it. */
const parameters = /\n?params: [\s\S]*$/;

export const cleanText = (text: string) =>
  text
    .replace(parameters, "")
    .replace(inUrl, `$1${GONE}@`)
    .replace(emailAddress, "[email]")
    .replace(secretLink, "$1…")
    .replace(bearer, `$1 ${GONE}`)
    .replace(jsonWebToken, GONE);

export type Described = {
  type: string;
  message: string;
  stack?: string;
  code?: unknown;
  constraint?: unknown;
  table?: unknown;
  digest?: unknown;
  cause?: Described;
};

/** An error without its values: PostgreSQL's `detail` and drizzle's parameters quote what people typed. */
export function describe(error: Error, depth = 0): Described {
  const { code, constraint, table, digest, cause } = error as Error & Record<string, unknown>;
  return {
    type: error.name,
    message: cleanText(error.message),
    ...(error.stack && { stack: cleanText(withoutParameters(error)) }),
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    ...(table !== undefined && { table }),
    ...(digest !== undefined && { digest }),
    ...(cause instanceof Error && depth < 4 && { cause: describe(cause, depth + 1) }),
  };
}

/** In a stack the message stands before the frames, so the parameters are not at its end. */
const withoutParameters = ({ stack = "", message }: Error) =>
  stack.replace(message, () => message.replace(parameters, ""));

export function cleanObject(value: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      secretName.test(name) && inner != null ? GONE : clean(inner, depth),
    ]),
  );
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === "string") return cleanText(value);
  if (typeof value === "bigint") return String(value);
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Error) return describe(value);
  if (value instanceof Date) return value;
  if (depth > 5) return "…";
  if (Array.isArray(value)) return value.slice(0, 100).map((inner) => clean(inner, depth + 1));
  return cleanObject(value, depth + 1);
}
