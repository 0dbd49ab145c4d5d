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
  // The browser's language, where the page is there in it and nobody has closed the offer.
  addEventListener("DOMContentLoaded", () => {
    const offers = [...document.querySelectorAll("[data-offer]")];
    const spoken = [root.lang, ...offers.map((offer) => offer.dataset.offer)];
    const wish = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => spoken.includes(tag));
    const offer = offers.find((each) => each.dataset.offer === wish);
    try {
      if (!offer || localStorage.getItem("offer")) return;
    } catch {
      return;
    }
    offer.hidden = false;
    offer.addEventListener("click", (event) => {
      localStorage.setItem("offer", "closed");
      if (event.target.closest("button")) offer.hidden = true;
    });
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
