import "server-only";
import { customFetch } from "next-auth";
import type { OAuthConfig, OIDCConfig } from "next-auth/providers";
import { z } from "zod";
import { config } from "@/config/env";
import { providers, type Provider } from "@/shop/identity/model";

/** Log-ins elsewhere (IDN-2). Each is there where its id and secret are configured. */

export const providerNames: Record<Provider, string> = { google: "Google", github: "GitHub" };

export const isProvider = (id: unknown): id is Provider => providers.some((provider) => provider === id);

export function openProviders(): Provider[] {
  const { AUTH_GOOGLE_ID, AUTH_GITHUB_ID } = config();
  return providers.filter((provider) => (provider === "google" ? AUTH_GOOGLE_ID : AUTH_GITHUB_ID) !== undefined);
}

/** A provider that does not answer keeps nobody waiting for longer. */
const PATIENCE_MS = 8_000;
const hurried: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });

/** What we read of an ID token (OpenID Connect Core, section 5.1). Google's `sub` never changes hands. */
interface GoogleClaims {
  sub: string;
  name?: string;
  email?: string;
  email_verified?: boolean;
}

/** GitHub's answers: https://docs.github.com/en/rest/users/users and …/users/emails */
const gitHubUser = z.object({ id: z.number().int(), login: z.string(), name: z.string().nullish() });
const gitHubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));
interface GitHubPerson {
  id: number;
  name: string;
  email: string | null;
  verified: boolean;
}

function google(): OIDCConfig<GoogleClaims> {
  const { AUTH_GOOGLE_ID, AUTH_GOOGLE_SECRET, AUTH_GOOGLE_ISSUER } = config();
  return {
    id: "google",
    name: providerNames.google,
    type: "oidc",
    issuer: AUTH_GOOGLE_ISSUER,
    clientId: AUTH_GOOGLE_ID,
    clientSecret: AUTH_GOOGLE_SECRET,
    checks: ["pkce", "state", "nonce"],
    [customFetch]: hurried,
    profile: ({ sub, name, email, email_verified }) => ({ id: sub, name, email, verified: email_verified === true }),
  };
}

function gitHub(): OAuthConfig<GitHubPerson> {
  const { AUTH_GITHUB_ID, AUTH_GITHUB_SECRET, AUTH_GITHUB_BASE_URL: base } = config();
  const api = base === "https://github.com" ? "https://api.github.com" : `${base}/api/v3`;
  return {
    id: "github",
    name: providerNames.github,
    type: "oauth",
    issuer: `${base}/login/oauth`,
    clientId: AUTH_GITHUB_ID,
    clientSecret: AUTH_GITHUB_SECRET,
    checks: ["pkce", "state"],
    [customFetch]: hurried,
    authorization: { url: `${base}/login/oauth/authorize`, params: { scope: "read:user user:email" } },
    token: `${base}/login/oauth/access_token`,
    userinfo: {
      url: `${api}/user`,
      request: ({ tokens }: { tokens: { access_token?: string } }) => askGitHub(api, tokens.access_token ?? ""),
    },
    profile: ({ id, ...person }) => ({ id: String(id), ...person }),
  };
}

/** Who somebody is at GitHub. The address is the primary one, which only the list of addresses says to be verified or not. */
async function askGitHub(api: string, token: string): Promise<GitHubPerson> {
  const ask = async (path: string): Promise<unknown> => {
    const answer = await hurried(`${api}${path}`, {
      headers: { authorization: `Bearer ${token}`, accept: "application/vnd.github+json", "user-agent": "octavo" },
    });
    if (!answer.ok) throw new Error(`GitHub answered ${answer.status} for ${path}`);
    return answer.json();
  };
  const [user, emails] = await Promise.all([
    ask("/user").then((answer) => gitHubUser.parse(answer)),
    ask("/user/emails").then((answer) => gitHubEmails.parse(answer)),
  ]);
  const primary = emails.find((each) => each.primary);
  return {
    id: user.id,
    name: user.name || user.login,
    email: primary?.email ?? null,
    verified: primary?.verified ?? false,
  };
}

const made = { google, github: gitHub } as const;
export const authProviders = () => openProviders().map((provider) => made[provider]());
