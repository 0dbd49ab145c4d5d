"use server";

import type { Route } from "next";
import { z } from "zod";
import { act, type Explain, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { localWords } from "@/app/_server/language";
import { ok, type Refusal, type Result } from "@/shop/_kernel/result";
import {
  archiveGenre,
  createGenre,
  listDeskGenres,
  mergeGenres,
  moveGenre,
  renameGenre,
  restoreGenre,
} from "@/shop/catalog";
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
/** How one field differs: somebody else's value, and what was given here. */
function differs(field: string, theirs: string, mine: string): string {
  const t = localWords("web.catalogue.book.changed");
  return t("line", { field, theirs: theirs || t("nothing"), mine: mine || t("nothing") });
}
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
    input: z.object({
      id,
      ...names,
      slug: slugSchema,
      coverFamily: family,
      seenName: z.string().max(200).default(""),
      seenNameDe: z.string().max(200).default(""),
      seenSlug: z.string().max(200).optional(),
      seenFamily: z.string().max(200).default(""),
    }),
    explain,
    command: async (ctx, { name, nameDe, seenName, seenNameDe, seenSlug, seenFamily, ...rest }) => {
      const seen = seenSlug && { en: seenName, de: seenNameDe, slug: seenSlug, coverFamily: seenFamily };
      const input = renameGenreInput.parse({ ...rest, names: { en: name, de: nameDe }, ...(seen && { seen }) });
      return then(await renameGenre(ctx, input), "renamed");
    },
    refused: (refusal, _ctx, input) => {
      if (refusal.code === "INVALID_INPUT") return { fields: { slug: t("needSlug") } };
      if (refusal.code !== "GENRE_CHANGED") return {};
      const { en, de, slug, coverFamily } = refusal.there;
      const looks = (value: string) => t(`families.${family.catch("literary").parse(value)}`);
      const lines = [
        [t("name"), en, input.name],
        [t("nameDe"), de, input.nameDe],
        [t("slug"), slug, input.slug],
        [t("cover"), looks(coverFamily), looks(input.coverFamily)],
      ] as const;
      return {
        items: lines.flatMap(([field, theirs, mine]) => (theirs === mine ? [] : [differs(field, theirs, mine)])),
        facts: { seenName: en, seenNameDe: de, seenSlug: slug, seenFamily: coverFamily },
      };
    },
  });
}

export async function move(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  return act(form, {
    input: z.object({ id, parentId: place, seenParentId: place.optional() }),
    command: async (ctx, input) => then(await moveGenre(ctx, input), "moved"),
    refused: async (refusal, ctx, input) => {
      if (refusal.code !== "GENRE_CHANGED") return {};
      const t = localWords("web.catalogue.genres");
      const { parentId } = refusal.there;
      const genres = await listDeskGenres(ctx);
      const nameOf = (id: string | null) => genres.find((genre) => genre.id === id)?.name ?? t("top");
      return {
        items: [differs(t("below"), nameOf(parentId), nameOf(input.parentId))],
        facts: { seenParentId: parentId ?? "" },
      };
    },
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
