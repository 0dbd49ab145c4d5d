import { createHash, randomBytes } from "node:crypto";
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { Provider } from "oidc-provider";

// Where people of the browser tests log in elsewhere. For Google a certified OpenID Connect server with pages of its own; for
// GitHub, whose log-in is OAuth 2.0 and whose people come from a REST API, a small server of the same shape.

const at = (name: string) => `http://127.0.0.1:${process.env[name]}`;

/** How the shop is known there, and they to the shop. */
export const clients = {
  google: { id: "octavo-at-google", secret: "a-secret-between-octavo-and-google", address: at("E2E_GOOGLE_PORT") },
  github: { id: "octavo-at-github", secret: "a-secret-between-octavo-and-github", address: at("E2E_GITHUB_PORT") },
} as const;

const callback = (provider: keyof typeof clients) =>
  `http://localhost:${process.env.E2E_PORT}/api/auth/callback/${provider}`;

/** Somebody who can log in; a test writes them by a POST to `/people`, and again to change them. */
export interface GooglePerson {
  /** Also what is typed to log in. */
  sub: string;
  name: string;
  email?: string;
  email_verified?: boolean;
}
export interface GitHubPerson {
  /** What is typed to log in. */
  login: string;
  id: number;
  name: string | null;
  emails: { email: string; primary: boolean; verified: boolean }[];
}

export async function tell(provider: "google", person: GooglePerson): Promise<void>;
export async function tell(provider: "github", person: GitHubPerson): Promise<void>;
export async function tell(provider: keyof typeof clients, person: GooglePerson | GitHubPerson): Promise<void> {
  const answer = await fetch(`${clients[provider].address}/people`, { method: "POST", body: JSON.stringify(person) });
  if (!answer.ok) throw new Error(`${provider} did not take the person: ${answer.status}`);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

function listen(port: string | undefined, serve: RequestListener): Promise<void> {
  const server = http.createServer(serve);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(Number(port), "127.0.0.1", resolve);
  });
}

export async function startGoogle(): Promise<void> {
  const people = new Map<string, GooglePerson>();
  const provider = new Provider(clients.google.address, {
    clients: [
      {
        client_id: clients.google.id,
        client_secret: clients.google.secret,
        redirect_uris: [callback("google")],
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
    findAccount: (_context: unknown, sub: string) => {
      const person = people.get(sub);
      return person && { accountId: sub, claims: () => ({ ...person }) };
    },
    claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"] },
    // like Google, which writes the address into the ID token
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ["only-for-browser-tests"] },
  });
  const serve = provider.callback();
  await listen(process.env.E2E_GOOGLE_PORT, (request, response) => {
    if (request.method !== "POST" || request.url !== "/people") return void serve(request, response);
    void bodyOf(request).then((body) => {
      const person = JSON.parse(body) as GooglePerson;
      people.set(person.sub, person);
      response.end();
    });
  });
}

interface Way {
  login: string;
  redirect: string;
  challenge: string;
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));

/** https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps, as an enterprise server answers. */
export async function startGitHub(): Promise<void> {
  const people = new Map<string, GitHubPerson>();
  const codes = new Map<string, Way>();
  const tokens = new Map<string, string>();

  const page = (query: URLSearchParams, said = "") => `<!doctype html><html lang="en"><title>GitHub of the tests</title>
    <h1>Authorize Octavo</h1><p>${said}</p>
    <form method="post" action="/login/oauth/authorize?${escaped(query.toString())}">
      <label>Username <input name="login"></label>
      <button name="act" value="authorize">Authorize</button> <button name="act" value="cancel">Cancel</button>
    </form></html>`;

  async function authorize(request: IncomingMessage, response: ServerResponse, query: URLSearchParams) {
    const html = (status: number, said?: string) =>
      response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(page(query, said));
    const [redirect, state, challenge] = ["redirect_uri", "state", "code_challenge"].map(
      (name) => query.get(name) ?? "",
    );
    const known = query.get("client_id") === clients.github.id && redirect === callback("github");
    if (!known || !state || !challenge) return html(400, "This is no client of ours.");
    if (request.method !== "POST") return html(200);
    const form = new URLSearchParams(await bodyOf(request));
    const back = new URL(redirect ?? "");
    back.searchParams.set("state", state);
    if (form.get("act") === "cancel") back.searchParams.set("error", "access_denied");
    else {
      const login = form.get("login") ?? "";
      if (!people.has(login)) return html(401, "There is nobody of that name.");
      const code = randomBytes(16).toString("hex");
      codes.set(code, { login, redirect: redirect ?? "", challenge });
      back.searchParams.set("code", code);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  async function exchange(request: IncomingMessage, response: ServerResponse) {
    const form = new URLSearchParams(await bodyOf(request));
    const basic = `Basic ${Buffer.from(`${clients.github.id}:${clients.github.secret}`).toString("base64")}`;
    const way = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const proof = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const right = request.headers.authorization === basic && way?.redirect === form.get("redirect_uri");
    if (!way || !right || way.challenge !== proof) return json(response, 200, { error: "bad_verification_code" });
    const token = randomBytes(16).toString("hex");
    tokens.set(token, way.login);
    return json(response, 200, { access_token: token, token_type: "bearer", scope: "read:user,user:email" });
  }

  await listen(process.env.E2E_GITHUB_PORT, (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", clients.github.address);
    const person = people.get(tokens.get(request.headers.authorization?.replace("Bearer ", "") ?? "") ?? "");
    switch (pathname) {
      case "/people":
        return void bodyOf(request).then((body) => {
          const told = JSON.parse(body) as GitHubPerson;
          people.set(told.login, told);
          response.end();
        });
      case "/login/oauth/authorize":
        return void authorize(request, response, searchParams);
      case "/login/oauth/access_token":
        return void exchange(request, response);
      case "/api/v3/user":
        // the public address, which nobody has proven: the shop must not read it
        return person
          ? json(response, 200, { id: person.id, login: person.login, name: person.name, email: "public@example.org" })
          : json(response, 401, { message: "Bad credentials" });
      case "/api/v3/user/emails":
        return person ? json(response, 200, person.emails) : json(response, 401, { message: "Bad credentials" });
      default:
        return json(response, 404, { message: "Not Found" });
    }
  });
}
