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
