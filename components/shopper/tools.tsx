"use client";

import { useEffect, useState } from "react";
import { FrameIcon } from "../ui/frame-icon";
import { AccountMenu } from "./account-menu";
import type { CountWords, Shopper, ShopperNews, ToolHrefs, ToolWords } from "./model";

async function ask(): Promise<Shopper | null> {
  try {
    const answer = await fetch("/api/shopper", { headers: { accept: "application/json" } });
    return answer.ok ? ((await answer.json()) as Shopper) : null;
  } catch {
    return null;
  }
}

function after(shopper: Shopper | null, news: NonNullable<ShopperNews>): Shopper {
  const known = shopper ?? { name: null, staff: false, cart: 0, unread: 0, wished: [] };
  return { ...known, ...("added" in news ? { cart: Math.max(0, known.cart + news.added) } : news) };
}

const said = (words: CountWords, count: number) =>
  count === 0 ? words.none : count === 1 ? words.one : words.other.replace("#", String(count));

/**
 * Bell, log-in or name, and the cart. Public pages know nothing of the person, so it asks after load, when the browser brings a
 * page back from its cache, and on a `shopper` event; a page of the desk gives what it knows as `initial`. Room for name
 * and count is kept, so that nothing moves when they arrive.
 */
export function ShopperTools({
  words,
  initial = null,
  hrefs,
}: {
  words: ToolWords;
  initial?: Shopper | null;
  hrefs: ToolHrefs;
}) {
  const [asked, setShopper] = useState<Shopper | null>(null);
  const [given, setGiven] = useState(initial);
  if (initial !== given) {
    // the desk rendered anew: it knows better than what was asked before
    setGiven(initial);
    setShopper(null);
  }
  const shopper = asked ?? initial;

  useEffect(() => {
    let current = true;
    const load = async () => {
      const found = await ask();
      if (current && found) setShopper(found);
    };
    const onNews = (event: Event) => {
      const news = (event as CustomEvent<ShopperNews>).detail;
      if (news) setShopper((known) => after(known ?? initial, news));
      else void load();
    };
    const onShow = (event: PageTransitionEvent) => {
      if (event.persisted) void load();
    };
    if (!initial) void load();
    addEventListener("shopper", onNews);
    addEventListener("pageshow", onShow);
    return () => {
      current = false;
      removeEventListener("shopper", onNews);
      removeEventListener("pageshow", onShow);
    };
  }, [initial]);

  const name = shopper?.name;
  const { stream } = hrefs;
  useEffect(() => {
    let stop: (() => void) | null | undefined;
    if (name) {
      import("./live").then(
        ({ live }) => {
          if (stop !== null) stop = live(stream);
        },
        () => {},
      );
    }
    return () => {
      stop?.();
      stop = null;
    };
  }, [name, stream]);

  // for guests a heart is the plain form that it is: it leads to the log-in
  const wished = shopper?.wished;
  useEffect(() => {
    let stop: (() => void) | null | undefined;
    if (name && wished) {
      import("./hearts").then(
        ({ hearts }) => {
          if (stop !== null) stop = hearts(wished);
        },
        () => {},
      );
    }
    return () => {
      stop?.();
      stop = null;
    };
  }, [name, wished]);

  const counting = (href: string, kind: "bell" | "cart", count: number, own: string, counts: CountWords) => (
    <a className={`tool tool--${kind}`} href={href} data-off={(kind === "bell" && !name) || undefined}>
      <FrameIcon name={kind === "bell" ? kind : "bag"} />
      <span className="txt" aria-hidden="true">
        {own}
      </span>
      <span className="vh">
        {own}
        {shopper && said(counts, count)}
      </span>
      <span className="count" aria-hidden="true" data-none={count === 0 || undefined}>
        {count > 99 ? "99+" : count}
      </span>
    </a>
  );
  return (
    <nav className="tools" aria-label={words.label}>
      {counting(hrefs.notifications, "bell", shopper?.unread ?? 0, words.bell, words.unread)}
      {name ? (
        <AccountMenu name={name} staff={shopper.staff} words={words} hrefs={hrefs} />
      ) : (
        <a className="tool tool--me" href={hrefs.logIn}>
          <FrameIcon name="person" />
          <span className="txt">{words.logIn}</span>
        </a>
      )}
      {counting(hrefs.cart, "cart", shopper?.cart ?? 0, words.cart, words.count)}
    </nav>
  );
}
