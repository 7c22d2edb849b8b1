(() => {
  const KEYS = "vinhdanh:";
  const root = document.documentElement;
  const keys = () => {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(KEYS));
    } catch {
      return [];
    }
  };
  // One start, whoever asks first: the islands of the page, or the way out.
  let started;
  globalThis.startPortal = () =>
    (started ??= import("SCRIPT_ADDRESS").then(async (portal) => {
      await portal.default({ module_or_path: "WASM_ADDRESS" });
      return portal;
    }));
  // What a form sent by its button has brought to the server lies here no longer.
  const saved = /(?:^|; )da-luu=([^;]+)\.(\d+)/.exec(document.cookie);
  if (saved) {
    for (const key of keys().filter((key) => key.endsWith(`|${saved[1]}`))) {
      if (JSON.parse(localStorage[key]).luot <= Number(saved[2])) localStorage.removeItem(key);
    }
    document.cookie = "da-luu=; Path=/; Max-Age=0; SameSite=Lax";
  }
  // A field that is touched does not stand behind the line at the lower edge; for keys the browser sees to it.
  addEventListener("focusin", ({ target }) => {
    const edge = target.closest("form[data-giu]")?.querySelector(".kept-edge");
    if (!edge || !target.matches("textarea, input:not([type=radio], [type=checkbox])")) return;
    const hidden = target.getBoundingClientRect().bottom > edge.getBoundingClientRect().top;
    if (hidden) target.scrollIntoView({ block: "nearest" });
  });
  // Until the program is there: whoever types is told that nothing is saved, and is asked before leaving.
  let leaves = false;
  const waits = () => !("ready" in root.dataset);
  addEventListener(
    "input",
    ({ target }) => {
      const form = target.closest("form[data-giu]");
      if (!form || !waits() || target.hasAttribute("data-khong-giu")) return;
      form.dataset.go = "";
      const line = form.querySelector(".kept-line");
      for (const part of line?.children ?? []) if (part.textContent !== line.dataset.chua) part.textContent = line.dataset.chua;
    },
    true,
  );
  addEventListener("beforeunload", (event) => {
    if (waits() && !leaves && document.querySelector("form[data-go]")) event.preventDefault();
  });
  addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.ra === undefined) {
      leaves = !event.defaultPrevented;
    } else if (keys().length) {
      event.preventDefault();
      startPortal()
        .then((portal) => portal.leave(form))
        .catch(() => {
          if (!confirm(form.dataset.hoi)) return;
          keys().forEach((key) => localStorage.removeItem(key));
          leaves = true;
          form.submit();
        });
    }
  });
})();
