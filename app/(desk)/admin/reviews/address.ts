import { paths } from "@/app/_server/paths";
import { deskReviewFilter, type DeskReviewFilter } from "@/shop/reviews/model";
import { searched, type SearchParams } from "../query";

/** The filter of an address; what it cannot be is left out, one by one. */
export function filterOf(params: SearchParams): DeskReviewFilter {
  const given = { ...params, text: searched(params) };
  const fields = Object.entries(deskReviewFilter.shape).flatMap(([name, schema]) => {
    const value = given[name as keyof typeof given];
    return value !== "" && schema.safeParse(value).success ? [[name, value]] : [];
  });
  return deskReviewFilter.parse(Object.fromEntries(fields));
}

/** The address of a filter, without what is usual. */
export const hrefOf = ({ text, sort, direction, page, ...filter }: DeskReviewFilter) =>
  paths.admin.reviews({
    ...filter,
    q: text,
    sort: sort === "date" ? undefined : sort,
    direction: direction === "desc" ? undefined : direction,
    page: page === 1 ? undefined : page,
  });
