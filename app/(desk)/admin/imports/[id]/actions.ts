"use server";

import { z } from "zod";
import { act, settle, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { localWords } from "@/app/_server/language";
import { ok, type Refusal, type Result } from "@/shop/_kernel/result";
import { cancelImport, commitImport, findMapping, mapImport, mapOnix, resumeImport, undoCommit } from "@/shop/import";
import { csvTargets, type CsvTarget } from "@/shop/import/model";
import type { Route } from "next";

const id = z.uuid();

/** What the columns are; the file is planned with that. */
export async function map(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  const t = localWords("web.imports");
  return act(form, {
    input: z.object({
      id,
      decimal: z.enum(["auto", ".", ","]),
      dates: z.enum(["dmy", "mdy"]),
      empty: z.enum(["keep", "clear"]),
    }),
    command: async (
      ctx,
      input,
    ): Promise<
      Result<Route, Refusal<"NOT_FOUND" | "IMPORT_MOVED_ON"> | (Refusal<"INVALID_INPUT"> & { twice: string[] })>
    > => {
      const known = await settle(() => findMapping(ctx, input.id));
      const columns = (known?.columns ?? []).map((_, index): CsvTarget | null => {
        const chosen = form.get(`c.${index}`);
        return csvTargets.find((target) => target === chosen) ?? null;
      });
      const mapped = await mapImport(ctx, input.id, {
        encoding: known?.encoding ?? "utf-8",
        delimiter: known?.delimiter ?? ",",
        columns,
        decimal: input.decimal === "auto" ? null : input.decimal,
        dates: input.dates,
        empty: input.empty,
      });
      return mapped.ok ? ok(paths.admin.import(input.id)) : mapped;
    },
    refused: (refusal, _ctx, _input, typed) => {
      if (refusal.code !== "INVALID_INPUT") return {};
      const twice = refusal.twice.flatMap((code) => csvTargets.find((target) => target === code) ?? []);
      if (twice.length > 0) {
        return { message: twice.map((target) => t("map.twice", { target: t(`targets.${target}`) })).join(" ") };
      }
      const any = Object.entries(typed).some(([name, value]) => name.startsWith("c.") && value !== "");
      return { message: t(any ? "map.stale" : "map.noColumn") };
    },
  });
}

/** Whose the copies on hand in an ONIX file are; it is planned anew with that. */
export async function stock(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  return act(form, {
    input: z.object({ id, own: z.literal("on").optional() }),
    command: async (ctx, input): Promise<Result<Route, Refusal<"NOT_FOUND" | "IMPORT_MOVED_ON" | "INVALID_INPUT">>> => {
      const mapped = await mapOnix(ctx, input.id, { stock: input.own ? "figure" : "ignore" });
      return mapped.ok ? ok(paths.admin.import(input.id)) : mapped;
    },
  });
}

type Command = typeof commitImport;

/** One button's act; the page shows where the import stands then. */
const press = (form: FormData, command: Command) =>
  act(form, {
    input: z.object({ id }),
    command: async (ctx, input): Promise<Result<Route, Extract<Awaited<ReturnType<Command>>, { ok: false }>>> => {
      const done = await command(ctx, input.id);
      return done.ok ? ok(paths.admin.import(input.id)) : done;
    },
  });

export async function commit(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  return press(form, commitImport);
}

export async function cancel(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  return press(form, cancelImport);
}

export async function resume(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  return press(form, resumeImport);
}

export async function undo(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  return press(form, (ctx, importId) => undoCommit(ctx, importId, { rest: form.get("rest") === "yes" }));
}
