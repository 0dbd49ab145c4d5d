"use server";

import type { Route } from "next";
import { z } from "zod";
import { act, type Explain, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { defaultLocale as locale, translator } from "@/messages";
import { ok, type Refusal, type Result } from "@/shop/_kernel/result";
import { archiveGenre, createGenre, mergeGenres, moveGenre, renameGenre, restoreGenre } from "@/shop/catalog";
import { coverFamilies, createGenreInput, renameGenreInput, slugSchema } from "@/shop/catalog/model";

const id = z.uuid();
const place = z
  .string()
  .transform((text) => text || null)
  .pipe(id.nullable());
const family = z.enum(coverFamilies);
const text = z.string().max(200).default("");

const explain: Explain = (field) => {
  const t = translator(locale, "web.catalogue.genres");
  return t(field === "slug" ? "needSlug" : field === "into" ? "needTarget" : "needName");
};
const then = <R extends Refusal>(done: Result<unknown, R>, told: string): Result<Route, R> =>
  done.ok ? ok(paths.admin.genres({ done: told })) : done;

export async function create(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  return act(form, {
    input: z
      .object({ name: text, nameDe: text, parentId: place, coverFamily: family })
      .transform(({ name, nameDe, ...rest }) => ({ ...rest, names: { en: name, de: nameDe } }))
      .pipe(createGenreInput),
    explain,
    command: async (ctx, input) => then(await createGenre(ctx, input), "created"),
  });
}

export async function rename(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  const t = translator(locale, "web.catalogue.genres");
  return act(form, {
    input: z
      .object({ id, name: text, nameDe: text, slug: slugSchema, coverFamily: family })
      .transform(({ name, nameDe, ...rest }) => ({ ...rest, names: { en: name, de: nameDe } }))
      .pipe(renameGenreInput),
    explain,
    command: async (ctx, input) => then(await renameGenre(ctx, input), "renamed"),
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
