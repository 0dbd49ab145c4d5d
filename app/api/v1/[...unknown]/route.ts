import { shop } from "@/app/_server/shop";
import { locale } from "@/app/_server/language";
import { refuse } from "@/shop/_kernel/result";
import { problem } from "../_rest/problem.ts";

/** What is no endpoint says so as the others do. */
const nothing = async (request: Request): Promise<Response> =>
  problem(refuse("NOT_FOUND"), {
    locale: locale(),
    requestId: request.headers.get("x-request-id"),
    appUrl: shop().appUrl,
  });

export { nothing as DELETE, nothing as GET, nothing as HEAD, nothing as PATCH, nothing as POST, nothing as PUT };
