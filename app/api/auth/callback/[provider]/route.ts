import { NextRequest, NextResponse } from "next/server";
import { handlers } from "@/app/_server/auth";
import { paths } from "@/app/_server/paths";
import { isLinking } from "@/app/_server/provider-entry";
import { isProvider } from "@/app/_server/providers";

/**
 * Where a provider sends people back to. The only door of next-auth that stands open: everything else it can do is done by
 * server actions, which have limits.
 */
export async function GET(request: NextRequest, { params }: RouteContext<"/api/auth/callback/[provider]">) {
  const { provider } = await params;
  if (!isProvider(provider)) return new NextResponse(null, { status: 404 });
  const linking = await isLinking(request.nextUrl.searchParams.get("state"));
  const answer = await handlers.GET(asAddressed(request));
  const location = answer.headers.get("location");
  const failed = location && URL.canParse(location) && new URL(location).searchParams.has("error");
  if (!failed) return withoutKeeping(answer);
  const goTo = linking
    ? paths.mine.security({ refused: "provider", by: provider })
    : paths.loginRefused("provider", provider);
  return withoutKeeping(new Response(null, { status: 302, headers: { location: goTo } }));
}

/** Next names its own socket in the address; the listener has written into the headers by which address the shop was called. */
function asAddressed(request: NextRequest): NextRequest {
  const host = request.headers.get("x-forwarded-host");
  const protocol = request.headers.get("x-forwarded-proto");
  if (!host || !protocol) return request;
  return new NextRequest(
    new URL(`${request.nextUrl.pathname}${request.nextUrl.search}`, `${protocol}://${host}`),
    request,
  );
}

function withoutKeeping(answer: Response): Response {
  const kept = new Response(answer.body, answer);
  kept.headers.set("cache-control", "private, no-store");
  kept.headers.set("referrer-policy", "no-referrer");
  return kept;
}
