import { z } from "zod";
import { storable } from "@/app/_server/form";
import { shop } from "@/app/_server/shop";
import { log } from "@/log";
import { locale } from "@/app/_server/language";
import { AccessDenied, NotFound } from "@/shop/_kernel/errors";
import { roleMay } from "@/shop/_kernel/permissions";
import { ok, refuse, type Refusal, type Result } from "@/shop/_kernel/result";
import type { ShopErrorCode } from "@/shop/_kernel/codes";
import { createContext, type Actor, type Ctx } from "@/shop/context";
import { findTokenPerson } from "@/shop/identity";
import { allow, giveBack } from "@/shop/limits";
import { readBytes, readJson } from "./body.ts";
import { methods, type Endpoint, type Method } from "./endpoint.ts";
import { answerHeaders, fieldProblems, problem, type Asked, type FieldProblem } from "./problem.ts";

interface Given<Params, Query, Body> {
  ctx: Ctx;
  params: Params;
  query: Query;
  body: Body;
  request: Request;
}

/** An endpoint with what answers it; how its input was typed is forgotten here. */
export interface Served {
  endpoint: Endpoint;
  answer: (given: Given<unknown, unknown, unknown>) => Promise<Result<unknown, Refusal>>;
}

/** Puts a declaration and its handler together: the handler gets what the schemas made of the input, and refuses as declared. */
export const served = <
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
  Code extends ShopErrorCode,
>(
  endpoint: Endpoint<Params, Query, Body, Answer, Code>,
  answer: (
    given: Given<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<Result<z.input<Answer> | Response, Refusal<Code>>>,
): Served => ({ endpoint: endpoint as unknown as Endpoint, answer: answer as Served["answer"] });

type Handler = (request: Request, route: { params: Promise<Record<string, unknown>> }) => Promise<Response>;
type Handlers = Record<Method | "HEAD" | "OPTIONS", Handler>;

/** The handlers of one address, for its `route.ts`: every method has an answer, and those that lead nowhere say which do. */
export function serve(...all: Served[]): Handlers {
  const byMethod = new Map<string, Served>(all.map((each) => [each.endpoint.method, each]));
  const get = byMethod.get("GET");
  if (get) byMethod.set("HEAD", get);
  const allowed = [...byMethod.keys(), "OPTIONS"].join(", ");

  const handler =
    (method: string): Handler =>
    async (request, route) => {
      const asked: Asked = {
        locale: locale(),
        requestId: request.headers.get("x-request-id"),
        appUrl: shop().appUrl,
      };
      const found = byMethod.get(method);
      if (!found) return problem(refuse("METHOD_NOT_ALLOWED"), asked, { allow: allowed });
      try {
        const answer = await answerTo(found, request, (await route.params) ?? {}, asked);
        return method === "HEAD" ? new Response(null, answer) : answer;
      } catch (err) {
        if (err instanceof AccessDenied) return problem(refuse(err.code), asked);
        if (err instanceof NotFound) return problem(refuse("NOT_FOUND"), asked);
        log.error({ err, requestId: asked.requestId, endpoint: found.endpoint.name }, "an endpoint failed");
        return problem(refuse("BROKEN"), asked);
      }
    };
  const handlers = [...methods, "HEAD" as const].map((method) => [method, handler(method)] as const);
  const options: Handler = async () =>
    new Response(null, { status: 204, headers: { ...answerHeaders, allow: allowed } });
  return Object.fromEntries([...handlers, ["OPTIONS", options]]) as Handlers;
}

async function answerTo(
  { endpoint, answer }: Served,
  request: Request,
  params: Record<string, unknown>,
  asked: Asked,
): Promise<Response> {
  const now = new Date();
  const as = (actor: Actor) => createContext(shop(), { ...asked, actor, now });
  const stranger = as({ kind: "guest" });
  const address = request.headers.get("x-forwarded-for"); // the listener has put the truth there
  const open = await allow(stranger, "api", { address });
  if (!open.ok) return problem(open, asked);

  const caller = await callerOf(endpoint, request, stranger);
  if (!caller.ok) return problem(caller, asked);
  const ctx = as(caller.value);
  if (caller.value.kind === "user") {
    const theirs = await allow(ctx, "api", { account: caller.value.id });
    if (!theirs.ok) return problem(theirs, asked);
  }

  const input = await inputOf(endpoint, request, params);
  if (!input.ok) return problem(input, asked);

  const { limit } = endpoint;
  const trier = { address, account: limit?.account?.(input.value.body) ?? null };
  const may = limit ? await allow(ctx, limit.rule, trier) : ok(null);
  if (!may.ok) return problem(may, asked);

  const result = await answer({ ctx, request, ...input.value });
  if (!result.ok) return problem(result, asked);
  if (limit) await giveBack(ctx, limit.rule, trier);
  const { status, schema } = endpoint.answer;
  if ("types" in endpoint.answer && result.value instanceof Response) {
    for (const [name, value] of Object.entries(answerHeaders)) result.value.headers.set(name, value);
    return result.value;
  }
  if (!schema) return new Response(null, { status, headers: answerHeaders });
  // what the schema does not name does not leave the shop
  return Response.json(schema.parse(result.value), { status, headers: answerHeaders });
}

/** Who calls. A cookie counts for nothing here, so no page elsewhere can make a browser call. */
async function callerOf(
  { caller }: Endpoint,
  request: Request,
  stranger: Ctx,
): Promise<Result<Actor, Refusal<"UNAUTHENTICATED" | "TOKEN_INVALID" | "FORBIDDEN">>> {
  if (caller === "anyone") return ok(stranger.actor);
  const given = request.headers.get("authorization");
  if (given === null) return refuse("UNAUTHENTICATED");
  const [, token] = /^bearer ([\w~+/.=-]{1,4096})$/i.exec(given) ?? [];
  const person = token ? await findTokenPerson(stranger, token) : null;
  if (!person) return refuse("TOKEN_INVALID");
  if (typeof caller === "object" && !roleMay(person.role, caller.permission)) return refuse("FORBIDDEN");
  return ok({ kind: "user", id: person.id, name: person.name, role: person.role, sessionId: null });
}

const queryOf = (request: Request) =>
  [...new URL(request.url).searchParams].map(([name, value]) => [name, storable(value)] as const);

type Input = { params: unknown; query: unknown; body: unknown };

/** Everything that was given, as the schemas make it; all that is wrong is told at once. */
async function inputOf(
  { params, query, body, takes, mostBytes }: Endpoint,
  request: Request,
  route: Record<string, unknown>,
): Promise<Result<Input, Refusal & { errors?: FieldProblem[] }>> {
  const given = !body
    ? ok(undefined)
    : takes
      ? await readBytes(request, takes, mostBytes)
      : await readJson(request, mostBytes);
  if (!given.ok) return given;
  const errors: FieldProblem[] = [];
  const read = (where: FieldProblem["in"], schema: z.ZodType | undefined, value: unknown) => {
    if (!schema) return undefined;
    const parsed = schema.safeParse(value);
    if (!parsed.success) errors.push(...fieldProblems(where, parsed.error));
    return parsed.data;
  };
  const input = {
    params: read("path", params, route),
    query: read("query", query, Object.fromEntries(queryOf(request))),
    body: read("body", body, given.value),
  };
  return errors.length === 0 ? ok(input) : refuse("INVALID_INPUT", { errors });
}
