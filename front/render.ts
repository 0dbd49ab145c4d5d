import type { RequestListener } from "node:http";
import inject from "light-my-request";
import type { Render } from "./pages.ts";
import { withTags } from "./tags.ts";

/** No statement of a page runs this long: what takes longer hangs, and must not hold up everyone who asks for it. */
const PATIENCE = 20_000;

/**
 * Asks Next without a connection, as a stranger at the shop's own address. What `headers` does not name does not reach it: no
 * cookie, no host, no language.
 */
export function anonymously(next: RequestListener, appUrl: string): Render {
  const { host, protocol } = new URL(appUrl);
  const stranger = {
    host,
    "x-forwarded-host": host,
    "x-forwarded-proto": protocol.slice(0, -1),
    "x-forwarded-for": "127.0.0.1",
    "user-agent": "octavo",
  };

  const ask = async (url: string, headers: Record<string, string>) => {
    const signal = AbortSignal.timeout(PATIENCE);
    return inject(next, { method: "GET", url, headers: { ...stranger, ...headers }, signal });
  };

  return async (url, headers) => {
    const [answer, tags] = await withTags(async () => {
      const { rsc } = headers;
      const first = await ask(rsc ? withRsc(url, "") : url, headers);
      // Next wants the headers of the router's requests repeated as a hash in the query, and says which.
      const [, hash] = /[?&]_rsc=([\w-]+)$/.exec(String(first.headers.location ?? "")) ?? [];
      return rsc && first.statusCode === 307 && hash ? ask(withRsc(url, hash), headers) : first;
    });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: answer.rawPayload,
      tags: tags.length > 0 ? tags : null,
    };
  };
}

const withRsc = (url: string, hash: string) => `${url}${url.includes("?") ? "&" : "?"}_rsc=${hash}`;
