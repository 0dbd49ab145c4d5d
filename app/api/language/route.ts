import { NextResponse, type NextRequest } from "next/server";
import { requestContext } from "@/app/_server/context";
import { languageCookie } from "@/app/_server/cookie-names";
import { paths, translatedPath } from "@/app/_server/paths";
import { config } from "@/config/env";
import { defaultLocale, isLocale, languageCookieName } from "@/messages/locales";
import { chooseLanguage } from "@/shop/identity";

const noStore = { "cache-control": "private, no-store" };

/**
 * The language switch: back to the page that one comes from, in the language asked for, which the browser and the account
 * remember. A plain link, since it works everywhere and undoes itself; a link from elsewhere changes no account.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const { APP_URL } = config();
  const to = request.nextUrl.searchParams.get("to") ?? "";
  const referer = request.headers.get("referer");
  const from = (location: string) => new NextResponse(null, { status: 303, headers: { ...noStore, location } });
  if (!isLocale(to)) return from(paths.home(defaultLocale));
  const answer = from(translatedPath(referer, APP_URL, to));
  answer.cookies.set(languageCookieName(APP_URL), to, languageCookie(APP_URL));
  if (request.headers.get("sec-fetch-site") === "same-origin") {
    const ctx = await requestContext();
    if (ctx.actor.kind === "user") await chooseLanguage(ctx, to);
  }
  return answer;
}
