// What the demo makes up at its first start and keeps, so that log-ins and the admin's password outlive a restart.
import { randomBytes, randomInt } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { readJson } from "./runtime.mjs";

/** A secret of the environment, or of the file that `<NAME>_FILE` names, as `config/env.ts` reads it. */
export function givenSecret(name) {
  const { [name]: value, [`${name}_FILE`]: file } = process.env;
  return value || (file && fs.readFileSync(file, "utf8").replace(/\r?\n$/, "")) || undefined;
}

const letters = "abcdefghjkmnpqrstuvwxyz23456789"; // none that is taken for another
const word = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");

export const madeUpPassword = () => [word(), word(), word(), word()].join("-");

/**
 * @param {string} dataDir
 * `shown` tells whether a person has seen the password.
 * @returns {{
 *   file: string,
 *   secrets: { AUTH_SECRET: string, ADMIN_EMAIL: string, ADMIN_PASSWORD: string, shown?: boolean },
 *   keep(changed: { ADMIN_PASSWORD?: string, shown?: boolean }): void,
 * }}
 */
export function keptSecrets(dataDir) {
  const file = path.join(dataDir, "secrets.json");
  const there = fs.existsSync(file);
  const secrets = there ? readJson(file) : madeUp();
  const keep = (changed) => {
    Object.assign(secrets, changed);
    fs.mkdirSync(dataDir, { recursive: true });
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    fs.renameSync(draft, file);
  };
  if (!there) keep({});
  return { file, secrets, keep };
}

const madeUp = () => ({
  AUTH_SECRET: randomBytes(36).toString("base64url"),
  ADMIN_EMAIL: "admin@octavo.example",
  ADMIN_PASSWORD: madeUpPassword(),
});
