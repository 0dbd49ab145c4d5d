import type { Feed, Hearer } from "@/shop/notifications";

/** Proxies close what is silent for long; a comment says nothing and keeps it open. */
const HEARTBEAT = 20_000;

/**
 * The numbers of unread notifications as Server-Sent Events, until the reader leaves or the log-in ends. Null where there are
 * as many streams as there may be.
 */
export function streamOf(
  feed: Feed,
  person: Pick<Hearer, "userId" | "stillThere">,
  left: AbortSignal,
  heartbeat = HEARTBEAT,
): ReadableStream<Uint8Array> | null {
  const words = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let waiting = "";
  const say = (text: string) => {
    if (controller) controller.enqueue(words.encode(text));
    else waiting += text;
  };
  const beat = setInterval(() => say(":\n\n"), heartbeat);
  let over = false;
  const leave = feed.open({
    ...person,
    hear: (unread) => over || say(`event: unread\ndata: ${unread}\n\n`),
    end() {
      over = true;
      clearInterval(beat);
      try {
        controller?.close();
      } catch {
        // the reader was faster
      }
    },
  });
  if (!leave) {
    clearInterval(beat);
    return null;
  }
  left.addEventListener("abort", leave);
  if (left.aborted) leave();
  return new ReadableStream({
    start(given) {
      if (over) return given.close();
      controller = given;
      // a first word at once, so that the answer's head goes out
      say(`:\n\n${waiting}`);
    },
    cancel: leave,
  });
}
