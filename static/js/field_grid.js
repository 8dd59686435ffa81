// The field grid by keyboard and by hand: Alt-Up and Alt-Down, arrows between rows, dragging by the grip.
(() => {
  const rowOf = (element) => element.closest?.("form.fg");

  document.addEventListener("keydown", (event) => {
    const row = rowOf(event.target);
    if (!row) return;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      row.querySelector(`[data-move="${event.key === "ArrowUp" ? "up" : "down"}"]`)?.click();
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      if (event.target.matches("select, [list]")) return; // the arrows are theirs
      const rows = [...document.querySelectorAll("form.fg")];
      const next = rows[rows.indexOf(row) + (event.key === "ArrowUp" ? -1 : 1)];
      next?.querySelector(`[name="${event.target.name}"]`)?.focus();
    }
  });

  // --- one field added, the next begun -------------------------------------------------------------------------------
  document.addEventListener("htmx:afterSettle", (event) => {
    const { requestConfig, xhr } = event.detail;
    if (requestConfig?.elt.id === "new-field" && xhr.status < 400) document.getElementById("new-name")?.focus();
  });

  // --- drag by the grip ----------------------------------------------------------------------------------------------
  let dragged = null;
  let over = null;
  const clear = () => {
    for (const row of document.querySelectorAll(".fg.dragged, .fg.over-before, .fg.over-after")) {
      row.classList.remove("dragged", "over-before", "over-after");
    }
  };
  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip) return;
    event.preventDefault();
    dragged = rowOf(grip);
    dragged.classList.add("dragged");
    grip.setPointerCapture(event.pointerId);
  });
  document.addEventListener("pointermove", (event) => {
    if (!dragged) return;
    const row = rowOf(document.elementFromPoint(event.clientX, event.clientY) ?? dragged);
    for (const each of document.querySelectorAll(".over-before, .over-after")) {
      each.classList.remove("over-before", "over-after");
    }
    over = null;
    if (!row || row === dragged || !row.dataset.field) return;
    const box = row.getBoundingClientRect();
    const side = event.clientY < box.top + box.height / 2 ? "before" : "after";
    row.classList.add(`over-${side}`);
    over = { side, id: row.dataset.field };
  });
  document.addEventListener("pointerup", () => {
    if (dragged && over) {
      htmx.ajax("POST", dragged.dataset.position, { target: "#inspector", values: { [over.side]: over.id } });
    }
    clear();
    dragged = over = null;
  });
})();
