// Who may import whom. `ops/boundaries.mjs` runs it; `tests/laws.test.ts` plants a violation of each law.

const channels = "(app|bot|jobs)";
const house = "^(app|bench|bot|components|config|covers|db|e2e|emails|front|jobs|log|messages|ops|papers|shop|tests)/";
const door = "^shop/[^/]+/(index|model)\\.ts$";
const aModule = "^shop/[^/_][^/]*/";
const aTest = "\\.test\\.tsx?$";
const aPackage = (...names) => `(^|/)node_modules/(${names.join("|")})(/|$)`;
/** Links are built from the one list of places, which imports nothing but the list of languages. */
const paths = "^app/_server/(paths|places|public-place)\\.ts$";

/** Earlier modules reach later ones by events only. */
const order = [
  ["settings", "identity", "outbox", "audit", "limits", "storage", "operations"],
  ["notifications"],
  ["catalog"],
  ["search", "cart", "wishlist", "reviews", "import"],
  ["payments", "orders"],
  ["prebooking"],
  ["checkout"],
  ["analytics"],
  ["privacy"],
];

const law = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

module.exports = {
  forbidden: [
    law("no-cycles", "Law 1: nothing leads back to itself.", {}, { circular: true }),
    law("everything-resolves", "A law cannot be checked on what is not found.", {}, { couldNotResolve: true }),

    law(
      "shop-is-framework-free",
      "Law 2: the shop knows no channel, no view and no sentence.",
      { path: "^shop/", pathNot: aTest },
      {
        path: [
          "^(app|bench|bot|components|e2e|emails|front|jobs|messages|ops|papers|tests)/",
          aPackage("next", "react", "react-dom", "next-auth", "use-intl"),
        ],
      },
    ),
    law(
      "providers-stay-in-their-adapter",
      "Law 2: a provider's package is imported by the adapter file that bears its name.",
      { path: "^(?!(ops|tests)/)", pathNot: "(^|/)(resend|stripe|smtp|s3)\\.ts$" },
      { path: aPackage("resend", "stripe", "nodemailer", "minio") },
    ),

    law(
      "modules-meet-at-the-front-door",
      "Law 3: another module is reached at its index.ts or model.ts.",
      { path: "^shop/([^/_][^/]*)/" },
      { path: aModule, pathNot: ["^shop/$1/", door] },
    ),
    law(
      "others-use-the-front-door",
      "Law 3: so do the channels, the views and the rest of the house.",
      { path: `^(?!shop/[^/_][^/]*/)`, pathNot: ["^(bench|ops|tests)/", "^db/migrate\\.ts$", aTest] },
      { path: aModule, pathNot: door },
    ),
    law(
      "migrations-make-the-queues",
      "Law 3, the exception: the migration step reads the list of queues, and nothing else behind a door.",
      { path: "^db/migrate\\.ts$" },
      { path: aModule, pathNot: [door, "^shop/outbox/queues\\.ts$"] },
    ),

    law(
      "a-module-owns-its-tables",
      "Law 4: only search and analytics read the tables of others.",
      { path: "^shop/([^/_][^/]*)/", pathNot: ["^shop/(analytics|search)/", aTest] },
      { path: "^db/schema/", pathNot: ["^db/schema/$1\\.ts$", "^db/schema/columns\\.ts$"] },
    ),

    law(
      "channels-never-query",
      "Law 5: channels and the listener leave the database to the shop.",
      {
        path: `^${channels.slice(0, -1)}|components|emails|front)/`,
        pathNot: [aTest, "^jobs/(worker|boss)\\.ts$", "^front/tags\\.ts$"],
      },
      { path: ["^db/", aPackage("drizzle-orm", "pg", "pg-boss")] },
    ),
    law(
      "exceptions-are-narrow",
      "Law 5: the worker's boss and the tag listener may connect; neither builds queries.",
      { path: ["^jobs/(worker|boss)\\.ts$", "^front/tags\\.ts$"] },
      { path: ["^db/(?!(client|listen)\\.ts$)", aPackage("drizzle-orm")] },
    ),

    law(
      "channels-are-strangers",
      "Law 6: app, bot and jobs don't import each other.",
      { path: `^${channels}/` },
      { path: `^${channels}/`, pathNot: "^$1/" },
    ),
    law(
      "bot-knows-the-api-only",
      "Law 6: the bot sells through REST alone.",
      { path: "^bot/" },
      { path: "^(shop|db)/" },
    ),

    law(
      "views-know-only-the-pure-model",
      "Law 7: components and mails see _kernel, model.ts and links.",
      { path: "^(components|emails|papers)/", pathNot: aTest },
      {
        path: ["^(shop|app|bot|config|db|front|jobs|log|ops)/"],
        pathNot: ["^shop/_kernel/", "^shop/[^/]+/model\\.ts$", paths],
      },
    ),

    law(
      "model-is-pure",
      "Law 8: a model imports zod, the kernel and other models; a long one is made of parts named …-model.ts.",
      { path: ["^shop/[^/]+/model\\.ts$", "^shop/[^/]+/[a-z]+-model\\.ts$"] },
      { pathNot: ["^shop/_kernel/", "^shop/[^/]+/model\\.ts$", "^shop/[^/]+/[a-z]+-model\\.ts$", aPackage("zod")] },
    ),
    law(
      "kernel-is-pure",
      "The kernel stands below everything.",
      { path: "^shop/_kernel/", pathNot: aTest },
      { path: house, pathNot: "^shop/_kernel/" },
    ),

    ...order.slice(0, -1).map((names, rank) =>
      law(
        "modules-in-order",
        "Later modules are reached from earlier ones by events.",
        { path: `^shop/(${names.join("|")})/`, pathNot: aTest },
        {
          path: `^shop/(${order
            .slice(rank + 1)
            .flat()
            .join("|")})/`,
        },
      ),
    ),

    law(
      "front-imports-no-shop",
      "The listener knows paths, configuration and the log.",
      { path: "^front/", pathNot: aTest },
      { path: house, pathNot: ["^(config|front|log)/", "^db/listen\\.ts$", "^messages/locales\\.ts$", paths] },
    ),
    law(
      "covers-stand-alone",
      "A cover is drawn from its book's facts alone.",
      { path: "^covers/" },
      { path: house, pathNot: "^covers/" },
    ),
    law(
      "config-is-a-leaf",
      "Configuration imports nothing of the house.",
      { path: "^config/", pathNot: aTest },
      { path: house, pathNot: "^config/" },
    ),
    law(
      "log-is-a-leaf",
      "The log imports configuration only.",
      { path: "^log/", pathNot: aTest },
      { path: house, pathNot: "^(config|log)/" },
    ),
    law(
      "messages-are-words",
      "Sentences import the codes and types that they speak of.",
      { path: "^messages/", pathNot: aTest },
      { path: house, pathNot: ["^messages/", "^shop/_kernel/", "^shop/[^/]+/model\\.ts$"] },
    ),
    law(
      "links-are-a-leaf",
      "next.config.ts, proxy.ts and the listener import the paths.",
      { path: paths },
      { path: house, pathNot: ["^messages/locales\\.ts$", paths] },
    ),
    law(
      "tests-stay-outside",
      "What ships imports no test.",
      { path: "^(app|bot|components|config|covers|db|emails|front|jobs|log|messages|shop)/", pathNot: aTest },
      { path: ["^(bench|e2e|tests)/", aTest, aPackage("vitest", "@playwright", "fast-check")] },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.data|public)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      conditionNames: ["import", "require", "node", "default", "types"],
      exportsFields: ["exports"],
    },
  },
};
