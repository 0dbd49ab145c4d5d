/* Runs before the first paint: a chosen light wins over the device's. The choice stays in this browser. */
(() => {
  const root = document.documentElement;
  const read = () => {
    try {
      return localStorage.getItem("theme") ?? "";
    } catch {
      return "";
    }
  };
  const show = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
    for (const input of document.querySelectorAll("input[name=theme]"))
      input.checked = input.value === (root.dataset.theme ?? "");
  };
  show(read());
  addEventListener("DOMContentLoaded", () => show(read()));
  addEventListener("pageshow", () => show(read()));
  addEventListener("storage", (event) => event.key === "theme" && show(event.newValue ?? ""));
  // The browser's language, where the page is there in it and nobody has closed the offer. Also before the first paint, so
  // that the line which offers it stands in the page from the start and moves nothing.
  const offer = () => {
    const others = root.dataset.offers?.split(" ") ?? [];
    const wish = navigator.languages
      .map((tag) => tag.split("-")[0])
      .find((tag) => [root.lang, ...others].includes(tag));
    delete root.dataset.offer;
    try {
      if (others.includes(wish) && !localStorage.getItem("offer")) root.dataset.offer = wish;
    } catch {
      /* what cannot be closed for good is not offered */
    }
  };
  offer();
  addEventListener("pageshow", offer);
  document.addEventListener("click", ({ target }) => {
    if (!target.closest?.(".offer :is(a, button)")) return;
    localStorage.setItem("offer", "closed");
    if (target.closest("button")) offer();
  });
  document.addEventListener("change", (event) => {
    if (event.target.name !== "theme") return;
    try {
      localStorage.setItem("theme", event.target.value);
    } catch {
      /* private windows may refuse: the light then lasts for this page */
    }
    show(event.target.value);
  });
})();
