// Keys that stand on the page as data-key press what carries them; never while one is typing.
(() => {
  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.altKey || typing(event.target)) return;
    const control = event.ctrlKey || event.metaKey;
    const key = `${control ? "ctrl+" : ""}${event.shiftKey && control ? "shift+" : ""}${event.key.toLowerCase()}`;
    const pressed = document.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`);
    if (!pressed) return;
    event.preventDefault();
    if (pressed.matches("input")) pressed.focus();
    else pressed.click();
  });

  // --- buttons that write a name into a control ----------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-write]");
    if (!button) return;
    const control = document.getElementById(button.dataset.write);
    const name = /^[a-z_][a-z0-9_]*$/.test(button.textContent)
      ? button.textContent
      : `"${button.textContent.replaceAll('"', '""')}"`;
    control.value = control.value.trim() ? `${control.value.trim().replace(/,$/, "")}, ${name}` : name;
    control.focus();
  });

  // --- answers on which a proposal depends ---------------------------------------------------------------------------
  document.addEventListener("change", (event) => {
    const part = event.target.closest("[data-propose]");
    if (!part) return;
    const values = Object.fromEntries(new FormData(event.target.form));
    htmx.ajax("POST", part.dataset.propose, {
      target: "#inspector",
      values: { ...values, propose: "1", changed: event.target.name },
    });
  });
})();
