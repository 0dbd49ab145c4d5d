import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ESLint } from "eslint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkBoundaries, complaint } from "../ops/boundaries.mjs";

/** A little house that keeps every law; each test breaks one. */
const lawful: Record<string, string> = {
  "app/_server/paths.ts": 'import { locales } from "../../messages/locales.ts";\nexport const paths = locales;',
  "app/page.tsx": 'import { place } from "../shop/orders/index.ts";\nexport const page = place;',
  "bot/talk.ts": "export const talk = 1;",
  "components/card.tsx":
    'import type { Order } from "../shop/orders/model.ts";\nexport const card = (order: Order) => order;',
  "config/env.ts": 'import { z } from "zod";\nexport const config = z;',
  "covers/index.ts": "export const cover = 1;",
  "db/client.ts": 'import { Pool } from "pg";\nexport const connect = Pool;',
  "db/migrate.ts": 'import { queues } from "../shop/outbox/queues.ts";\nexport const migrate = queues;',
  "db/schema/catalog.ts": "export const books = 1;",
  "db/schema/orders.ts": "export const orders = 1;",
  "emails/receipt.tsx":
    'import type { Money } from "../shop/_kernel/money.ts";\nexport const receipt = (money: Money) => money;',
  "front/index.ts":
    'import { paths } from "../app/_server/paths.ts";\nimport { log } from "../log/index.ts";\nexport { log, paths };',
  "front/tags.ts": 'import { Client } from "pg";\nexport const tags = Client;',
  "jobs/worker.ts": 'import { PgBoss } from "pg-boss";\nexport const boss = PgBoss;',
  "log/index.ts": 'import { config } from "../config/env.ts";\nexport const log = config;',
  "messages/locales.ts": "export const locales = 1;",
  "shop/_kernel/money.ts": "export type Money = number;",
  "shop/catalog/index.ts":
    'import { books } from "../../db/schema/catalog.ts";\nimport { rows } from "./rows.ts";\nexport const find = [books, rows];',
  "shop/catalog/rows.ts": "export const rows = 1;",
  "shop/outbox/queues.ts": "export const queues = 1;",
  "shop/outbox/resend.ts": 'import { Resend } from "resend";\nexport const send = Resend;',
  "shop/storage/s3.ts": 'import { Client } from "minio";\nexport const store = Client;',
  "shop/orders/index.ts":
    'import { orders } from "../../db/schema/orders.ts";\nimport { find } from "../catalog/index.ts";\nexport const place = [orders, find];',
  "shop/orders/model.ts":
    'import { z } from "zod";\nimport type { Money } from "../_kernel/money.ts";\nexport type Order = z.infer<typeof z> & Money;',
  "tests/setup.ts": "export const setup = 1;",
};

