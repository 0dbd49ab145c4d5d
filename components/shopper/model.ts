/** What `GET /api/shopper` tells: the personal bits of pages that are the same for everyone. */
export interface Shopper {
  name: string | null;
  staff: boolean;
  cart: number;
}

/** Tells the header what the cart holds: exactly, by how much it changed, or (without detail) to ask again. */
export type ShopperNews = { cart: number } | { added: number } | undefined;

export const tellShopper = (news?: ShopperNews): void => {
  dispatchEvent(new CustomEvent<ShopperNews>("shopper", { detail: news }));
};

/** What the header's tools say. */
export interface ToolWords {
  label: string;
  logIn: string;
  /** `{name}` is filled in here. */
  account: string;
  overview: string;
  orders: string;
  security: string;
  /** For staff. */
  desk: string;
  logOut: string;
  cart: string;
  /** `#` is filled in here. */
  count: { none: string; one: string; other: string };
}

export type ToolHrefs = Record<"cart" | "logIn" | "logOut" | "account" | "orders" | "security" | "admin", string>;
