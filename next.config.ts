import type { NextConfig } from "next";
import { securityHeaders } from "./app/_server/headers.ts";
import { redirects, rewrites } from "./app/_server/places.ts";

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  agentRules: false,
  // `npm run typecheck` does it, once.
  typescript: { ignoreBuildErrors: true },
  // Nobody gets streamed metadata: titles stay in <head>, and notFound() in generateMetadata keeps its status.
  htmlLimitedBots: /.*/,
  // A book page weighs about 150 kB with its segments: room for a few thousand.
  cacheMaxMemorySize: 512 * 1024 * 1024,
  cacheHandler: `${import.meta.dirname}/front/page-store.cjs`,
  serverExternalPackages: ["pg", "pg-boss", "pino", "sharp", "minio", "@node-rs/argon2"],
  // Read at run time, where papers are printed.
  outputFileTracingIncludes: { "/**": ["./node_modules/geist/dist/fonts/geist-sans/Geist-{Regular,SemiBold}.ttf"] },
  experimental: {
    globalNotFound: true,
    authInterrupts: true,
    isrFlushToDisk: false,
    // What was fetched ahead of a click shows prices: it is not kept for Next's five minutes.
    staleTimes: { static: 30 },
  },
  rewrites: async () => ({ ...rewrites(), fallback: [] }),
  redirects: async () => redirects(),
  headers: async () => securityHeaders(),
};

export default config;
