import type { z } from "zod";
import type { ShopErrorCode } from "@/shop/_kernel/codes";
import type { Permission } from "@/shop/_kernel/permissions";
import type { LimitName } from "@/shop/limits/model";

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** Who may call: anyone (who then need not say who they are), whoever has an access token, or only with a permission. */
export type Caller = "anyone" | "person" | { readonly permission: Permission };

/**
 * One endpoint, said once: the handler's parser, what it may answer, and what the API's document is made from. Paths are
 * written as OpenAPI does: `/api/v1/orders/{number}`.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
  Code extends ShopErrorCode = ShopErrorCode,
> {
  /** OpenAPI's operation id. */
  readonly name: string;
  readonly method: Method;
  readonly path: `/api/v1/${string}`;
  readonly caller: Caller;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Media types of a body that is a file and no JSON; `body` then gets its bytes. */
  readonly takes?: readonly string[];
  /** The largest body it takes, in bytes. */
  readonly mostBytes?: number;
  readonly answer:
    | { readonly status: 200 | 201; readonly schema: Answer }
    | { readonly status: 204; readonly schema?: never }
    /** Written as it is read, by the handler itself, in one of these media types. */
    | { readonly status: 200; readonly types: readonly string[]; readonly schema?: never };
  /** What its command refuses with, besides `commonRefusals`. */
  readonly refusals: readonly Code[];
  /** Its own limit, besides the one of the whole API; `account` names whom a try is about. */
  readonly limit?: { readonly rule: LimitName; readonly account?: (body: z.output<Body>) => string };
}

/** Keeps the exact types of what is declared. */
export const declare = <
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodUndefined,
  const Code extends ShopErrorCode = never,
>(
  endpoint: Endpoint<Params, Query, Body, Answer, Code>,
): Endpoint<Params, Query, Body, Answer, Code> => endpoint;

/** What any endpoint may answer, as far as its declaration makes it possible. */
export function commonRefusals({ caller, params, query, body }: Endpoint): ShopErrorCode[] {
  return [
    "RATE_LIMITED",
    "METHOD_NOT_ALLOWED",
    "BROKEN",
    ...((params ?? query ?? body) ? (["INVALID_INPUT"] as const) : []),
    ...(body ? (["MALFORMED_BODY", "BODY_TOO_LARGE", "CONTENT_TYPE_UNSUPPORTED"] as const) : []),
    ...(caller === "anyone" ? [] : (["UNAUTHENTICATED", "TOKEN_INVALID"] as const)),
    ...(typeof caller === "object" ? (["FORBIDDEN"] as const) : []),
  ];
}
