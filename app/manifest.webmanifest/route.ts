import { connection } from "next/server";
import { settings } from "@/app/_cache/settings";
import { paths } from "@/app/_server/paths";
import { paper } from "@/app/styles/paper";
import { defaultLocale } from "@/messages/locales";

/** What a phone needs to keep the shop beside its other apps: its name, its colours, its mark. */
export async function GET(): Promise<Response> {
  // never at build time, which has no database
  await connection();
  const { shop } = await settings(defaultLocale);
  const home = paths.home(defaultLocale);
  return Response.json(
    {
      id: home,
      name: shop.name,
      short_name: shop.name,
      lang: defaultLocale,
      start_url: home,
      scope: home,
      // with a way back: one pays elsewhere
      display: "minimal-ui",
      background_color: paper.light,
      theme_color: paper.light,
      categories: ["books", "shopping"],
      icons: [
        { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
        { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
        { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
        { src: "/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
      ],
    },
    {
      headers: { "content-type": "application/manifest+json; charset=utf-8", "cache-control": "public, max-age=3600" },
    },
  );
}
