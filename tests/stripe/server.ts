import http from "node:http";
import type { AddressInfo } from "node:net";
import { ApiError, sign, StripeBooks, type FakeEvent } from "./books.ts";
import { parseForm, type Value } from "./form.ts";

export const testKey = "sk_test_only_for_tests";
export const webhookSecret = "whsec_only_for_tests";

interface Answer {
  status: number;
  body: string;
}

/** A failure on demand: what matches fails so many times, before Stripe has done it or after (the answer gets lost). */
interface Fault {
  method: string;
  path: RegExp;
  times: number;
  how: "refuse" | "break" | "lose";
}

/**
 * Stripe's API on loopback, for tests: bearer keys, form-encoded requests, idempotency keys with kept answers, the hosted page
 * with its buttons, signed webhooks, failures on demand. The official SDK talks to it and sees no difference.
 */
export class StripeServer {
  readonly books = new StripeBooks(() => this.url);
  /** Requests as they came, for tests that look at them. */
  readonly requests: { method: string; path: string; key: string | null; form: Record<string, Value> }[] = [];
  /** Where webhooks go, with what they were answered; nothing is sent while it is null. */
  webhookUrl: string | null = null;
  readonly deliveries: { type: string; status: number }[] = [];
  private readonly kept = new Map<string, { asked: string; answer: Answer | null }>();
  private readonly faults: Fault[] = [];
  private readonly sending = new Set<Promise<void>>();
  private readonly server = http.createServer((request, response) => void this.serve(request, response));
  url = "";

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    this.books.onEvent = (event) => {
      if (this.webhookUrl === null) return;
      const sent = this.deliver(event).then(
        () => {},
        () => {},
      );
      this.sending.add(sent);
      void sent.finally(() => this.sending.delete(sent));
    };
    return this;
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.sending);
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  fail(method: string, path: RegExp, how: Fault["how"], times = 1): void {
    this.faults.push({ method, path, how, times });
  }

  /** Sends an event to the webhook as Stripe would, until it is taken; answers with the last status. */
  async deliver(event: FakeEvent, tries = 20): Promise<number> {
    const body = JSON.stringify(event);
    let status = 0;
    for (let attempt = 0; attempt < tries; attempt++) {
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(2_000, 100 * 2 ** attempt)));
      status = await fetch(this.webhookUrl ?? "", {
        method: "POST",
        body,
        headers: { "content-type": "application/json", "stripe-signature": sign(body, webhookSecret) },
      }).then(
        (answer) => answer.status,
        () => 0,
      );
      if (status >= 200 && status < 300) break;
    }
    this.deliveries.push({ type: event.type, status });
    return status;
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const address = new URL(request.url ?? "/", this.url);
    const method = request.method ?? "GET";
    const body = Buffer.concat(chunks).toString();
    const path = address.pathname;
    if (path.startsWith("/c/pay/")) return this.page(method, path.slice(7), body, response);

    const key = request.headers["idempotency-key"];
    const form = parseForm(method === "GET" ? address.search.slice(1) : body);
    this.requests.push({ method, path, key: typeof key === "string" ? key : null, form });
    const fault = this.faults.find((each) => each.times > 0 && each.method === method && each.path.test(path));
    if (fault) fault.times--;
    if (fault?.how === "refuse") {
      request.socket.destroy();
      return;
    }
    const answer =
      request.headers.authorization === `Bearer ${testKey}`
        ? this.once(method, path, typeof key === "string" ? key : null, body, () =>
            fault?.how === "break"
              ? {
                  status: 500,
                  body: JSON.stringify({ error: { type: "api_error", message: "An error on our side." } }),
                }
              : this.api(method, path, form),
          )
        : refusal(new ApiError(401, "invalid_request_error", "Invalid API Key provided."));
    if (fault?.how === "lose") {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, {
      "content-type": "application/json",
      "request-id": "req_test",
      "stripe-should-retry": answer.status === 409 ? "true" : "false",
    });
    response.end(answer.body);
  }

  /** The first answer under a key is the answer (docs.stripe.com/api/idempotent_requests). */
  private once(method: string, path: string, key: string | null, body: string, work: () => Answer): Answer {
    if (key === null || method !== "POST") return work();
    const asked = `${path}\n${body}`;
    const before = this.kept.get(key);
    if (before) {
      if (before.asked !== asked) {
        return refusal(
          new ApiError(
            400,
            "idempotency_error",
            "Keys for idempotent requests can only be used with the same parameters.",
          ),
        );
      }
      return before.answer ?? refusal(new ApiError(409, "idempotency_error", "In use."));
    }
    const answer = work();
    this.kept.set(key, { asked, answer });
    return answer;
  }

  private api(method: string, path: string, form: Record<string, Value>): Answer {
    try {
      return { status: 200, body: JSON.stringify(this.answer(method, path, form)) };
    } catch (error) {
      if (error instanceof ApiError) return refusal(error);
      throw error;
    }
  }

  private answer(method: string, path: string, form: Record<string, Value>): object {
    const parts = path.split("/").slice(2);
    const [first, second, id, act] = parts;
    if (first === "checkout" && second === "sessions") {
      if (method === "POST" && id === undefined) return this.books.createSession(form);
      if (method === "POST" && act === "expire") return this.books.expire(id ?? "");
      if (method === "GET" && id !== undefined) {
        const session = this.books.session(id);
        const intent = session.payment_intent ? this.books.intents.get(session.payment_intent) : undefined;
        return JSON.stringify(form.expand ?? "").includes("payment_intent") && intent
          ? { ...session, payment_intent: intent }
          : session;
      }
    }
    if (first === "refunds") {
      if (method === "POST" && second === undefined) return this.books.refund(form);
      if (method === "GET" && second === undefined) {
        const intent = typeof form.payment_intent === "string" ? form.payment_intent : "";
        return { object: "list", url: "/v1/refunds", has_more: false, data: this.books.refundsOf(intent) };
      }
    }
    throw new ApiError(404, "invalid_request_error", `Unrecognized request URL (${method}: ${path}).`);
  }

  /** The hosted page, as plain as can be: what a shopper does there happens in the books. */
  private page(method: string, id: string, body: string, response: http.ServerResponse): void {
    const go = (location: string) => response.writeHead(303, { location }).end();
    try {
      const session = this.books.session(id);
      if (method !== "POST") {
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
        const button = (name: string, words: string) => `<button name="act" value="${name}">${words}</button>`;
        response.end(`<!doctype html><html lang="en"><title>Checkout</title><h1>Pay ${session.amount_total} ${session.currency}</h1>
          <form method="post">${button("pay", "Pay")}${button("decline", "Decline")}${button("leave", "Back")}</form></html>`);
        return;
      }
      switch (new URLSearchParams(body).get("act")) {
        case "pay":
          this.books.pay(id);
          return void go(session.success_url);
        case "decline":
          this.books.decline(id);
          return void go(`/c/pay/${id}`);
        default:
          return void go(session.cancel_url ?? session.success_url);
      }
    } catch (error) {
      response.writeHead(error instanceof ApiError ? error.status : 500).end(String(error));
    }
  }
}

function refusal(error: ApiError): Answer {
  const { status, type, code, message } = error;
  return { status, body: JSON.stringify({ error: { type, message, ...(code && { code }) } }) };
}
