import { z } from "zod";
import { demandFilter, prebookingStates, prebookInput } from "@/shop/prebooking/model";
import { declare } from "../_rest/endpoint.ts";
import { page, pageOf } from "./lists.ts";
import { stars } from "./stars.ts";

const moment = z.iso.datetime();

/** One's own, those that wait first. */
export const listPrebookings = declare({
  name: "listPrebookings",
  method: "GET",
  path: "/api/v1/prebookings",
  caller: "person",
  query: z.object({ page }),
  answer: {
    status: 200,
    schema: pageOf(
      z.object({
        id: z.uuid(),
        state: z.enum(prebookingStates),
        createdAt: moment,
        notifiedAt: moment.nullable(),
        cancelledAt: moment.nullable(),
        book: z.object({ id: z.uuid(), slug: z.string(), title: z.string(), sold: z.boolean(), ...stars }),
      }),
    ),
  },
  refusals: [],
});

export const createPrebooking = declare({
  name: "createPrebooking",
  method: "POST",
  path: "/api/v1/prebookings",
  caller: "person",
  body: prebookInput,
  answer: { status: 201, schema: z.object({ id: z.uuid() }) },
  refusals: ["BOOK_UNAVAILABLE", "BOOK_IN_STOCK", "ALREADY_PREBOOKED"],
});

export const deletePrebooking = declare({
  name: "deletePrebooking",
  method: "DELETE",
  path: "/api/v1/prebookings/{id}",
  caller: "person",
  params: z.object({ id: z.uuid() }),
  answer: { status: 204 },
  refusals: ["NOT_FOUND", "ALREADY_DONE"],
});

/** Books somebody waits for. */
export const listPrebookingDemand = declare({
  name: "listPrebookingDemand",
  method: "GET",
  path: "/api/v1/admin/prebookings",
  caller: { permission: "stock.manage" },
  query: demandFilter,
  answer: {
    status: 200,
    schema: pageOf(
      z.object({
        bookId: z.uuid(),
        slug: z.string(),
        title: z.string(),
        authors: z.string(),
        format: z.string(),
        isbn: z.string().nullable(),
        stock: z.number().int(),
        archived: z.boolean(),
        waiting: z.number().int(),
        since: moment,
        latest: moment,
      }),
    ),
  },
  refusals: [],
});
