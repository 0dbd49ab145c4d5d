import { expect, it } from "vitest";
import { admitAt, TooOften } from "./too-often.ts";

const answering = (status: number, headers: Record<string, string> = {}) => {
  const asked: unknown[] = [];
  const admit = admitAt(async (url, given) => {
    asked.push([url, given]);
    return { status, headers };
  });
  return { admit, asked };
};

it("SEC-1 a page of results counts like a suggestion, for whoever asks", async () => {
  const { admit, asked } = answering(200);
  await expect(admit("203.0.113.7")).resolves.toBeUndefined();
  expect(asked).toEqual([["/api/suggest?q=", { "x-forwarded-for": "203.0.113.7" }]]);
});

it("SEC-1 a refusal says when there are tries again; a counter that does not answer is a fault", async () => {
  const refused = answering(429, { "retry-after": "17" }).admit("203.0.113.7");
  await expect(refused).rejects.toThrow(TooOften);
  await expect(refused).rejects.toMatchObject({ seconds: 17, address: "203.0.113.7" });
  await expect(answering(500).admit("203.0.113.7")).rejects.toThrow("a search was not counted: 500");
});
