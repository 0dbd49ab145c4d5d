import { paths } from "@/app/_server/paths";
import { orderSorts, orderStates, paymentStates, type OrderFilter, type OrderSort } from "@/shop/orders/model";
import { chosen, dated, pageOf, searched, worded, type SearchParams } from "../query";

/** How a list sorted by this usually begins. */
export const usual = (sort: OrderSort) => (sort === "name" ? "asc" : "desc");

/** What the address asks for; whatever it says wrongly is left out. */
export function filterOf(params: SearchParams): OrderFilter {
  const sort = chosen(params, "sort", orderSorts, "placed");
  const [from, to] = [dated(params, "from"), dated(params, "to")];
  return {
    state: chosen(params, "state", orderStates, undefined),
    payment: chosen(params, "payment", paymentStates, undefined),
    // the wrong way round is meant the right way round
    ...(from && to && from > to ? { from: to, to: from } : { from, to }),
    customer: worded(params, "customer"),
    text: searched(params),
    sort,
    direction: chosen(params, "dir", ["asc", "desc"], usual(sort)),
    page: pageOf(params),
  };
}

/** A filter as its address carries it, as short as can be. */
export const queryOf = ({ state, payment, from, to, customer, text, sort, direction, page }: OrderFilter) => ({
  state,
  payment,
  from,
  to,
  customer,
  q: text,
  sort: sort === "placed" ? undefined : sort,
  dir: direction === usual(sort) ? undefined : direction,
  page: page > 1 ? page : undefined,
});

export const hrefOf = (filter: OrderFilter) => paths.admin.orders(queryOf(filter));
