import "server-only";
import { CredentialsSignin } from "next-auth";
import { ok, refuse, type Refusal, type Result } from "@/shop/_kernel/result";
import type { Ctx } from "@/shop/context";
import { logOut } from "@/shop/identity";
import type { SessionUser } from "@/shop/identity/model";
import { signIn } from "./auth";
import { forgetCart } from "./cart-cookie";
import { readPerson } from "./session";

/** Opens a session in this browser, in place of the one it may have had; the guest's cart goes along. */
export async function enter(
  ctx: Ctx,
  { email, password }: { email: string; password: string },
): Promise<Result<SessionUser | null, Refusal<"BAD_CREDENTIALS">>> {
  const before = await readPerson();
  try {
    await signIn("credentials", { email, password, redirect: false });
  } catch (error) {
    if (error instanceof CredentialsSignin) return refuse("BAD_CREDENTIALS");
    throw error;
  }
  // the browser has forgotten the session it came with: so does the shop
  if (before) await logOut(ctx, before.sessionId);
  await forgetCart();
  return ok(await readPerson());
}
