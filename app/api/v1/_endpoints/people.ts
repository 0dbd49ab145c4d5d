import { z } from "zod";
import { roles } from "@/shop/_kernel/permissions";
import { userSorts, userStates } from "@/shop/identity/model";
import { declare } from "../_rest/endpoint.ts";
import { page, pageOf } from "./lists.ts";

const role = z.enum(roles);
const moment = z.iso.datetime();

/** The person whose token it is. */
export const getMe = declare({
  name: "getMe",
  method: "GET",
  path: "/api/v1/me",
  caller: "person",
  answer: {
    status: 200,
    schema: z.object({
      id: z.uuid(),
      email: z.string(),
      emailVerified: z.boolean(),
      name: z.string(),
      role,
      locale: z.string().nullable(),
      createdAt: moment,
    }),
  },
  refusals: [],
});

export const listAccounts = declare({
  name: "listAccounts",
  method: "GET",
  path: "/api/v1/admin/users",
  caller: { permission: "users.read" },
  query: z.object({
    role: role.optional(),
    state: z.enum(userStates).optional(),
    text: z.string().trim().min(1).max(120).optional(),
    sort: z.enum(userSorts).default("joined"),
    direction: z.enum(["asc", "desc"]).default("desc"),
    page,
  }),
  answer: {
    status: 200,
    schema: pageOf(
      z.object({
        id: z.uuid(),
        email: z.string(),
        emailVerified: z.boolean(),
        name: z.string(),
        role,
        active: z.boolean(),
        createdAt: moment,
      }),
    ),
  },
  refusals: [],
});