/** Which law, broken by which file importing what. */
const plants: [law: string, from: string, to: string][] = [
  ["no-cycles", "shop/catalog/rows.ts", "./index.ts"],
  ["everything-resolves", "app/page.tsx", "./nowhere.ts"],
  ["shop-is-framework-free", "shop/orders/index.ts", "next/headers"],
  ["shop-is-framework-free", "shop/orders/index.ts", "react"],
  ["shop-is-framework-free", "shop/orders/index.ts", "../../components/card.tsx"],
  ["shop-is-framework-free", "shop/orders/index.ts", "../../messages/locales.ts"],
  ["providers-stay-in-their-adapter", "shop/orders/index.ts", "resend"],
  ["providers-stay-in-their-adapter", "shop/orders/index.ts", "minio"],
  ["modules-meet-at-the-front-door", "shop/orders/index.ts", "../catalog/rows.ts"],
  ["others-use-the-front-door", "app/page.tsx", "../shop/catalog/rows.ts"],
  ["others-use-the-front-door", "jobs/worker.ts", "../shop/catalog/rows.ts"],
  ["migrations-make-the-queues", "db/migrate.ts", "../shop/catalog/rows.ts"],
  ["a-module-owns-its-tables", "shop/orders/index.ts", "../../db/schema/catalog.ts"],
  ["channels-never-query", "app/page.tsx", "../db/client.ts"],
  ["channels-never-query", "app/page.tsx", "drizzle-orm"],
  ["channels-never-query", "components/card.tsx", "pg"],
  ["channels-never-query", "bot/talk.ts", "pg-boss"],
  ["channels-never-query", "front/index.ts", "pg"],
  ["exceptions-are-narrow", "front/tags.ts", "drizzle-orm"],
  ["exceptions-are-narrow", "jobs/worker.ts", "../db/schema/orders.ts"],
  ["channels-are-strangers", "jobs/worker.ts", "../app/page.tsx"],
  ["channels-are-strangers", "app/page.tsx", "../bot/talk.ts"],
  ["bot-knows-the-api-only", "bot/talk.ts", "../shop/orders/index.ts"],
  ["views-know-only-the-pure-model", "components/card.tsx", "../shop/orders/index.ts"],
  ["views-know-only-the-pure-model", "emails/receipt.tsx", "../config/env.ts"],
  ["model-is-pure", "shop/orders/model.ts", "node:fs"],
  ["model-is-pure", "shop/orders/model.ts", "../../db/schema/orders.ts"],
  ["kernel-is-pure", "shop/_kernel/money.ts", "../catalog/index.ts"],
  ["modules-in-order", "shop/catalog/index.ts", "../orders/model.ts"],
  ["front-imports-no-shop", "front/index.ts", "../shop/orders/model.ts"],
  ["covers-stand-alone", "covers/index.ts", "../shop/_kernel/money.ts"],
  ["config-is-a-leaf", "config/env.ts", "../messages/locales.ts"],
  ["log-is-a-leaf", "log/index.ts", "../messages/locales.ts"],
  ["messages-are-words", "messages/locales.ts", "../shop/orders/index.ts"],
  ["links-are-a-leaf", "app/_server/paths.ts", "../../config/env.ts"],
  ["tests-stay-outside", "app/page.tsx", "../tests/setup.ts"],
];

describe("laws of the house", () => {
  let house: string;
  const write = (file: string, text: string) => fs.writeFileSync(path.join(house, file), text);

  beforeAll(() => {
    house = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-laws-"));
    for (const [file, text] of Object.entries(lawful)) {
      fs.mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
      write(file, text);
    }
    fs.copyFileSync("tsconfig.json", path.join(house, "tsconfig.json"));
    write("package.json", '{ "type": "module" }');
    fs.symlinkSync(path.resolve("node_modules"), path.join(house, "node_modules"));
  });
  afterAll(() => fs.rmSync(house, { recursive: true, force: true }));

  it("PLT-2 the lawful house passes, so what follows fails for its violation alone", async () => {
    const result = await checkBoundaries(house);
    expect(complaint(result)).toBe("");
    expect(result.modules).toHaveLength(Object.keys(lawful).filter((file) => !file.startsWith("tests/")).length);
  });

  it.each(plants)("PLT-2 law %s: %s may not import %s", async (rule, from, to) => {
    const text = lawful[from] ?? "";
    write(from, `import "${to}";\n${text}`);
    const { violations } = await checkBoundaries(house).finally(() => write(from, text));
    // of a cycle either end may be named
    expect(violations.filter((each) => each.rule === rule).flatMap((each) => [each.from, each.to])).toContain(from);
  });

  it("PLT-2 a look at nothing, or past the shop, is a failure", () => {
    expect(complaint({ modules: [], violations: [] })).toContain("nothing is proven");
    expect(complaint({ modules: ["app/page.tsx"], violations: [] })).toContain("nothing is proven");
  });
});

const eslint = new ESLint();
const broken = async (filePath: string, code: string) =>
  (await eslint.lintText(code, { filePath })).flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));

