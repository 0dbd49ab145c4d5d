import type { ShopErrorCode } from "./codes.ts";

/** An expected "no" with a stable code; what else it carries depends on the code. */
export interface Refusal<C extends ShopErrorCode = ShopErrorCode> {
  readonly ok: false;
  readonly code: C;
}

export type Result<T, R extends Refusal = Refusal> = { readonly ok: true; readonly value: T } | R;

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export function refuse<const C extends ShopErrorCode>(code: C): Refusal<C>;
export function refuse<const C extends ShopErrorCode, const D extends object>(code: C, details: D): Refusal<C> & D;
export function refuse(code: ShopErrorCode, details: object = {}): Refusal {
  return { ok: false, code, ...details };
}

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === "object" && value !== null && "ok" in value && value.ok === false && "code" in value;
