import { describe, expect, it, vi } from "vitest";
import { batch } from "./batch.ts";

const upper = async (keys: string[]) =>
  new Map(keys.filter((key) => key !== "none").map((key) => [key, key.toUpperCase()]));

describe("batch", () => {
  it("DSC-1 asks once for what is wanted together, also when it comes a moment apart", async () => {
    const load = vi.fn(upper);
    const find = batch(load);
    const early = [find("a"), find("b"), find("a")];
    const late = new Promise<string | null>((resolve) => setImmediate(() => void find("c").then(resolve)));
    expect(await Promise.all([...early, late])).toEqual(["A", "B", "A", "C"]);
    expect(load.mock.calls).toEqual([[["a", "b", "c"]]]);
    expect(await find("d")).toBe("D");
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("DSC-1 tells each who asked of what is missing and of what went wrong, and goes on", async () => {
    const load = vi.fn(upper).mockRejectedValueOnce(new Error("no connection"));
    const find = batch(load);
    const failed = await Promise.allSettled([find("a"), find("b")]);
    expect(failed.map((outcome) => outcome.status)).toEqual(["rejected", "rejected"]);
    expect(await Promise.all([find("none"), find("a")])).toEqual([null, "A"]);
  });
});