/** Which rule, in which file, and the code that breaks it. */
const breaches: [rule: string, file: string, code: string][] = [
  [
    "house/cache-in-one-place",
    "shop/catalog/index.ts",
    'import { unstable_cache } from "next/cache";\nexport { unstable_cache };',
  ],
  [
    "house/cache-in-one-place",
    "app/page.tsx",
    'import { unstable_cache as keep } from "next/cache";\nkeep(async () => 1);',
  ],
  ["house/time-from-context", "shop/orders/place.ts", "export const at = () => new Date();"],
  ["house/time-from-context", "shop/orders/place.ts", "export const at = () => Date.now();"],
  ["house/money-is-whole", "shop/_kernel/money.ts", 'export const minor = parseFloat("1.5");'],
  ["house/money-is-whole", "shop/_kernel/money.ts", 'export const minor = Number.parseFloat("1.5");'],
  ["house/no-default-export", "shop/orders/place.ts", "export default 1;"],
  ["house/no-default-export", "components/ui/button.tsx", "const Button = 1;\nexport { Button as default };"],
  ["house/environment-in-config", "shop/orders/place.ts", "export const url = process.env.DATABASE_URL;"],
  ["house/environment-in-config", "app/page.tsx", "export const all = process.env;"],
  ["house/caller-is-named", "shop/orders/place.ts", "export const place = (ctx) => ctx.transact(async () => 1);"],
  [
    "house/caller-is-named",
    "shop/orders/place.ts",
    "/** Places it. */\nexport const place = (ctx) => ctx.transact(async () => 1);",
  ],
  [
    "house/caller-is-named",
    "shop/orders/place.ts",
    "/** @caller anyone */\nconst place = (ctx) => ctx.transact(async () => 1);\nplace();",
  ],
  ["house/caller-is-named", "shop/orders/place.ts", "export function place() {\n  return transact(async () => 1);\n}"],
  [
    "house/caller-is-named",
    "shop/orders/place.ts",
    "const open = (ctx) => ctx.transact(async () => 1);\nexport const pack = (ctx) => open(ctx);",
  ],
  ["house/file-names-say-something", "shop/orders/utils.ts", "export const one = 1;"],
  ["house/file-names-say-something", "app/lib/one.ts", "export const one = 1;"],
  ["@typescript-eslint/no-explicit-any", "shop/orders/place.ts", "export const one = (two: any) => two;"],
  ["@typescript-eslint/ban-ts-comment", "shop/orders/place.ts", "// @ts-ignore\nexport const one = 1;"],
];

const allowed: [file: string, code: string][] = [
  ["app/_cache/catalog.ts", 'import { unstable_cache } from "next/cache";\nexport { unstable_cache };'],
  ["app/(shop)/[locale]/page.tsx", "export default function Page() {\n  return null;\n}"],
  ["jobs/worker.ts", "export const at = () => Date.now();"],
  ["shop/orders/place.ts", "export const at = (iso: string) => new Date(iso);"],
  ["app/_server/headers.ts", 'export const dev = process.env.NODE_ENV === "development";'],
  ["config/env.ts", "export const all = process.env;"],
  [
    "shop/orders/place.ts",
    "/**\n * Places it.\n * @caller the customer\n */\nexport async function place(ctx) {\n  return ctx.transact(async () => 1);\n}",
  ],
  [
    "shop/orders/place.ts",
    "const open = (ctx) => ctx.transact(async () => 1);\n/** @caller staff */\nexport const pack = (ctx) => open(ctx);",
  ],
];

describe("rules of the house", () => {
  it.each(breaches)("PLT-2 %s is broken in %s by: %s", async (rule, file, code) => {
    expect(await broken(file, code)).toContain(rule);
  });

  it.each(allowed)("PLT-2 %s may hold: %s", async (file, code) => {
    expect((await broken(file, code)).filter((rule) => rule?.startsWith("house/"))).toEqual([]);
  });
});
