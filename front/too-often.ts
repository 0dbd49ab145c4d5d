import type { Answer } from "./kept-answer.ts";

type Ask = (url: string, headers: Record<string, string>) => Promise<Pick<Answer, "status" | "headers">>;

/** Somebody asks for more than may be made for them. */
export class TooOften extends Error {
  readonly address: string;
  /** Until there are tries again. */
  readonly seconds: number;

  constructor(address: string, seconds: number) {
    super("too many requests");
    this.address = address;
    this.seconds = seconds;
  }
}

/** Whether what people can make up may be made for whoever asks from this address; rejects with `TooOften`. */
export type Admit = (address: string) => Promise<void>;

/**
 * Counts a page of results like a suggestion, in the counters that all processes share (SEC-1): a suggestion for nothing is
 * counted and costs nothing else. What is kept is counted nowhere, because it costs less than the counting.
 */
export const admitAt =
  (ask: Ask): Admit =>
  async (address) => {
    const { status, headers } = await ask("/api/suggest?q=", { "x-forwarded-for": address });
    if (status === 429) throw new TooOften(address, Number(headers["retry-after"]) || 1);
    if (status !== 200) throw new Error(`a search was not counted: ${status}`);
  };
