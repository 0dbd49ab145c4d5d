import type { Route } from "next";
import { paths } from "@/app/_server/paths";
import type { MailFilter } from "@/shop/outbox/model";

/** The mail desk's list, as short an address as can be. */
export function mailsPath({ state, text, page = 1 }: Partial<MailFilter>): Route {
  const query = new URLSearchParams({
    ...(state && { state }),
    ...(text && { q: text }),
    ...(page > 1 && { page: String(page) }),
  }).toString();
  return (query ? `${paths.admin.mail()}?${query}` : paths.admin.mail()) as Route;
}
