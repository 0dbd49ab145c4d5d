import type { ReactNode } from "react";
import { regionOf, translator, type Locale } from "../messages/index.ts";
import { formatMoney, type Money } from "../shop/_kernel/money.ts";
import type { BookCard } from "../shop/catalog/model.ts";
import type { Order } from "../shop/orders/model.ts";
import type { ShopSettings } from "../shop/settings/model.ts";

/** What every mail is written with: data, no functions, so that it could be stored. */
export interface Paper {
  shop: ShopSettings;
  shopUrl: string;
  /** Whether the mail says that no money moves. */
  demo: boolean;
}

/** A mail about an order. */
export interface MailFacts extends Paper {
  order: Order;
  /** The order's secret link. */
  trackUrl: string;
  /** The parcel or the refund that it tells of. */
  parcelId?: string;
  refundId?: string;
}

/** A mail about an account, or about having one. */
export interface AccountFacts extends Paper {
  /** Whom it greets. */
  name: string;
  /** Where its one act leads; often a secret link. */
  url: string;
  /** When that happened which it tells of. */
  at: Date;
  /** Where such mails are stopped, if they can be. */
  unsubscribeUrl?: string;
  /** The books that it is about. */
  books?: readonly { id: string; coverKey: string; title: string; authors: string }[];
}

/** A mail to somebody who waited for a book. */
export interface RestockFacts extends Paper {
  name: string;
  book: BookCard;
  bookUrl: string;
  /** Where such mails are stopped. */
  unsubscribeUrl: string;
}

export interface Letter {
  subject: string;
  /** What an inbox shows beside the subject. */
  preview: string;
  heading: string;
  /** Between the heading and the list of books. */
  body: ReactNode;
}

export type Template = (facts: MailFacts, locale: Locale) => Letter;
export type RestockTemplate = (facts: RestockFacts, locale: Locale) => Letter;
export type AccountTemplate = (facts: AccountFacts, locale: Locale) => Letter;

export const wordsOf = (locale: Locale) => translator(locale, "mail");
export const inWords = (amount: Money, locale: Locale) => formatMoney(amount, locale);

/** "Thursday 20 November at 11:27 CET": with the zone, since a mail is read anywhere. */
export const onShopClock = (at: Date, { shop }: Paper, locale: Locale) =>
  new Intl.DateTimeFormat(regionOf[locale], {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: shop.timezone,
    timeZoneName: "short",
  }).format(at);
