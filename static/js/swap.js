// What htmx needs to know about this product: which state the page shows, and that nothing typed is ever lost.
(() => {
  const sent = new WeakMap(); // element -> its value when a request left
  const state = () => document.getElementById("design-state");

  document.addEventListener("htmx:configRequest", (event) => {
    if (state()) event.detail.headers["Design-State"] = state().value;
    for (const here of document.querySelectorAll("[data-here]")) here.value = location.pathname;
    if ("next" in event.detail.parameters) event.detail.parameters.next = location.pathname;
  });

  // --- typed after the request left: kept over the swap --------------------------------------------------------------
  const controls = (root) => root.querySelectorAll("input[id]:not([type=hidden]), textarea[id], select[id]");
  const value = (control) => (control.type === "checkbox" ? control.checked : control.value);
  const put = (control, was) => {
    if (control.type === "checkbox") control.checked = was;
    else control.value = was;
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    for (const control of controls(event.detail.target)) sent.set(control, value(control));
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const target = event.detail.target;
    const typed = new Map();
    for (const control of controls(target)) {
      if (sent.has(control) && sent.get(control) !== value(control)) typed.set(control.id, value(control));
    }
    const open = [...target.querySelectorAll("details[id][open]")].map((details) => details.id);
    const scrolled = [...target.querySelectorAll(".scroll[id]")].map((pane) => [pane.id, pane.scrollTop]);
    const page = target.querySelector("[data-selected]")?.dataset.selected;
    event.detail.target.addEventListener(
      "htmx:afterSwap",
      () => {
        for (const [id, was] of typed) {
          const control = document.getElementById(id);
          if (control) put(control, was);
        }
        for (const id of open) document.getElementById(id)?.setAttribute("open", "");
        // Another thing begins at its top; the same thing stays where it was.
        if (page === target.querySelector("[data-selected]")?.dataset.selected) {
          for (const [id, top] of scrolled) document.getElementById(id)?.scrollTo({ top });
        }
      },
      { once: true },
    );
  });

  // --- back and forward: the inspector changes, the rest of the page stays -----------------------------------------------
  document.addEventListener("htmx:historyCacheMiss", (event) => {
    event.preventDefault();
    if (document.getElementById("inspector")) htmx.ajax("GET", event.detail.path, { target: "#inspector" });
    else location.reload();
  });

  // --- what happened elsewhere ---------------------------------------------------------------------------------------
  const pulse = document.getElementById("pulse");
  if (pulse) setInterval(() => document.hidden || htmx.trigger(pulse, "pulse"), 3000);

  document.addEventListener("htmx:sendError", () => say("The server does not answer. What you typed is still here."));
  document.addEventListener("htmx:responseError", () => say("That failed on our side. What you typed is still here."));
  const say = (text) => {
    const saved = document.getElementById("saved");
    if (saved) saved.textContent = text;
  };
})();
