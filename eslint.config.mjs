import nextVitals from "eslint-config-next/core-web-vitals";
import nextTypescript from "eslint-config-next/typescript";
import { defineConfig, globalIgnores } from "eslint/config";
import { house } from "./ops/lint/house.mjs";

const source = "**/*.{ts,tsx,mjs,cjs}";
const tests = ["**/*.test.{ts,tsx}", "tests/**", "e2e/**"];

/** Files whose default export Next, vitest, Playwright or drizzle-kit asks for. */
const askedForDefault = [
  "app/**/{page,layout,template,default,error,global-error,loading,not-found,global-not-found,forbidden,unauthorized}.tsx",
  "app/**/{sitemap,robots,manifest,icon,apple-icon,opengraph-image,twitter-image}.{ts,tsx}",
  "*.config.{ts,mjs}",
  "tests/global-setup.ts",
  "e2e/teardown.ts",
];

export default defineConfig([
  ...nextVitals,
  ...nextTypescript,
  globalIgnores([".next/**", ".data/**", "next-env.d.ts", "covers/glyphs/**", "test-results/**", "public/**"]),
  { plugins: { house }, linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: [source],
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/ban-ts-comment": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-var": "error",
      "prefer-const": "error",
      "house/cache-in-one-place": "error",
      "house/no-default-export": "error",
      "house/file-names-say-something": "error",
    },
  },
  { files: askedForDefault, rules: { "house/no-default-export": "off" } },
  { files: ["app/_cache/**"], rules: { "house/cache-in-one-place": "off" } },
  {
    files: ["{app,bot,components,covers,emails,jobs,log,messages,shop}/**", "proxy.ts"],
    ignores: tests,
    rules: { "house/environment-in-config": "error" },
  },
  {
    files: ["shop/**"],
    ignores: tests,
    rules: { "house/time-from-context": "error", "house/caller-is-named": "error" },
  },
  { files: ["shop/**"], rules: { "house/money-is-whole": "error" } },
  {
    // Personal pages speak the language of whoever asks: `locale()` and `localWords()` of app/_server/language.ts.
    files: ["app/(desk)/**"],
    ignores: tests,
    rules: {
      "no-restricted-imports": [
        "error",
        { paths: ["@/messages", "@/messages/locales"].map((name) => ({ name, importNames: ["defaultLocale"] })) },
      ],
    },
  },
  {
    // These are Node's: front/page-store.cjs is loaded by Next with require.
    files: ["**/*.cjs"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
]);
