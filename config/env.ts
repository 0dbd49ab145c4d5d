import fs from "node:fs";
import path from "node:path";
import { z } from "zod";

/** All configuration comes from the environment and is read here, once. Names are those of `.env.example`. */

const origin = z
  .string()
  .refine(
    (text) => /^https?:\/\/[^/?#@\s]+\/?$/.test(text) && URL.canParse(text),
    "an address without a path, such as https://books.example.org",
  )
  .transform((text) => new URL(text).origin);

const url = (schemes: string[], example: string) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)),
      `an address such as ${example}`,
    );

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((number) => number >= least && number <= most, `a whole number from ${least} to ${most}`);

/** Zero when it is off. */
const megabytesOrOff = z
  .string()
  .refine(
    (text) => text === "off" || (/^\d{2,5}$/.test(text) && Number(text) >= 16 && Number(text) <= 65_536),
    "off, or how many megabytes it may fill (16 to 65536)",
  )
  .transform((text) => (text === "off" ? 0 : Number(text)));

const timeZone = z.string().refine((name) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}, "the name of a time zone, such as Europe/Berlin");

const choice = <const T extends readonly [string, ...string[]]>(...names: T) =>
  z.enum(names, { error: `one of ${names.join(", ")}` });

const currency = z
  .string()
  .refine(
    (code) => /^[A-Z]{3}$/.test(code) && Intl.supportedValuesOf("currency").includes(code),
    "a currency code, such as EUR",
  );

/** Where people log in: over https, or on this machine, where tests have a provider of their own. */
const provider = (example: string) =>
  z
    .string()
    .refine((text) => {
      if (!URL.canParse(text)) return false;
      const { protocol, hostname, search, hash } = new URL(text);
      const here = hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
      return (protocol === "https:" || (protocol === "http:" && here)) && search === "" && hash === "";
    }, `an address such as ${example}`)
    .transform((text) => text.replace(/\/+$/, ""));

const postgres = url(["postgres", "postgresql"], "postgres://user:password@host:5432/shop");
const email = z.email("an e-mail address");
const text = z.string();

/** Shape by variable; what depends on the mode or on another variable follows in `loadConfig`. */
const variables = z.object({
  SHOP_MODE: choice("demo", "production").default("production"),
  PORT: whole(0, 65_535).default(3000),
  HOST: text.optional(),
  APP_URL: origin.optional(),
  DATA_DIR: text.default(".data").transform((dir) => path.resolve(dir)),
  DATABASE_URL: postgres.optional(),
  DATABASE_DIRECT_URL: postgres.optional(),
  ADMIN_EMAIL: email.optional(),
  ADMIN_PASSWORD: z.string().min(10, "at least 10 characters").max(200, "at most 200 characters").optional(),
  AUTH_SECRET: z.string().min(32, "at least 32 random characters, as `openssl rand -base64 33` makes them").optional(),
  AUTH_SECRET_PREVIOUS: z
    .string()
    .transform((list) =>
      list
        .split(",")
        .map((secret) => secret.trim())
        .filter(Boolean),
    )
    .refine((list) => list.every((secret) => secret.length >= 32), "former secrets of 32 characters or more, by commas")
    .default([]),
  AUTH_GOOGLE_ID: text.optional(),
  AUTH_GOOGLE_SECRET: text.optional(),
  AUTH_GOOGLE_ISSUER: provider("https://accounts.google.com").default("https://accounts.google.com"),
  AUTH_GITHUB_ID: text.optional(),
  AUTH_GITHUB_SECRET: text.optional(),
  AUTH_GITHUB_BASE_URL: provider("https://github.com").default("https://github.com"),
  PAYMENTS: choice("demo", "stripe").optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(
      /^(?:sk|rk)_(?:test|live)_\S+$/,
      "a secret key of Stripe, which begins with sk_live_, sk_test_, rk_live_ or rk_test_",
    )
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(
      /^whsec_[^\s,]+(?:,whsec_[^\s,]+)*$/,
      "the signing secret of the webhook, which begins with whsec_; two, with a comma between, while it is rotated",
    )
    .transform((text) => text.split(","))
    .optional(),
  STRIPE_API_BASE: origin.default("https://api.stripe.com"),
  MAIL: choice("mailbox", "resend", "smtp").optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>\r\n]{1,100}<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/,
      "a sender, such as Octavo <desk@books.example.org>",
    )
    .optional(),
  RESEND_API_KEY: text.optional(),
  RESEND_BASE_URL: url(["http", "https"], "https://api.resend.com").optional(),
  MAIL_PATIENCE: whole(1, 90).default(30),
  SMTP_URL: url(["smtp", "smtps"], "smtps://user:password@mail.example.org").optional(),
  S3_ENDPOINT: origin.optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of a bucket")
    .optional(),
  S3_ACCESS_KEY: text.optional(),
  S3_SECRET_KEY: text.optional(),
  S3_REGION: text.optional(),
  SHOP_TIMEZONE: timeZone.default("Europe/Berlin"),
  SHOP_CURRENCY: currency.default("EUR"),
  TRUSTED_PROXIES: whole(0, 10).default(0),
  PAGE_CACHE: megabytesOrOff.default(256),
  METRICS_TOKEN: z.string().min(16, "at least 16 random characters").optional(),
  LOG_LEVEL: choice("fatal", "error", "warn", "info", "debug", "trace", "silent").default("info"),
});

