import type { Database } from "../db/client.ts";
import { subscribers, type Shop } from "../shop/context.ts";
import { jobSender, mailboxTransport } from "../shop/outbox/index.ts";
import { demoGateway } from "../shop/payments/index.ts";
import { folderStore } from "../shop/storage/index.ts";

/** A shop for commands that a bench runs itself: nothing leaves the machine, and nothing is logged. */
export const benchShop = (database: Database, files: string): Shop => ({
  database,
  appUrl: "http://bench.test",
  secret: "a secret for the bench, long enough for it",
  previousSecrets: [],
  mailFrom: "desk@bench.test",
  payments: demoGateway(database, "http://bench.test"),
  mails: mailboxTransport(database),
  jobs: jobSender(database),
  files: folderStore(files),
  subscribers,
  log: () => {},
});
