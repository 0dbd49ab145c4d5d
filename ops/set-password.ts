// `npm run admin:password [-- E-MAIL]`: gives the admin, or another person, a new password and ends their sessions.
import { Client } from "pg";
import { resetPassword } from "../db/setup.ts";
import { dataDir, openDatabase, ownDatabase } from "./database.mjs";
import { loadEnvFile, Refusal } from "./runtime.mjs";
import { givenSecret, keptSecrets, madeUpPassword } from "./secrets.mjs";

const help = `npm run admin:password [-- E-MAIL]

Sets a new password, ADMIN_PASSWORD (or that of ADMIN_PASSWORD_FILE) or a made-up one, and ends all sessions of that person.
Without an e-mail address: the admin of the demo, or ADMIN_EMAIL.`;

async function setPassword() {
  loadEnvFile();
  const { ADMIN_EMAIL } = process.env;
  const given = givenSecret("ADMIN_PASSWORD");
  const kept = ownDatabase() ? undefined : keptSecrets(dataDir());
  const email = process.argv[2] ?? ADMIN_EMAIL ?? kept?.secrets.ADMIN_EMAIL;
  if (!email) throw new Refusal("Whose password? npm run admin:password -- name@example.org");
  const password = given ?? madeUpPassword();
  if (password.length < 10) throw new Refusal("ADMIN_PASSWORD must have at least 10 characters.");
  const database = await openDatabase();
  const client = new Client({ connectionString: database.url, application_name: "octavo-password" });
  try {
    await client.connect();
    if (!(await resetPassword(client, email, password))) throw new Refusal(`Nobody has the address ${email}.`);
    if (email === kept?.secrets.ADMIN_EMAIL) kept.keep({ ADMIN_PASSWORD: password });
    console.log(`${email} has the password ${given ? "given by ADMIN_PASSWORD" : password}`);
  } finally {
    await client.end();
    await database.close();
  }
}

if (process.argv.includes("--help")) console.log(help);
else {
  await setPassword().catch((error: unknown) => {
    console.error(error instanceof Refusal ? error.message : error);
    process.exitCode = 1;
  });
}
