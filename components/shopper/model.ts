/** What `GET /api/shopper` tells: the personal bits of pages that are the same for everyone. */
export interface Shopper {
  name: string | null;
  staff: boolean;
  cart: number;
  /** Notifications that were not read. */
  unread: number;
  /** Books that the hearts on covers show as saved. */
  wished: readonly string[];
}

/** Tells the header what it shows: exactly, by how much the cart changed, or (without detail) to ask again. */
export type ShopperNews = { cart: number } | { added: number } | { unread: number } | undefined;

export const tellShopper = (news?: ShopperNews): void => {
  dispatchEvent(new CustomEvent<ShopperNews>("shopper", { detail: news }));
};

/** How many, in words; `#` is filled in in the browser. */
export interface CountWords {
  none: string;
  one: string;
  other: string;
}

/** What the header's tools say. */
export interface ToolWords {
  label: string;
  logIn: string;
  /** `{name}` is filled in here. */
  account: string;
  overview: string;
  orders: string;
  wishlist: string;
  security: string;
  /** For staff. */
  desk: string;
  logOut: string;
  cart: string;
  count: CountWords;
  bell: string;
  unread: CountWords;
}

export type ToolHrefs = Record<
  "cart" | "logIn" | "logOut" | "account" | "orders" | "wishlist" | "security" | "admin" | "notifications" | "stream",
  string
>;
