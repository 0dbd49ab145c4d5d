import { expect, it } from "vitest";
import { paceOf } from "./pace.ts";

it("MSG-3 fewer go while the provider says that it is too much, told once however many were on their way; then slowly more", () => {
  const pace = paceOf(20);
  expect(pace.gap).toBe(50);
  for (let lane = 0; lane < 8; lane++) pace.hold(60);
  expect(pace.gap).toBe(100);
  pace.taken();
  expect(pace.gap).toBeCloseTo(98);
  for (let mail = 0; mail < 100; mail++) pace.taken();
  expect(pace.gap, "never more than before").toBe(50);
});

it("MSG-3 never fewer than one in two seconds", () => {
  const pace = paceOf(20);
  for (let times = 0; times < 12; times++) pace.hold(0);
  expect(pace.gap).toBe(2_000);
});
