import type { IncomingMessage } from "node:http";
import { STATUS_CODES } from "node:http";
import { refusalPath } from "../app/_server/places.ts";
import { locales, type Locale } from "../messages/locales.ts";

/**
 * Next sends a refusal that a page throws (401, 403, 404, 500) as an empty document which only scripts fill. The listener
 * answers with a complete one instead: pages of the app itself, rendered beforehand and freed of scripts.
 */

const statuses = [401, 403, 404, 410, 429, 500, 503] as const;
const PLACEHOLDER = "{{request-id}}";

export type Render = (path: string) => Promise<{ status: number; html: string }>;

const withoutScripts = (html: string) =>
  html
    .replace(/<script\b[^>]*>[\s\S]*?<\/script\s*>/gi, "")
    .replace(/<link\b[^>]*\brel="(?:preload|modulepreload)"[^>]*>/gi, "");

/** When the app cannot even render its own refusals: HTTP's words are the only ones at hand. */
const plain = (status: number) =>
  `<!doctype html><title>${status}</title><h1>${status} ${STATUS_CODES[status] ?? ""}</h1><p>${PLACEHOLDER}</p>`;

export class Refusals {
  readonly #bodies = new Map<string, string>();
  readonly #render: Render;
  #loading: Promise<void> | undefined;
  #stale = true;

  constructor(render: Render) {
    this.#render = render;
  }

  /** Their frame shows the shop's name and genres: they are made anew when something changed. */
  forget(): void {
    this.#stale = true;
  }

  /** Resolves at once when there are bodies; renewing goes on behind. */
  ready(): Promise<void> | void {
    if (this.#stale) {
      this.#loading ??= this.#load().finally(() => (this.#loading = undefined));
    }
    if (this.#bodies.size === 0) return this.#loading;
  }

  async #load(): Promise<void> {
    this.#stale = false;
    for (const locale of locales) {
      for (const status of statuses) {
        const page = await this.#render(refusalPath(locale, status)).catch(() => null);
        if (page?.status === 200) this.#bodies.set(`${locale} ${status}`, withoutScripts(page.html));
        else if (page === null || page.status >= 500) this.#stale = true;
      }
    }
  }

  body(locale: Locale, status: number, id: string): Buffer {
    const most = this.#bodies.get(`${locale} ${status}`) ?? this.#bodies.get(`${locale} 500`);
    return Buffer.from((most ?? plain(status)).replaceAll(PLACEHOLDER, () => id));
  }
}

/** Whether a refusal of this request would be read as a page. */
export const wantsPage = ({ headers }: IncomingMessage) =>
  !headers.rsc && !headers["next-action"] && /text\/html|\*\/\*/.test(headers.accept ?? "*/*");
