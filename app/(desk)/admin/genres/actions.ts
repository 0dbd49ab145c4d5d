"use server";

import type { Route } from "next";
import { z } from "zod";
import { act, type Explain, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { localWords } from "@/app/_server/language";
import { ok, type Refusal, type Result } from "@/shop/_kernel/result";
import { archiveGenre, createGenre, mergeGenres, moveGenre, renameGenre, restoreGenre } from "@/shop/catalog";
import { coverFamilies, createGenreInput, renameGenreInput, slugSchema } from "@/shop/catalog/model";

const id = z.uuid();
const place = z
  .string()
  .transform((text) => text || null)
  .pipe(id.nullable());
const family = z.enum(coverFamilies);
const names = { name: z.string().trim().min(1).max(80), nameDe: z.string().trim().max(80).default("") };

const explain: Explain = (field) => {
  const t = localWords("web.catalogue.genres");
  return t(field === "slug" ? "needSlug" : field === "into" ? "needTarget" : "needName");
};
const then = <R extends Refusal>(done: Result<unknown, R>, told: string): Result<Route, R> =>
  done.ok ? ok(paths.admin.genres({ done: told })) : done;

export async function create(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  return act(form, {
    input: z.object({ ...names, parentId: place, coverFamily: family }),
    explain,
    command: async (ctx, { name, nameDe, ...rest }) =>
      then(await createGenre(ctx, createGenreInput.parse({ ...rest, names: { en: name, de: nameDe } })), "created"),
  });
}

export async function rename(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  const t = localWords("web.catalogue.genres");
  return act(form, {
    input: z.object({ id, ...names, slug: slugSchema, coverFamily: family }),
    explain,
    command: async (ctx, { name, nameDe, ...rest }) =>
      then(await renameGenre(ctx, renameGenreInput.parse({ ...rest, names: { en: name, de: nameDe } })), "renamed"),
    refused: (refusal) => (refusal.code === "INVALID_INPUT" ? { fields: { slug: t("needSlug") } } : {}),
  });
}

export async function move(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  return act(form, {
    input: z.object({ id, parentId: place }),
    command: async (ctx, input) => then(await moveGenre(ctx, input), "moved"),
  });
}

export async function merge(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  return act(form, {
    input: z.object({ id, into: id }),
    explain,
    command: async (ctx, { id: from, into }) => then(await mergeGenres(ctx, { id: from, intoId: into }), "merged"),
  });
}

export async function archive(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  return act(form, {
    input: z.object({ id }),
    command: async (ctx, input) => then(await archiveGenre(ctx, input.id), "archived"),
  });
}

export async function restore(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  return act(form, {
    input: z.object({ id }),
    command: async (ctx, input) => then(await restoreGenre(ctx, input.id), "restored"),
  });
}
