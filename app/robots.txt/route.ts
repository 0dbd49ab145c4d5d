import { connection } from "next/server";
import { paths } from "@/app/_server/paths";
import { deskPrefixes } from "@/app/_server/places";
import { config } from "@/config/env";

/** Everything public may be read by anyone; what is personal has nothing to find. */
export async function GET(): Promise<Response> {
  // the address is known at run time only
  await connection();
  const lines = [
    "User-agent: *",
    ...deskPrefixes.map((prefix) => `Disallow: ${prefix}`),
    "Disallow: /api/",
    "",
    `Sitemap: ${config().APP_URL}${paths.sitemap()}`,
    "",
  ];
  return new Response(lines.join("\n"), {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=3600" },
  });
}
