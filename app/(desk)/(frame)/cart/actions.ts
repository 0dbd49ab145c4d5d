"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { settle } from "@/app/_server/action";
import { cartToken, keepCart } from "@/app/_server/cart-cookie";
import { requestContext } from "@/app/_server/context";
import { formValues } from "@/app/_server/form";
import { sentenceOf } from "@/app/_server/refusals";
import type { CartState } from "@/components/cart/model";
import { locale, localWords } from "@/app/_server/language";
import type { Ctx } from "@/shop/context";
import { emptyCart, getCart, refillCart, setQuantity, type CartRefusal } from "@/shop/cart";
import { addToCartInput, MAX_LINES, MAX_QUANTITY, quantityInput, type Cart } from "@/shop/cart/model";

const bookId = z.uuid();
const lines = z
  .string()
  .max(20_000)
  .transform((text, issues): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      issues.addIssue({ code: "custom", message: "no JSON" });
      return z.NEVER;
    }
  })
  .pipe(z.array(addToCartInput).min(1).max(MAX_LINES));

const change = z.discriminatedUnion("act", [
  z.object({ act: z.enum(["set", "increase", "decrease"]), bookId, quantity: quantityInput }),
  z.object({ act: z.enum(["take", "remove"]), bookId }),
  z.object({ act: z.literal("empty") }),
  z.object({ act: z.literal("restore"), lines }),
]);
type Change = z.output<typeof change>;

/** Everything that can be done on the cart's page. */
export async function changeCart(_before: CartState, form: FormData): Promise<CartState> {
  const answer = crypto.randomUUID();
  const t = localWords("web.cart");
  const given = formValues(form);
  const parsed = change.safeParse(readable(given));
  const ctx = await requestContext();
  if (!parsed.success) {
    const book = bookId.safeParse(given.bookId);
    return {
      answer,
      refused: book.success
        ? {
            bookId: book.data,
            message: t("refused.quantity", { most: MAX_QUANTITY }),
            typed: String(given.quantity ?? "").slice(0, 20),
          }
        : { message: t("refused.input") },
    };
  }
  const token = await cartToken();
  const outcome = await settle(() => make(ctx, token, parsed.data));
  if (outcome.token) await keepCart(outcome.token);
  else refresh();
  return { answer, ...outcome.told };
}

/**
 * A form that was sent by no button sets its number. The buttons beside a number that cannot be read count from the one that
 * the cart holds.
 */
function readable(given: ReturnType<typeof formValues>) {
  const { act = "set", quantity, held } = given;
  const counts = act === "increase" || act === "decrease";
  return { ...given, act, quantity: counts && !quantityInput.safeParse(quantity).success ? held : quantity };
}

type Outcome = { token: string | null; told: Omit<NonNullable<CartState>, "answer"> };

async function make(ctx: Ctx, token: string | null, wanted: Change): Promise<Outcome> {
  const t = localWords("web.cart");
  switch (wanted.act) {
    case "set":
      return count(ctx, token, wanted.bookId, wanted.quantity);
    case "increase":
      return count(ctx, token, wanted.bookId, wanted.quantity + 1);
    case "decrease":
      return count(ctx, token, wanted.bookId, Math.max(1, wanted.quantity - 1));
    case "take": {
      const held = (await getCart(ctx, token)).lines.find((line) => line.bookId === wanted.bookId);
      return count(ctx, token, wanted.bookId, held?.available ?? 0);
    }
    case "remove":
      return count(ctx, token, wanted.bookId, 0);
    case "empty": {
      const before = await getCart(ctx, token);
      await emptyCart(ctx, token);
      return { token, told: before.lines.length === 0 ? {} : { said: t("emptied"), undo: countsOf(before) } };
    }
    case "restore": {
      const { token: kept, missing } = await refillCart(ctx, token, wanted.lines);
      return { token: kept, told: missing.length === 0 ? {} : { said: t("restoredPart") } };
    }
  }
}

async function count(ctx: Ctx, token: string | null, id: string, quantity: number): Promise<Outcome> {
  const before = quantity === 0 ? await getCart(ctx, token) : null;
  const result = await setQuantity(ctx, token, { bookId: id, quantity });
  if (!result.ok) return { token: null, told: { refused: { bookId: id, message: wordsFor(result) } } };
  const at = before?.lines.findIndex((line) => line.bookId === id) ?? -1;
  const gone = before?.lines[at];
  if (!gone) return { token, told: {} };
  return {
    token,
    told: {
      at,
      said: localWords("web.cart")("removed"),
      undo: [{ bookId: id, quantity: gone.quantity }],
    },
  };
}

function wordsFor(refusal: CartRefusal): string {
  const t = localWords("web.cart.refused");
  switch (refusal.code) {
    case "OUT_OF_STOCK":
      return t("outOfStock", { available: refusal.available });
    case "BOOK_UNAVAILABLE":
      return t("unavailable");
    case "CART_EMPTY":
    case "INVALID_INPUT":
      return sentenceOf(refusal, locale());
  }
}

const countsOf = (cart: Cart) => cart.lines.map((line) => ({ bookId: line.bookId, quantity: line.quantity }));
