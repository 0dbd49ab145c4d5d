"use server";

import type { Route } from "next";
import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { readWholeForm } from "@/app/_server/form";
import { paths } from "@/app/_server/paths";
import { ok, type Result } from "@/shop/_kernel/result";
import { createBook, type RecordRefusal } from "@/shop/catalog";
import { recordOf, refusedRecord } from "../read-book";

export async function create(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  return act(form, {
    input: z.unknown(),
    command: async (ctx): Promise<Result<Route, RecordRefusal>> => {
      const made = await createBook(ctx, recordOf(readWholeForm(form)));
      return made.ok ? ok(paths.admin.book(made.value.id, { done: "created" })) : made;
    },
    refused: (refusal, _ctx, _input, typed) => refusedRecord(refusal, typed, ""),
  });
}
