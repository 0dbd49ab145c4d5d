/**
 * Presses the hearts of all covers as the person's wishes have it, also of those that come later. A press shows at once and is
 * undone when it is refused; whoever was logged out meanwhile goes on to log in, and the wish goes along. Returns what ends it.
 */
export function hearts(wished: readonly string[]): () => void {
  const saved = new Set(wished);
  const paint = () => {
    for (const heart of document.querySelectorAll<HTMLButtonElement>(".heart button"))
      heart.ariaPressed = String(saved.has(heart.value));
  };
  const flip = (book: string) => {
    if (!saved.delete(book)) saved.add(book);
    paint();
  };
  // one after another, so that the last press wins
  let last = Promise.resolve();
  const press = (event: SubmitEvent) => {
    const { submitter: heart, target } = event;
    if (!(heart instanceof HTMLButtonElement && (target as Element).matches(".heart"))) return;
    event.preventDefault();
    const book = heart.value;
    const act = saved.has(book) ? "remove" : "add";
    flip(book);
    last = last.then(async () => {
      try {
        const body = new URLSearchParams({ book, act });
        const answer = await fetch("/api/wishlist", {
          method: "POST",
          body,
          headers: { accept: "application/json" },
        });
        if (answer.ok) return;
        const { login, message } = (await answer.json()) as { login?: string; message?: string };
        if (login) location.assign(login);
        if (message) heart.title = message;
      } catch {
        // not reached: undone like a refusal
      }
      flip(book);
    });
  };
  paint();
  const watch = new MutationObserver(paint);
  watch.observe(document.body, { childList: true, subtree: true });
  addEventListener("submit", press);
  return () => {
    watch.disconnect();
    removeEventListener("submit", press);
  };
}
