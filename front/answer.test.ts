import http, { type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { adjustAnswer } from "./answer.ts";

let server: http.Server | undefined;
afterEach(() => server?.close());

/** What comes of an answer with bodies for refusals in place. */
async function answered(next: RequestListener, method = "GET"): Promise<Response> {
  server = http.createServer((request, response) => {
    adjustAnswer(response, (status) => Buffer.from(`<h1>refused ${status}</h1>`));
    next(request, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { method });
}

describe("an answer", () => {
  it("SEC-3 a refusal that Next leaves empty gets its body, its status and nothing that describes the old one", async () => {
    for (const status of [401, 403, 404, 500]) {
      const answer = await answered((_, response) => {
        response.writeHead(status, {
          "content-type": "text/html; charset=utf-8",
          etag: '"x"',
          "cache-control": "s-maxage=9",
        });
        response.write("<script>fill()</script>");
        response.end("more");
      });
      expect(answer.status).toBe(status);
      expect(await answer.text()).toBe(`<h1>refused ${status}</h1>`);
      expect(answer.headers.get("content-length")).toBe(String(`<h1>refused ${status}</h1>`.length));
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
      expect(answer.headers.get("etag")).toBeNull();
    }
  });

  it("SEC-3 so does an error without a type, and one that was compressed", async () => {
    const bare = await answered((_, response) => {
      response.statusCode = 500;
      response.end("Internal Server Error");
    });
    expect(await bare.text()).toBe("<h1>refused 500</h1>");
    const squeezed = await answered((_, response) => {
      response.statusCode = 404;
      response.setHeader("content-type", "text/html");
      response.setHeader("content-encoding", "gzip");
      response.write("not really gzip");
      response.end();
    });
    expect(await squeezed.text()).toBe("<h1>refused 404</h1>");
  });

  it("SEC-3 problem documents, pages and files are left as they are", async () => {
    const problem = await answered((_, response) => {
      response.writeHead(409, { "content-type": "application/problem+json" }).end('{"code":"OUT_OF_STOCK"}');
    });
    expect([problem.status, await problem.json()]).toEqual([409, { code: "OUT_OF_STOCK" }]);
    const page = await answered((_, response) => {
      response.setHeader("content-type", "text/html");
      response.end("<p>kept</p>");
    });
    expect([await page.text(), page.headers.get("content-length")]).toEqual(["<p>kept</p>", "11"]);
  });

  it("SEC-3 a refused HEAD has the length and no body", async () => {
    const head = await answered(
      (_, response) => response.writeHead(404, { "content-type": "text/html" }).end(),
      "HEAD",
    );
    expect([head.headers.get("content-length"), await head.text()]).toEqual(["20", ""]);
  });

  it("DSC-1 other caches must ask whether a page still holds", async () => {
    const page = await answered((_, response) => {
      response.writeHead(200, { "content-type": "text/html", "cache-control": "s-maxage=31536000" }).end("page");
    });
    expect(page.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
    const file = await answered((_, response) => {
      response.writeHead(200, { "cache-control": "public, max-age=31536000, immutable" }).end("file");
    });
    expect(file.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });
});
