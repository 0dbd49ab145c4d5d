import { createHash, hkdfSync } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { isId, newId } from "../_kernel/ids.ts";
import type { Ctx } from "../_runtime/context.ts";
import { ACCESS_SECONDS } from "./model.ts";

const ALGORITHM = "HS256";
/** RFC 9068, section 2.1: keeps other signed things from passing for an access token. */
const TYPE = "at+jwt";

interface Key {
  id: string;
  bytes: Uint8Array;
}
const keys = new Map<string, Key>();

/** The signing key that a secret stands for (HKDF, RFC 5869), and a name for it that gives nothing away. */
function keyOf(secret: string): Key {
  let key = keys.get(secret);
  if (!key) {
    const bytes = new Uint8Array(hkdfSync("sha256", secret, "", "octavo access token", 32));
    key = { id: createHash("sha256").update(bytes).digest("base64url").slice(0, 16), bytes };
    keys.set(secret, key);
  }
  return key;
}

const audience = (ctx: Ctx) => `${ctx.shop.appUrl}/api`;

/** A token for a person's program (RFC 7519): fifteen minutes, signed with the newest secret. */
export function signAccessToken(ctx: Ctx, { userId, familyId }: { userId: string; familyId: string }): Promise<string> {
  const key = keyOf(ctx.shop.secret);
  const at = Math.floor(ctx.now.getTime() / 1_000);
  return new SignJWT({ family: familyId })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: key.id })
    .setIssuer(ctx.shop.appUrl)
    .setAudience(audience(ctx))
    .setSubject(userId)
    .setJti(newId(ctx.now))
    .setIssuedAt(at)
    .setExpirationTime(at + ACCESS_SECONDS)
    .sign(key.bytes);
}

/**
 * What a token says, if it was signed here, with this algorithm, for this audience, and has not run out; else null. Whether
 * its family and its person still count is for the database to say.
 */
export async function readAccessToken(ctx: Ctx, token: string): Promise<{ userId: string; familyId: string } | null> {
  const known = [ctx.shop.secret, ...ctx.shop.previousSecrets].map(keyOf);
  try {
    const { payload } = await jwtVerify(
      token,
      ({ kid }) => {
        const key = known.find(({ id }) => id === kid);
        if (!key) throw new errors.JWKSNoMatchingKey();
        return key.bytes;
      },
      {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: ctx.shop.appUrl,
        audience: audience(ctx),
        currentDate: ctx.now,
        requiredClaims: ["sub", "exp", "iat", "family"],
      },
    );
    const { sub: userId, family: familyId } = payload;
    if (typeof userId !== "string" || typeof familyId !== "string" || !isId(userId) || !isId(familyId)) return null;
    return { userId, familyId };
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
