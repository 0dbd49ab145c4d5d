import { settings } from "@/app/_cache/settings";
import { cartToken } from "@/app/_server/cart-cookie";
import { requestContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { CheckoutForm } from "@/components/checkout/checkout-form";
import type { CheckoutWords, CountryQuote, SummaryLine } from "@/components/checkout/model";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { countryName, listNames } from "@/components/ui/format";
import { config } from "@/config/env";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { formatMoney } from "@/shop/_kernel/money";
import { getCart } from "@/shop/cart";
import type { Cart, CartLine } from "@/shop/cart/model";
import { formatRate } from "@/shop/_kernel/vat";
import { listQuotes, quotePickup } from "@/shop/checkout";
import type { CheckoutQuote } from "@/shop/checkout/model";
import type { CheckoutSettings, ShopSettings } from "@/shop/settings/model";
import { placeOrder } from "./actions";
import { personAtCheckout } from "./person";
import { tongue } from "@/components/ui/tongue";

export const generateMetadata = titled(() => localWords("web.checkout")("title"));

export default async function CheckoutPage({ searchParams }: PageProps<"/checkout">) {
  const [ctx, token, { address }] = await Promise.all([requestContext(), cartToken(), searchParams]);
  const [cart, person] = await Promise.all([getCart(ctx, token), personAtCheckout(ctx, address)]);
  const [quotes, pickup, { shop, checkout }] = await Promise.all([
    listQuotes(ctx, cart),
    quotePickup(ctx, cart),
    settings(locale()),
  ]);
  const t = localWords("web");
  return (
    <div className="wrap two checkout">
      <div className="two__head">
        <h1>{t("checkout.title")}</h1>
      </div>
      <CheckoutForm
        action={placeOrder}
        cart={{
          version: cart.version,
          count: cart.count,
          lines: cart.lines.map(lineOf),
          subtotal: formatMoney(cart.subtotal, locale()),
        }}
        quotes={quotes.map(quoteOf)}
        pickup={pickup && pickupOf(pickup)}
        hrefs={{ cart: paths.cart() }}
        words={wordsOf(cart, shop, checkout)}
        person={person}
        empty={
          <Empty
            level={2}
            heading={t("cart.none.heading")}
            action={
              <LinkButton look="go" big href={paths.home(locale())}>
                {t("cart.none.action")}
              </LinkButton>
            }
          >
            <p className="muted">{t("cart.none.text")}</p>
          </Empty>
        }
      />
    </div>
  );
}

function lineOf(line: CartLine): SummaryLine {
  const t = localWords("web.checkout.summary");
  return {
    bookId: line.bookId,
    title: line.title,
    lang: tongue(line.language, locale()),
    by: listNames(
      line.authors.map((author) => author.name),
      locale(),
    ),
    cover: { id: line.bookId, coverKey: line.coverKey },
    times:
      line.quantity > 1 ? t("times", { quantity: line.quantity, price: formatMoney(line.unitPrice, locale()) }) : null,
    total: formatMoney(line.lineTotal, locale()),
  };
}

function quoteOf(quote: CheckoutQuote): CountryQuote {
  const t = localWords("web.checkout");
  const country = countryName(quote.country, locale());
  const free = quote.shipping.minor === 0;
  const price = formatMoney(quote.shipping, locale());
  const { from, to } = quote.deliveryDays;
  return {
    country: quote.country,
    option: free ? t("address.countryFree", { country }) : t("address.countryCosts", { country, price }),
    delivery: t("summary.delivery", { country }),
    shipping: free ? t("summary.free") : price,
    free,
    vat: vatOf(quote),
    days: from === to ? t("summary.daysSame", { to }) : t("summary.days", { from, to }),
    freeIn: quote.freeShippingIn && t("summary.freeIn", { amount: formatMoney(quote.freeShippingIn, locale()) }),
    total: formatMoney(quote.total, locale()),
    totalMinor: quote.total.minor,
  };
}

const vatOf = ({ vat }: CheckoutQuote) =>
  vat
    .filter((row) => row.vat.minor > 0)
    .map((row) =>
      localWords("web.checkout")("summary.vatOf", {
        rate: formatRate(row.rateBp, locale()),
        vat: formatMoney(row.vat, locale()),
      }),
    );

/** Books that are collected: nothing to send, nothing to pay for it. */
function pickupOf(quote: CheckoutQuote): CountryQuote {
  const t = localWords("web.checkout");
  return {
    country: quote.country,
    option: "",
    delivery: t("summary.pickup"),
    shipping: t("summary.free"),
    free: true,
    days: t("summary.pickupDays"),
    vat: vatOf(quote),
    freeIn: null,
    total: formatMoney(quote.total, locale()),
    totalMinor: quote.total.minor,
  };
}

function wordsOf(cart: Cart, shop: ShopSettings, checkout: CheckoutSettings): CheckoutWords {
  const t = localWords("web.checkout");
  // `{address}` is filled in in the browser
  const { contact, address } = registry[locale()].web.checkout;
  const demo = config().PAYMENTS === "demo";
  return {
    contact: {
      heading: contact.heading,
      hint: contact.hint,
      didYouMean: contact.didYouMean,
      take: contact.take,
    },
    address: { heading: address.heading, collected: address.collected, saved: address.saved, keep: address.keep },
    delivery: {
      heading: t("delivery.heading"),
      shipping: t("delivery.shipping"),
      shippingText: t("delivery.shippingText"),
      pickup: t("delivery.pickup", { street: shop.street, city: shop.city }),
      pickupText: t("delivery.pickupText"),
    },
    labels: {
      email: contact.email,
      name: address.name,
      address: address.address,
      line2: address.line2,
      postcode: address.postcode,
      city: address.city,
      country: address.country,
    },
    optional: localWords("web.frame")("optional"),
    payment: {
      heading: t("payment.heading"),
      text: t(demo ? "payment.demo" : "payment.text", { minutes: checkout.paymentMinutes }),
      place: t("payment.place"),
      placing: t("payment.placing"),
      after: t("payment.after"),
    },
    summary: {
      books: t("summary.books", { count: cart.count }),
      lines: t("summary.lines"),
      subtotal: t("summary.subtotal"),
      total: t("summary.total"),
      vat: t("summary.vat"),
      change: t("summary.change"),
    },
    errors: {
      one: t("errors.headingOne"),
      other: t("errors.headingMany"),
      kept: t("errors.kept"),
    },
    failed: registry[locale()].web.form,
  };
}
