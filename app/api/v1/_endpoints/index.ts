import type { Endpoint } from "../_rest/endpoint.ts";
import * as auth from "./auth.ts";
import * as books from "./books.ts";
import * as imports from "./imports.ts";
import * as people from "./people.ts";
import * as prebookings from "./prebookings.ts";
import * as reviews from "./reviews.ts";
import * as wishlist from "./wishlist.ts";

/** Every endpoint of the API. A test holds the folders of routes against it. */
export const endpoints = [
  ...Object.values(auth),
  ...Object.values(books),
  ...Object.values(imports),
  ...Object.values(people),
  ...Object.values(prebookings),
  ...Object.values(reviews),
  ...Object.values(wishlist),
] as unknown as readonly Endpoint[];
