import type { Instrumentation } from "next";

/** What a person never sees (SEC-3): the error behind an error page, under the id that the page bears. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return; // also keeps Node's modules out of the edge's bundle
  const [{ log }, { loggable }] = await Promise.all([import("./log/index.ts"), import("./app/_server/places.ts")]);
  const requestId = [request.headers["x-request-id"]].flat()[0];
  const where = { requestId, method: request.method, path: loggable(request.path), route: context.routePath };
  log.error({ err: error, ...where }, "request failed");
};
