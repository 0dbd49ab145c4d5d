import { bot } from "./bot.ts";
import { errors } from "./errors.ts";
import { mail } from "./mail.ts";
import { papers } from "./papers.ts";
import { web } from "./web/index.ts";

export const de = { web, mail, papers, bot, errors } as const;