/** Each of these may come from a file instead, named by `<NAME>_FILE`. */
export const secrets = [
  "DATABASE_URL",
  "DATABASE_DIRECT_URL",
  "ADMIN_PASSWORD",
  "AUTH_SECRET",
  "AUTH_SECRET_PREVIOUS",
  "AUTH_GOOGLE_SECRET",
  "AUTH_GITHUB_SECRET",
  "STRIPE_SECRET_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "RESEND_API_KEY",
  "SMTP_URL",
  "METRICS_TOKEN",
  "S3_ACCESS_KEY",
  "S3_SECRET_KEY",
] as const;

export const variableNames = Object.keys(variables.shape) as (keyof typeof variables.shape)[];

type Parsed = z.output<typeof variables>;

export type Config = Readonly<
  Omit<
    Parsed,
    "HOST" | "APP_URL" | "DATABASE_URL" | "DATABASE_DIRECT_URL" | "AUTH_SECRET" | "PAYMENTS" | "MAIL" | "MAIL_FROM"
  > & {
    HOST: string;
    /** The shop's own address, as people see it; without a slash at the end. */
    APP_URL: string;
    /** Whether APP_URL was given; else it is the address on this machine. */
    appUrlGiven: boolean;
    DATABASE_URL: string;
    /** For LISTEN, which a pooler would break. */
    DATABASE_DIRECT_URL: string;
    AUTH_SECRET: string;
    PAYMENTS: NonNullable<Parsed["PAYMENTS"]>;
    MAIL: NonNullable<Parsed["MAIL"]>;
    MAIL_FROM: string;
    /** Where files are kept; null: in a folder of DATA_DIR. */
    S3: { endpoint: string; bucket: string; accessKey: string; secretKey: string; region: string } | null;
  }
>;

type Environment = Record<string, string | undefined>;
export type Problem = { variable: string; expected: string };

/** Says which variable is bad or missing and what is expected; never the value, which may be a secret. */
export class ConfigError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(
      [
        "The configuration is not complete:",
        ...problems.map(({ variable, expected }) => `  ${variable} ${expected}`),
      ].join("\n"),
    );
    this.name = "ConfigError";
    this.problems = problems;
    this.stack = this.message; // where it was thrown tells the reader nothing
  }
}

function s3Of(value: Parsed): Config["S3"] {
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY, S3_REGION } = value;
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY || !S3_SECRET_KEY) return null;
  return {
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    accessKey: S3_ACCESS_KEY,
    secretKey: S3_SECRET_KEY,
    region: S3_REGION ?? "us-east-1",
  };
}

