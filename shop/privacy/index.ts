import type { Refusal, Result } from "../_kernel/result.ts";
import type { Ctx } from "../_runtime/context.ts";
import type { DeleteAccountInput } from "../identity/model.ts";
import type { Deleted, PersonalData } from "./model.ts";

const later = (): never => {
  throw new Error("not built yet");
};
export const exportPersonalData: (ctx: Ctx) => Promise<PersonalData> = later;
export const deleteAccount: (
  ctx: Ctx,
  input: DeleteAccountInput,
) => Promise<Result<Deleted, Refusal<"BAD_CREDENTIALS" | "CANNOT_DELETE_ADMIN">>> = later;
