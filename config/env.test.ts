import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ConfigError, loadConfig, secrets, variableNames } from "./env.ts";

const secret = "x".repeat(40);
const complete = { DATABASE_URL: "postgres://shop@db/shop", AUTH_SECRET: secret, PAYMENTS: "demo" };
const demo = { ...complete, SHOP_MODE: "demo", PAYMENTS: undefined };

function problems(environment: Record<string, string | undefined>): string[] {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ variable, expected }) => `${variable} ${expected}`);
    throw error;
  }
  return [];
}

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true })));

const fileWith = (content: string) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-config-"));
  folders.push(folder);
  const file = path.join(folder, "secret");
  fs.writeFileSync(file, content);
  return file;
};

describe("the configuration", () => {
  it("PLT-3 has defaults for all that has a sane one", () => {
    expect(loadConfig(demo)).toMatchObject({
      SHOP_MODE: "demo",
      PORT: 3000,
      HOST: "127.0.0.1",
      APP_URL: "http://localhost:3000",
      DATA_DIR: path.resolve(".data"),
      DATABASE_DIRECT_URL: complete.DATABASE_URL,
      PAYMENTS: "demo",
      MAIL: "mailbox",
      TRUSTED_PROXIES: 0,
      LOG_LEVEL: "info",
    });
  });

  it("PLT-3 the page cache has a size, or is off", () => {
    const size = (PAGE_CACHE?: string) => loadConfig({ ...demo, PAGE_CACHE }).PAGE_CACHE;
    expect([size(), size("64"), size("off")]).toEqual([256, 64, 0]);
    for (const bad of ["on", "1", "-5", "1e3"]) {
      expect(problems({ ...demo, PAGE_CACHE: bad })).toEqual([
        "PAGE_CACHE must be off, or how many megabytes it may fill (16 to 65536)",
      ]);
    }
  });

  it("PLT-3 names every bad or missing variable at once and what is expected, and never its value", () => {
    const all = problems({
      ...demo,
      DATABASE_URL: "mysql://shop:hunter2@db/shop",
      AUTH_SECRET: "hunter2",
      PORT: "80a",
      APP_URL: "https://books.example.org/shop",
      SHOP_TIMEZONE: "Mars/Olympus",
      SHOP_CURRENCY: "EURO",
      LOG_LEVEL: "loud",
      TRUSTED_PROXIES: "-1",
    });
    expect(all.map((problem) => problem.split(" ")[0]).sort()).toEqual([
      "APP_URL",
      "AUTH_SECRET",
      "DATABASE_URL",
      "LOG_LEVEL",
      "PORT",
      "SHOP_CURRENCY",
      "SHOP_TIMEZONE",
      "TRUSTED_PROXIES",
    ]);
    expect(all).toContain("PORT must be a whole number from 0 to 65535");
    expect(all).toContain("SHOP_TIMEZONE must be the name of a time zone, such as Europe/Berlin");
    expect(all.join()).not.toContain("hunter2");
  });

  it("PLT-3 an empty variable is a missing one", () => {
    expect(loadConfig({ ...demo, PORT: "", MAIL: "" }).PORT).toBe(3000);
  });

  it("PLT-3 mail by a provider needs its key and a sender", () => {
    expect(problems({ ...demo, MAIL: "resend" }).map((problem) => problem.split(" ")[0])).toEqual([
      "RESEND_API_KEY",
      "MAIL_FROM",
    ]);
    expect(problems({ ...demo, MAIL: "smtp" }).map((problem) => problem.split(" ")[0])).toEqual([
      "SMTP_URL",
      "MAIL_FROM",
    ]);
    expect(loadConfig({ ...demo, RESEND_API_KEY: "re_1", MAIL_FROM: "Octavo <desk@example.org>" }).MAIL).toBe("resend");
  });

  it("IDN-2 a log-in elsewhere needs both its id and its secret, and an address that is safe", () => {
    expect(loadConfig(demo)).toMatchObject({
      AUTH_GOOGLE_ISSUER: "https://accounts.google.com",
      AUTH_GITHUB_BASE_URL: "https://github.com",
    });
    const named = (given: object) => problems({ ...demo, ...given }).map((problem) => problem.split(" ")[0]);
    expect(named({ AUTH_GOOGLE_ID: "octavo" })).toEqual(["AUTH_GOOGLE_SECRET"]);
    expect(named({ AUTH_GITHUB_SECRET: secret })).toEqual(["AUTH_GITHUB_ID"]);
    expect(named({ AUTH_GOOGLE_ISSUER: "http://accounts.example.org" })).toEqual(["AUTH_GOOGLE_ISSUER"]);
    expect(named({ AUTH_GITHUB_BASE_URL: "https://github.example.org/?x=1" })).toEqual(["AUTH_GITHUB_BASE_URL"]);
    const here = { AUTH_GITHUB_ID: "octavo", AUTH_GITHUB_SECRET: secret, AUTH_GITHUB_BASE_URL: "http://127.0.0.1:1/" };
    expect(loadConfig({ ...demo, ...here }).AUTH_GITHUB_BASE_URL).toBe("http://127.0.0.1:1");
  });

  it("PLT-8 without SHOP_MODE it is production, which takes neither demo gateway nor made-up secrets unasked", () => {
    expect(loadConfig(complete)).toMatchObject({ SHOP_MODE: "production", PAYMENTS: "demo", HOST: "0.0.0.0" });
    expect(problems({ DATABASE_URL: complete.DATABASE_URL }).map((problem) => problem.split(" ")[0])).toEqual([
      "AUTH_SECRET",
      "PAYMENTS",
    ]);
  });

  it("PAY-4 PLT-8 Stripe needs its keys, and the demo takes no live ones", () => {
    expect(problems({ ...demo, PAYMENTS: "stripe" }).map((line) => line.split(" ", 1)[0])).toEqual([
      "STRIPE_SECRET_KEY",
      "STRIPE_WEBHOOK_SECRET",
    ]);
    const keys = { PAYMENTS: "stripe", STRIPE_SECRET_KEY: "sk_test_1", STRIPE_WEBHOOK_SECRET: "whsec_1,whsec_2" };
    expect(loadConfig({ ...demo, ...keys })).toMatchObject({
      PAYMENTS: "stripe",
      STRIPE_WEBHOOK_SECRET: ["whsec_1", "whsec_2"],
      STRIPE_API_BASE: "https://api.stripe.com",
    });
    expect(problems({ ...demo, ...keys, STRIPE_SECRET_KEY: "sk_live_1" })).toEqual([
      "STRIPE_SECRET_KEY must be a test key in demo mode: this one moves real money",
    ]);
    expect(problems({ ...demo, ...keys, STRIPE_SECRET_KEY: "pk_test_1" })[0]).toContain(
      "must be a secret key of Stripe",
    );
    expect(problems({ ...demo, ...keys, STRIPE_WEBHOOK_SECRET: "secret" })[0]).toContain("begins with whsec_");
  });

  it("PLT-9 every secret can come from a file", () => {
    const shaped: Partial<Record<(typeof secrets)[number], string>> = {
      DATABASE_URL: "postgres://other/shop",
      DATABASE_DIRECT_URL: "postgres://other/shop",
      SMTP_URL: "smtp://mail.test",
      STRIPE_SECRET_KEY: "sk_test_secret",
      STRIPE_WEBHOOK_SECRET: "whsec_secret",
    };
    const store = { S3_ENDPOINT: "https://s3.test", S3_BUCKET: "shop", S3_ACCESS_KEY: "key", S3_SECRET_KEY: "secret" };
    for (const name of secrets) {
      const value = shaped[name] ?? secret;
      const environment = {
        ...demo,
        MAIL_FROM: "desk@example.org",
        ...(/^AUTH_G/.test(name) && { [name.replace("SECRET", "ID")]: "octavo" }),
        ...(/^S3_/.test(name) && store),
        [name]: undefined,
        [`${name}_FILE`]: fileWith(`${value}\n`),
      };
      expect([loadConfig(environment)[name]].flat()).toEqual([value]);
    }
  });

  it("CAT-7 PLT-3 a store that speaks S3 is named whole, or files stay in DATA_DIR", () => {
    const store = { S3_ENDPOINT: "https://s3.test/", S3_BUCKET: "shop", S3_ACCESS_KEY: "key", S3_SECRET_KEY: "secret" };
    const missing = (given: object) => problems({ ...demo, ...given }).map((problem) => problem.split(" ")[0]);
    expect(loadConfig(demo).S3).toBeNull();
    expect(loadConfig({ ...demo, ...store }).S3).toEqual({
      endpoint: "https://s3.test",
      bucket: "shop",
      accessKey: "key",
      secretKey: "secret",
      region: "us-east-1",
    });
    for (const name of Object.keys(store)) expect(missing({ ...store, [name]: undefined })).toEqual([name]);
    expect(missing({ S3_REGION: "eu-central-1" })).toEqual(Object.keys(store));
    expect(missing({ ...store, S3_ENDPOINT: "s3.test" })).toEqual(["S3_ENDPOINT"]);
    expect(missing({ ...store, S3_BUCKET: "A bucket" })).toEqual(["S3_BUCKET"]);
  });

  it("PLT-9 former secrets are a list, each as long as the present one", () => {
    const former = (AUTH_SECRET_PREVIOUS?: string) =>
      loadConfig({ ...demo, AUTH_SECRET_PREVIOUS }).AUTH_SECRET_PREVIOUS;
    expect(former()).toEqual([]);
    expect(former(`${secret}, ${secret}2,`)).toEqual([secret, `${secret}2`]);
    expect(problems({ ...demo, AUTH_SECRET_PREVIOUS: `${secret},hunter2` })).toEqual([
      "AUTH_SECRET_PREVIOUS must be former secrets of 32 characters or more, by commas",
    ]);
  });

  it("PLT-9 a secret's file must be readable, and stand alone", () => {
    expect(problems({ ...demo, AUTH_SECRET: undefined, AUTH_SECRET_FILE: "/nowhere" })).toEqual([
      "AUTH_SECRET_FILE must name a file that can be read",
    ]);
    expect(problems({ ...demo, AUTH_SECRET_FILE: fileWith(secret) })).toEqual([
      "AUTH_SECRET_FILE is set beside AUTH_SECRET: set only one of them",
    ]);
  });

  it("PLT-9 docs/operations.md says how to change each secret", () => {
    const rows = fs.readFileSync("docs/operations.md", "utf8").match(/^\| `.*$/gm) ?? [];
    for (const name of secrets)
      expect(
        rows.some((row) => row.includes(`\`${name}\``)),
        name,
      ).toBe(true);
  });

  it("PLT-3 .env.example lists every variable", () => {
    const listed = [...fs.readFileSync(".env.example", "utf8").matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(
      (match) => match[1],
    );
    expect(listed.sort()).toEqual([...variableNames].sort());
  });
});
