// Signatures that others build against; each moves into its own file.
import type { Refusal, Result } from "../_kernel/result.ts";
import type { Ctx } from "../_runtime/context.ts";
import type {
  AddressInput,
  LinkedLogin,
  OpenSession,
  Profile,
  ProfileInput,
  Provider,
  ProviderPerson,
  SavedAddress,
  SessionUser,
  TokenPerson,
  Tokens,
} from "./model.ts";

type No<C extends Refusal["code"]> = Refusal<C>;
const later = (): never => {
  throw new Error("not built yet");
};

export const register: (
  ctx: Ctx,
  input: { email: string; password: string; name: string },
) => Promise<Result<{ userId: string }, No<"EMAIL_TAKEN" | "PASSWORD_COMMON">>> = later;
export const logInWithProvider: (
  ctx: Ctx,
  person: ProviderPerson & { userAgent?: string | null; cartToken?: string | null },
) => Promise<
  Result<
    SessionUser,
    No<"PROVIDER_EMAIL_MISSING" | "PROVIDER_EMAIL_UNVERIFIED" | "ACCOUNT_DEACTIVATED" | "LOGIN_LINKED_ELSEWHERE">
  >
> = later;
export const linkProvider: (
  ctx: Ctx,
  login: { provider: Provider; subject: string; email: string | null },
) => Promise<Result<null, No<"LOGIN_LINKED_ELSEWHERE">>> = later;
export const unlinkProvider: (
  ctx: Ctx,
  login: { provider: Provider },
) => Promise<Result<null, No<"LAST_WAY_IN" | "NOT_FOUND">>> = later;
export const listLinkedLogins: (ctx: Ctx) => Promise<LinkedLogin[]> = later;
export const requestReset: (ctx: Ctx, input: { email: string }) => Promise<void> = later;
export const findReset: (ctx: Ctx, token: string) => Promise<{ email: string } | null> = later;
export const resetPassword: (
  ctx: Ctx,
  input: { token: string; password: string },
) => Promise<Result<{ userId: string }, No<"LINK_INVALID" | "PASSWORD_COMMON">>> = later;
export const requestVerification: (ctx: Ctx) => Promise<Result<null, No<"EMAIL_VERIFIED">>> = later;
export const findVerification: (ctx: Ctx, token: string) => Promise<{ email: string; name: string } | null> = later;
export const verifyEmail: (
  ctx: Ctx,
  token: string,
) => Promise<Result<{ userId: string; claimed: number }, No<"LINK_INVALID" | "EMAIL_TAKEN">>> = later;
export const changeEmail: (
  ctx: Ctx,
  input: { email: string; password: string | null },
) => Promise<Result<null, No<"BAD_CREDENTIALS" | "EMAIL_UNCHANGED">>> = later;
export const changePassword: (
  ctx: Ctx,
  input: { current: string | null; password: string },
) => Promise<Result<null, No<"BAD_CREDENTIALS" | "PASSWORD_COMMON">>> = later;
export const listSessions: (ctx: Ctx) => Promise<OpenSession[]> = later;
export const endSession: (ctx: Ctx, id: string) => Promise<Result<null, No<"NOT_FOUND">>> = later;
export const endAllSessions: (ctx: Ctx, keep?: { except?: string | null }) => Promise<number> = later;
export const getProfile: (ctx: Ctx) => Promise<Profile> = later;
export const updateProfile: (ctx: Ctx, input: ProfileInput) => Promise<void> = later;
export const listAddresses: (ctx: Ctx) => Promise<SavedAddress[]> = later;
export const saveAddress: (
  ctx: Ctx,
  input: AddressInput,
) => Promise<Result<{ id: string }, No<"NOT_FOUND" | "ADDRESSES_FULL">>> = later;
export const removeAddress: (ctx: Ctx, id: string) => Promise<Result<null, No<"NOT_FOUND">>> = later;
export const issueTokens: (
  ctx: Ctx,
  input: { email: string; password: string; userAgent?: string | null },
) => Promise<Result<Tokens, No<"BAD_CREDENTIALS">>> = later;
export const refreshTokens: (
  ctx: Ctx,
  input: { refreshToken: string },
) => Promise<Result<Tokens, No<"TOKEN_INVALID">>> = later;
export const revokeTokens: (ctx: Ctx, input: { refreshToken: string }) => Promise<void> = later;
export const findTokenPerson: (ctx: Ctx, accessToken: string) => Promise<TokenPerson | null> = later;
