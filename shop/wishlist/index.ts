export { addWish, moveWishesToCart, removeWish, type WishRefusal } from "./change-wishlist.ts";
export { listWishedIds, listWishes } from "./list-wishes.ts";
export { findMyShare, getSharedWishlist, shareWishlist, withdrawWishlist } from "./share-wishlist.ts";
