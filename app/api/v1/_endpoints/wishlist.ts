import { z } from "zod";
import { declare } from "../_rest/endpoint.ts";
import { stars } from "./stars.ts";

const params = z.object({ id: z.uuid() });
const money = z.object({ minor: z.number().int(), currency: z.string() });

/** The person's saved books, the newest first, with today's price and stock and what has changed since. */
export const readWishlist = declare({
  name: "readWishlist",
  method: "GET",
  path: "/api/v1/wishlist",
  caller: "person",
  answer: {
    status: 200,
    schema: z.object({
      items: z.array(
        z.object({
          bookId: z.uuid(),
          slug: z.string(),
          title: z.string(),
          price: money,
          availability: z.enum(["in_stock", "few", "out"]),
          sold: z.boolean(),
          savedAt: z.iso.datetime(),
          priceBefore: money.nullable(),
          stockNews: z.enum(["back", "gone"]).nullable(),
          ...stars,
        }),
      ),
    }),
  },
  refusals: [],
});

/** Saves a book, by its id; one that is saved stays so. */
export const saveWish = declare({
  name: "saveWish",
  method: "PUT",
  path: "/api/v1/wishlist/{id}",
  caller: "person",
  params,
  answer: { status: 204 },
  refusals: ["BOOK_UNAVAILABLE", "WISHLIST_FULL"],
});

export const dropWish = declare({
  name: "dropWish",
  method: "DELETE",
  path: "/api/v1/wishlist/{id}",
  caller: "person",
  params,
  answer: { status: 204 },
  refusals: [],
});

/** Puts saved books into the cart, all of them or those named, and tells what became of each. */
export const moveWishes = declare({
  name: "moveWishes",
  method: "POST",
  path: "/api/v1/wishlist/cart",
  caller: "person",
  body: z.object({ bookIds: z.array(z.uuid()).max(200).nullable().default(null) }),
  answer: {
    status: 200,
    schema: z.object({
      items: z.array(
        z.object({
          bookId: z.uuid(),
          title: z.string(),
          outcome: z.enum(["moved", "OUT_OF_STOCK", "BOOK_UNAVAILABLE", "INVALID_INPUT"]),
        }),
      ),
    }),
  },
  refusals: [],
});
