export interface Figure {
  figure: string;
  value: number;
  reference: number;
  target: number;
  /** The ratio must reach the target, or stay below it. */
  at: "least" | "most";
}

const round = (n: number) => Math.round(n * 1_000) / 1_000;

/** Prints figures as JSON lines on standard output, where nothing else goes; the exit code says whether all are met. */
export function report(bench: string, figures: readonly Figure[]): void {
  for (const { figure, value, reference, target, at } of figures) {
    const ratio = value / reference;
    const ok = at === "least" ? ratio >= target : ratio <= target;
    console.log(
      JSON.stringify({
        bench,
        figure,
        value: round(value),
        reference: round(reference),
        ratio: round(ratio),
        target,
        ok,
      }),
    );
    if (!ok) process.exitCode = 1;
  }
}

/** Progress and side notes go where they do not disturb the figures. */
export const note = (text: string): void => console.error(text);

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};
