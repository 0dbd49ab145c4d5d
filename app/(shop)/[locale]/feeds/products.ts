import { decimalAmount } from "../../_meta/book-facts.ts";
import { element, XML_HEAD, xmlText } from "../../../_server/xml.ts";
import type { Offer } from "../../../../shop/catalog/model.ts";

/** Media > Books in Google's product taxonomy. */
const BOOKS = "784";

/** The longest that Google reads, in characters. */
const longest = { title: 150, description: 5_000, brand: 70 };

const cut = (text: string, most: number) => {
  const letters = Array.from(text);
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
};

export interface Product extends Offer {
  /** Absolute addresses. */
  url: string;
  image: string;
  /** What its form is called. */
  form: string;
}

function item(product: Product): string {
  const authors = product.authors.map(({ name }) => name).join(", ");
  const title = [product.title, authors, product.form].filter(Boolean).join(" · ");
  return [
    "<item>",
    element("g:id", product.id),
    element("g:title", cut(title, longest.title)),
    element("g:description", cut(product.description || title, longest.description)),
    element("g:link", product.url),
    element("g:image_link", product.image),
    element("g:availability", product.availability.kind === "out" ? "out_of_stock" : "in_stock"),
    element("g:price", `${decimalAmount(product.price)} ${product.price.currency}`),
    element("g:condition", "new"),
    product.isbn13 ? element("g:gtin", product.isbn13) : element("g:identifier_exists", "no"),
    element("g:brand", product.publisher && cut(product.publisher, longest.brand)),
    element("g:google_product_category", BOOKS),
    element("g:product_type", product.genre),
    "</item>\n",
  ].join("");
}

export interface Channel {
  title: string;
  link: string;
  description: string;
  self: string;
}

const head = (channel: Channel) =>
  [
    XML_HEAD,
    '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0" xmlns:atom="http://www.w3.org/2005/Atom">\n<channel>',
    element("title", channel.title),
    element("link", channel.link),
    element("description", channel.description),
    `<atom:link rel="self" type="application/rss+xml" href="${xmlText(channel.self)}"/>\n`,
  ].join("");
const END = "</channel>\n</rss>\n";

/** A product feed in RSS 2.0 with Google's attributes (https://support.google.com/merchants/answer/7052112). */
export const products = (channel: Channel, offers: readonly Product[]): string =>
  [head(channel), ...offers.map(item), END].join("");

/** The same, written while its products are read. */
export async function* productsAsRead(channel: Channel, offers: AsyncIterable<Product[]>): AsyncGenerator<string> {
  yield head(channel);
  for await (const some of offers) yield some.map(item).join("");
  yield END;
}
