import { pino, type Logger } from "pino";
import { logLevel } from "../config/env.ts";
import { cleanObject, cleanText, describe } from "./redact.ts";

export type { Logger } from "pino";

/**
 * JSON lines on standard output. Whatever is logged loses what names a person or opens a door on its way:
 * `log.child({ requestId }).error({ err }, "refund failed")`.
 */
export function createLog(destination?: { write(line: string): void }): Logger {
  const logger = pino(
    {
      level: logLevel(),
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: (value: unknown) => value },
      hooks: {
        logMethod(given, method) {
          const [first, ...rest] = given as unknown[];
          const message = rest.map((value) =>
            typeof value === "string" ? cleanText(value) : cleanObject({ value }).value,
          );
          if (first instanceof Error) {
            const err = describe(first);
            return Reflect.apply(method, this, [{ err }, ...(message.length > 0 ? message : [err.message])]);
          }
          const subject =
            typeof first === "string"
              ? cleanText(first)
              : first === null || typeof first !== "object"
                ? first
                : cleanObject(first);
          return Reflect.apply(method, this, [subject, ...message]);
        },
      },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
  const { child } = logger;
  function cleanChild(this: Logger, bindings: object, ...rest: unknown[]) {
    return Reflect.apply(child, this, [cleanObject(bindings), ...rest]) as Logger;
  }
  logger.child = cleanChild as unknown as typeof child;
  return logger;
}

export const log: Logger = createLog();
