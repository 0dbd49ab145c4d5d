import { describe, expect, it } from "vitest";
import type { GenreNode } from "../../../shop/catalog/model.ts";
import { barGenres, leafGenres } from "./genres.ts";

const genre = (slug: string, works: number, children: GenreNode[] = []): GenreNode => ({
  slug,
  name: slug,
  works,
  children,
});
const tree = [
  genre("fiction", 3, [genre("crime", 2), genre("empty", 0), genre("deep", 1, [genre("deeper", 1)])]),
  genre("nothing", 0),
  ...["a", "b", "c", "d", "e", "f", "g"].map((slug) => genre(slug, 1)),
];

describe("genres of the frame", () => {
  it("DSC-1 the bar names the first seven at the top that have books", () => {
    expect(barGenres(tree).map(({ slug }) => slug)).toEqual(["fiction", "a", "b", "c", "d", "e", "f"]);
  });

  it("DSC-1 CAT-9 the contents list the finest genres that have books, at any depth", () => {
    expect(leafGenres(tree).map(({ slug }) => slug)).toEqual(["crime", "deeper", "a", "b", "c", "d", "e", "f", "g"]);
  });
});
