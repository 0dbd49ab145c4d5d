"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { act, settle, type FormState } from "@/app/_server/action";
import { requestContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { localWords } from "@/app/_server/language";
import { ok, refuse } from "@/shop/_kernel/result";
import { moveWishesToCart, removeWish, shareWishlist, withdrawWishlist } from "@/shop/wishlist";

const input = z.object({ book: z.uuid() });
const nothing = z.object({});

/** One that is off the list already is in the cart already, or gone. */
export async function moveOne(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input,
    command: async (ctx, { book }) => {
      const [outcome] = await moveWishesToCart(ctx, [book]);
      if (!outcome) return ok(paths.mine.wishlist());
      return outcome.outcome === "moved" ? ok(paths.mine.wishlist({ done: "moved", book })) : refuse(outcome.outcome);
    },
  });
}

/** Everything, and what became of each. */
export async function moveAll(_before: FormState, _form: FormData): Promise<FormState> {
  const ctx = await requestContext();
  const t = localWords("web.wishlist");
  const outcomes = await settle(() => moveWishesToCart(ctx, null));
  refresh(); // the list has only what stayed
  const moved = outcomes.filter(({ outcome }) => outcome === "moved").length;
  return {
    code: null,
    message: t("told", { moved }),
    items: outcomes.map(({ title, outcome }) => t(`outcomes.${outcome}`, { title })),
    fields: {},
    facts: { moved: moved === outcomes.length ? "all" : "some" },
    typed: {},
    answer: crypto.randomUUID(),
  };
}

export async function remove(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input,
    command: async (ctx, { book }) => {
      await removeWish(ctx, book);
      return ok(paths.mine.wishlist({ done: "removed" }));
    },
  });
}

export async function share(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: nothing,
    command: async (ctx) => {
      await shareWishlist(ctx);
      return ok(paths.mine.wishlist({ done: "shared" }));
    },
  });
}

export async function withdraw(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: nothing,
    command: async (ctx) => {
      await withdrawWishlist(ctx);
      return ok(paths.mine.wishlist({ done: "withdrawn" }));
    },
  });
}
