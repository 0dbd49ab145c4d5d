import http from "node:http";
import { describe, expect, it } from "vitest";
import { preferredLocale } from "../messages/locales.ts";
import { askedLanguage, inLanguage, languageOf, type Asked } from "./language.ts";

const shop = "https://books.example";

describe("the language of a request", () => {
  it.each([
    ["the public page one comes from", { referer: `${shop}/de/books/a`, cookie: "__Host-language=en" }, "de"],
    ["a bare page, in the default language", { referer: `${shop}/books/a`, cookie: "__Host-language=de" }, "en"],
    ["not a personal page", { referer: `${shop}/cart`, cookie: "a=1; __Host-language=de" }, "de"],
    ["not somebody else's page", { referer: "https://elsewhere.example/de/books/a", "accept-language": "en" }, "en"],
    ["what was chosen before", { cookie: "__Host-language=de", "accept-language": "en" }, "de"],
    ["no language we know", { cookie: "__Host-language=fr", "accept-language": "de-AT,de;q=0.9,en;q=0.5" }, "de"],
    ["what the browser asks for", { "accept-language": "fr, de;q=0.3, en;q=0.2" }, "de"],
    ["nothing", {}, "en"],
  ])("MSG-6 follows %s", (_, headers, locale) => expect(languageOf(headers, shop)).toBe(locale));

  it("MSG-6 reads Accept-Language by its weights, and refusals in it", () => {
    expect(preferredLocale("en;q=0.4, de;q=0.8")).toBe("de");
    expect(preferredLocale("de;q=0, en-GB")).toBe("en");
    expect(preferredLocale("fr, *")).toBeNull();
    expect(preferredLocale("")).toBeNull();
  });

  it("MSG-6 is there for everything that answers the request, and for no other one", async () => {
    const said: (string | undefined)[] = [];
    const found = () => (globalThis as { [name: symbol]: (() => Asked | undefined) | undefined })[askedLanguage]?.();
    const answer = inLanguage(shop, async (_request, response) => {
      await new Promise((resolve) => setImmediate(resolve));
      said.push(found()?.locale);
      response.end();
    });
    const asked = (headers: http.IncomingHttpHeaders) => {
      const request = Object.assign(Object.create(http.IncomingMessage.prototype) as http.IncomingMessage, { headers });
      return new Promise<void>((resolve) => answer(request, { end: resolve } as unknown as http.ServerResponse));
    };
    await Promise.all([asked({ cookie: "__Host-language=de" }), asked({ cookie: "__Host-language=en" })]);
    expect(said.sort()).toEqual(["de", "en"]);
    expect(found()).toBeUndefined();
  });
});
