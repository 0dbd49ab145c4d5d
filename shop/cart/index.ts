export {
  addToCart,
  emptyCart,
  putIntoCart,
  refillCart,
  removeOldCarts,
  setQuantity,
  type CartRefusal,
} from "./change-cart.ts";
export { clearLockedCart, countCart, getCart, lockCart, type LockedCart } from "./get-cart.ts";
export { mergeCarts } from "./merge-carts.ts";
