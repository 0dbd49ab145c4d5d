"use server";

import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { paths } from "@/app/_server/paths";
import { NotFound } from "@/shop/_kernel/errors";
import { ok } from "@/shop/_kernel/result";
import { removeAddress, saveAddress } from "@/shop/identity";
import { addressInput } from "@/shop/identity/model";
import { explainCheckout } from "../../../(calm)/checkout/explain";

export async function saveMine(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: addressInput,
    explain: (field, issue, typed) => explainCheckout(field === "line1" ? "address" : field, issue, typed),
    command: async (ctx, address) => {
      const saved = await saveAddress(ctx, address);
      if (!saved.ok && saved.code === "NOT_FOUND") throw new NotFound("address");
      return saved.ok ? ok(paths.mine.addresses({ done: "saved" })) : saved;
    },
  });
}

/** One that is gone already is gone. */
export async function removeMine(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: z.object({ id: z.uuid() }),
    command: async (ctx, { id }) => {
      await removeAddress(ctx, id);
      return ok(paths.mine.addresses({ done: "removed" }));
    },
  });
}
