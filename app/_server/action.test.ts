import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { AccessDenied, NotFound } from "@/shop/_kernel/errors";
import { ok, refuse } from "@/shop/_kernel/result";
import type { Ctx } from "@/shop/context";
import { act } from "./action.ts";

const { went } = vi.hoisted(() => ({
  went: (to: string) => (path?: string) => {
    throw new Error([to, path].filter(Boolean).join(" "));
  },
}));
vi.mock("next/navigation", () => ({
  redirect: went("redirect"),
  notFound: went("404"),
  forbidden: went("403"),
  unauthorized: went("401"),
}));
vi.mock("./context", () => ({ requestContext: async () => ({ locale: "en" }) as Ctx }));

const input = z.object({ email: z.email(), copies: z.coerce.number().int().min(1) });
const form = (fields: Record<string, string>) => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
};
const good = { email: "a@b.org", copies: "2", password: "p" };

describe("a form's four beats", () => {
  const command = vi.fn<(ctx: Ctx, given: z.output<typeof input>) => Promise<ReturnType<typeof ok<null>>>>();
  beforeEach(() => void command.mockReset().mockResolvedValue(ok(null)));

  it("PLT-11 SEC-4 bad input never reaches the command, and each field tells what is wrong", async () => {
    const explain = (field: string) => `${field}, please`;
    const state = await act(form({ email: "nobody", copies: "-1" }), { input, explain, command });
    expect(command).not.toHaveBeenCalled();
    expect(state).toMatchObject({
      code: "INVALID_INPUT",
      fields: { email: "email, please", copies: "copies, please" },
      typed: { email: "nobody", copies: "-1" },
    });
  });

  it("PLT-11 the command gets what was parsed, and what else the form says is not for it", async () => {
    expect(await act(form({ ...good, role: "admin", price: "1" }), { input, command })).toBeNull();
    expect(command).toHaveBeenCalledWith(expect.anything(), { email: "a@b.org", copies: 2 });
  });

  it("PLT-11 a path leads on", async () => {
    const to = act(form(good), { input, command: async () => ok("/cart" as never) });
    await expect(to).rejects.toThrow("redirect /cart");
  });

  it("PLT-11 a refusal is told in words, with everything typed but the secret", async () => {
    const refusing = async () => refuse("OUT_OF_STOCK", { available: 1 });
    const plain = await act(form(good), { input, command: refusing, secret: ["password"] });
    expect(plain).toMatchObject({ code: "OUT_OF_STOCK", fields: {}, typed: { email: "a@b.org", copies: "2" } });
    expect(plain?.typed).not.toHaveProperty("password");
    expect(plain?.message).toMatch(/copies/);
    const told = await act(form(good), {
      input,
      command: refusing,
      refused: ({ available }) => ({ heading: "Short", message: `${available} left`, fields: { copies: "too many" } }),
    });
    expect(told).toMatchObject({ heading: "Short", message: "1 left", fields: { copies: "too many" } });
    expect(told?.answer).not.toBe(plain?.answer);
  });

  it.each([
    [new AccessDenied("UNAUTHENTICATED"), "401"],
    [new AccessDenied("FORBIDDEN"), "403"],
    [new NotFound("order"), "404"],
    [new Error("connection lost"), "connection lost"],
  ])("SEC-3 IDN-6 what the shop throws becomes its page: %s", async (thrown, page) => {
    await expect(act(form(good), { input, command: () => Promise.reject(thrown) })).rejects.toThrow(page);
  });
});
