import { paths } from "@/app/_server/paths";
import { bookLacks, bookSorts, bookStates, stockStates, type BookFilter } from "@/shop/catalog/model";
import { slugSchema } from "@/shop/catalog/model";
import { chosen, pageOf, searched, type SearchParams } from "../query";

/** What the address asks for; whatever it says wrongly is left out. */
export function filterOf(params: SearchParams): BookFilter {
  const genre = slugSchema.safeParse(params.genre);
  return {
    text: searched(params),
    genre: genre.success ? genre.data : undefined,
    state: chosen(params, "state", bookStates, undefined),
    stock: chosen(params, "stock", stockStates, undefined),
    lacks: chosen(params, "lacks", bookLacks, undefined),
    sort: chosen(params, "sort", bookSorts, "title"),
    direction: chosen(params, "dir", ["asc", "desc"], "asc"),
    page: pageOf(params),
  };
}

/** The address of a filter, as short as can be. */
export const hrefOf = ({ text, genre, state, stock, lacks, sort, direction, page }: BookFilter) =>
  paths.admin.books({
    q: text,
    genre,
    state,
    stock,
    lacks,
    sort: sort === "title" ? undefined : sort,
    dir: direction === "asc" ? undefined : direction,
    page: page > 1 ? page : undefined,
  });