/** Parses an environment. Collects everything that is wrong before it throws a `ConfigError`. */
export function loadConfig(environment: Environment): Config {
  const problems: Problem[] = [];
  const miss = (variable: string, expected: string) => problems.push({ variable, expected });

  const given: Environment = {};
  for (const name of variableNames) if (environment[name]) given[name] = environment[name];
  for (const name of secrets) {
    const file = environment[`${name}_FILE`];
    if (!file) continue;
    if (given[name]) miss(`${name}_FILE`, `is set beside ${name}: set only one of them`);
    else {
      try {
        given[name] = fs.readFileSync(file, "utf8").replace(/\r?\n$/, "");
      } catch {
        miss(`${name}_FILE`, "must name a file that can be read");
      }
    }
  }

  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) miss(String(issue.path[0]), `must be ${issue.message}`);
  }
  // What was refused above is not also called missing below.
  const bad = new Set(problems.map(({ variable }) => variable.replace(/_FILE$/, "")));
  const lacks = (name: keyof typeof variables.shape) => !given[name] && !bad.has(name);
  const production = given.SHOP_MODE !== "demo";

  if (lacks("DATABASE_URL")) {
    miss(
      "DATABASE_URL",
      "is missing: the shop's PostgreSQL, such as postgres://user:password@host:5432/shop (`npm start` without it brings its own)",
    );
  }
  if (lacks("AUTH_SECRET")) {
    miss(
      "AUTH_SECRET",
      "is missing: at least 32 random characters, the same for every process, as `openssl rand -base64 33` makes them",
    );
  }
  if (production && lacks("PAYMENTS")) {
    miss(
      "PAYMENTS",
      "is missing: in production the gateway is chosen by name. PAYMENTS=stripe, or PAYMENTS=demo, which takes no real money",
    );
  }
  if (given.PAYMENTS === "stripe") {
    if (lacks("STRIPE_SECRET_KEY")) miss("STRIPE_SECRET_KEY", "is missing: PAYMENTS=stripe needs it");
    if (lacks("STRIPE_WEBHOOK_SECRET")) {
      miss(
        "STRIPE_WEBHOOK_SECRET",
        "is missing: PAYMENTS=stripe needs the signing secret of its webhook, without which no payment is ever confirmed",
      );
    }
  }
  if (!production && /^(?:sk|rk)_live_/.test(given.STRIPE_SECRET_KEY ?? "")) {
    miss("STRIPE_SECRET_KEY", "must be a test key in demo mode: this one moves real money");
  }
  for (const name of ["GOOGLE", "GITHUB"] as const) {
    const [id, secret] = [`AUTH_${name}_ID`, `AUTH_${name}_SECRET`] as const;
    if (given[secret] && lacks(id)) miss(id, `is missing: ${secret} is set, and one needs the other`);
    if (given[id] && lacks(secret)) miss(secret, `is missing: ${id} is set, and one needs the other`);
  }
  const store = ["S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY", "S3_SECRET_KEY"] as const;
  const begun = [...store, "S3_REGION" as const].find((name) => given[name]);
  for (const name of store) {
    if (begun && lacks(name)) miss(name, `is missing: ${begun} is set, and a store needs all of ${store.join(", ")}`);
  }
  const mail = given.MAIL ?? (given.RESEND_API_KEY ? "resend" : given.SMTP_URL ? "smtp" : "mailbox");
  if (mail === "resend" && lacks("RESEND_API_KEY")) miss("RESEND_API_KEY", "is missing: MAIL=resend needs it");
  if (mail === "smtp" && lacks("SMTP_URL")) miss("SMTP_URL", "is missing: MAIL=smtp needs it");
  if ((mail === "resend" || mail === "smtp") && lacks("MAIL_FROM")) {
    miss("MAIL_FROM", `is missing: mail by ${mail} needs a sender, such as Octavo <desk@books.example.org>`);
  }

  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const value = parsed.data;
  return Object.freeze({
    ...value,
    HOST: value.HOST ?? (production ? "0.0.0.0" : "127.0.0.1"),
    APP_URL: value.APP_URL ?? `http://localhost:${value.PORT}`,
    appUrlGiven: value.APP_URL !== undefined,
    DATABASE_URL: value.DATABASE_URL ?? "",
    DATABASE_DIRECT_URL: value.DATABASE_DIRECT_URL ?? value.DATABASE_URL ?? "",
    AUTH_SECRET: value.AUTH_SECRET ?? "",
    PAYMENTS: value.PAYMENTS ?? "demo",
    MAIL: mail as Config["MAIL"],
    MAIL_FROM: value.MAIL_FROM ?? "Octavo <desk@octavo.example>",
    S3: s3Of(value),
  });
}

const kept = Symbol.for("octavo.config");
const store = globalThis as { [kept]?: Config };

/** The configuration of this process: parsed at first use, so that the build needs none, and once for every copy of this file. */
export const config = (): Config => (store[kept] ??= loadConfig(process.env));

/** For the logger, which must work before and without the rest. */
export const logLevel = () => variables.shape.LOG_LEVEL.safeParse(process.env.LOG_LEVEL || undefined).data ?? "info";
