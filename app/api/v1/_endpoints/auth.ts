import { z } from "zod";
import { ACCESS_SECONDS, refreshInput, registerInput, tokenRequestInput } from "@/shop/identity/model";
import { declare } from "../_rest/endpoint.ts";

/** OAuth 2.0's answer (RFC 6749, section 5.1); times in seconds. */
const tokens = z.object({
  accessToken: z.string(),
  tokenType: z.literal("Bearer"),
  expiresIn: z.literal(ACCESS_SECONDS),
  refreshToken: z.string(),
  refreshExpiresIn: z.number().int().positive(),
});

export const issueToken = declare({
  name: "issueToken",
  method: "POST",
  path: "/api/v1/auth/token",
  caller: "anyone",
  body: tokenRequestInput,
  answer: { status: 200, schema: tokens },
  refusals: ["BAD_CREDENTIALS"],
  limit: { rule: "tokens", account: ({ email }) => email },
});

export const refreshToken = declare({
  name: "refreshToken",
  method: "POST",
  path: "/api/v1/auth/refresh",
  caller: "anyone",
  body: refreshInput,
  answer: { status: 200, schema: tokens },
  refusals: ["TOKEN_INVALID"],
  limit: { rule: "refresh" },
});

export const revokeToken = declare({
  name: "revokeToken",
  method: "POST",
  path: "/api/v1/auth/revoke",
  caller: "anyone",
  body: refreshInput,
  answer: { status: 204 },
  refusals: [],
  limit: { rule: "refresh" },
});

export const registerPerson = declare({
  name: "registerPerson",
  method: "POST",
  path: "/api/v1/auth/register",
  caller: "anyone",
  body: registerInput,
  answer: { status: 201, schema: z.object({ id: z.uuid() }) },
  refusals: ["EMAIL_TAKEN", "PASSWORD_COMMON"],
  limit: { rule: "register", account: ({ email }) => email },
});
