import http from "node:http";
import { config } from "../../config/env.ts";
import { addToCart, getCart } from "../../shop/cart/index.ts";
import { payOrder, placeOrder, quoteCheckout } from "../../shop/checkout/index.ts";
import { createContext, openShop } from "../../shop/context.ts";
import { receiveWebhook } from "../../shop/payments/index.ts";
import { placeOrderInput } from "../../shop/checkout/model.ts";

// The shop's commands behind a door of their own: a process that can be killed like a web server, without a build.

const shop = openShop(config(), "web", { delivery: () => "Delivery" });
const context = () => createContext(shop, { actor: { kind: "guest" }, now: new Date(), locale: "en" });

async function answer(path: string, body: string, headers: Headers): Promise<{ status: number; value: unknown }> {
  const ctx = context();
  switch (path) {
    case "/cart": {
      const { bookId, quantity } = JSON.parse(body) as { bookId: string; quantity: number };
      const added = await addToCart(ctx, null, { bookId, quantity });
      if (!added.ok) return { status: 409, value: added };
      const cart = await getCart(ctx, added.value.token);
      const quote = await quoteCheckout(ctx, cart, "DE");
      return {
        status: 200,
        value: { token: added.value.token, cartVersion: cart.version, seenTotal: quote?.total.minor },
      };
    }
    case "/checkout": {
      const { token, ...form } = JSON.parse(body) as { token: string };
      const placed = await placeOrder(ctx, token, placeOrderInput.parse(form));
      if (!placed.ok) return { status: 409, value: placed };
      const pay = await payOrder(ctx, placed.value.orderId);
      return { status: pay.ok ? 200 : 409, value: pay.ok ? pay.value : pay };
    }
    case "/api/webhooks/stripe": {
      const received = await receiveWebhook(ctx, body, headers);
      return { status: received.ok ? 200 : 400, value: received };
    }
    default:
      return { status: 404, value: null };
  }
}

http
  .createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers))
        if (typeof value === "string") headers.set(name, value);
      answer(request.url ?? "", Buffer.concat(chunks).toString(), headers).then(
        ({ status, value }) => response.writeHead(status).end(JSON.stringify(value)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  })
  .listen(config().PORT, "127.0.0.1", () => console.log("open"));
