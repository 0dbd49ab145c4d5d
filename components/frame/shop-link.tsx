"use client";

import type { PrefetchKind } from "next/dist/client/components/router-reducer/router-reducer-types";
import type { AppRouterInstance } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { useRouter } from "next/navigation";
import { startTransition, type ComponentProps, type MouseEvent } from "react";

/** The whole page: without a kind, only what stands above its first `loading.tsx` is fetched, which here is nothing. */
const whole = { kind: "full" as PrefetchKind };

/**
 * A link between public pages, which stays in the document. It fetches its page when someone is about to go there (pointer,
 * touch or focus on it), not when it scrolls into view: a page of covers would ask for hundreds. Next's own link can only
 * do the latter, and weighs more than the rest of this page's scripts. Ways to the desk are plain `<a>`.
 */
export function ShopLink({ href, onClick, ...rest }: Omit<ComponentProps<"a">, "href"> & { href: string }) {
  // The typed one knows no kinds, and of our addresses only those they are rewritten to.
  const router = useRouter() as AppRouterInstance;
  const prefetch = () => router.prefetch(href, whole);
  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || elsewhere || (rest.target && rest.target !== "_self")) return;
    event.preventDefault();
    startTransition(() => router.push(href));
  };
  return <a href={href} onPointerEnter={prefetch} onTouchStart={prefetch} onFocus={prefetch} onClick={go} {...rest} />;
}
