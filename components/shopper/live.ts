import { tellShopper } from "./model";

const SOONEST = 2_000;
const LATEST = 60_000;

/**
 * Tells the header how many notifications are unread, as it changes. Of all tabs of a browser one listens, and tells the
 * others; when it closes another takes over. While the stream does not stand, and where there are no locks, every tab asks
 * now and then. Loaded for people who are logged in. Answers with what ends it.
 */
export function live(source: string): () => void {
  let stop = begin(source);
  // what is put aside with an open stream does not come back from the browser's cache
  const away = () => stop();
  const back = ({ persisted }: PageTransitionEvent) => {
    if (persisted) stop = begin(source);
  };
  addEventListener("pagehide", away);
  addEventListener("pageshow", back);
  return () => {
    removeEventListener("pagehide", away);
    removeEventListener("pageshow", back);
    stop();
  };
}

function begin(source: string): () => void {
  if (!("locks" in navigator)) {
    const asking = setInterval(() => tellShopper(), LATEST);
    return () => clearInterval(asking);
  }
  const tabs = new BroadcastChannel("unread");
  const left = new AbortController();
  let events: EventSource | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let wait = SOONEST;
  let giveBack = () => {};

  const hear = (unread: number | null) => tellShopper(unread === null ? undefined : { unread });
  const tell = (unread: number | null) => {
    hear(unread);
    tabs.postMessage(unread);
  };
  tabs.onmessage = ({ data }: MessageEvent<number | null>) => hear(data);

  const open = () => {
    const opened = new EventSource(source);
    events = opened;
    opened.addEventListener("unread", ({ data }: MessageEvent<string>) => {
      wait = SOONEST;
      tell(Number(data));
    });
    opened.onerror = () => {
      opened.close();
      again = setTimeout(
        () => {
          tell(null);
          open();
        },
        wait * (0.75 + Math.random() / 2),
      );
      wait = Math.min(wait * 2, LATEST);
    };
  };
  const lead = () =>
    new Promise<void>((resolve) => {
      giveBack = resolve;
      if (left.signal.aborted) resolve();
      else open();
    });
  navigator.locks.request("unread", { signal: left.signal }, lead).catch(() => {});

  return () => {
    left.abort();
    events?.close();
    clearTimeout(again);
    tabs.close();
    giveBack();
  };
}
