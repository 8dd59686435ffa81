// The outline: filter as one types, shown and hidden on a narrow screen, marked where the page is.
(() => {
  const filter = document.querySelector("[data-filter]");
  const list = () => document.querySelector(filter.dataset.filter);
  const apply = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const area of list().querySelectorAll(".area")) {
      let shown = 0;
      for (const item of area.querySelectorAll(".item")) {
        const name = item.textContent.toLowerCase();
        const hit = words.every((word) => name.includes(word));
        item.parentElement.hidden = !hit;
        shown += hit;
      }
      area.hidden = words.length > 0 && shown === 0;
    }
  };
  filter?.addEventListener("input", apply);
  filter?.addEventListener("keydown", (event) => {
    if (event.key === "Enter") list().querySelector(".area:not([hidden]) li:not([hidden]) .item")?.click();
    if (event.key === "Escape") {
      filter.value = "";
      apply();
    }
  });

  const mark = () => {
    const selected = document.querySelector("[data-selected]")?.dataset.selected;
    for (const item of document.querySelectorAll("#outline .item")) {
      const here = selected !== undefined && item.pathname.split("/").includes(selected);
      if (here) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    }
  };
  document.addEventListener("htmx:afterSettle", () => {
    if (filter?.value) apply();
    mark();
  });
  mark();

  const pane = document.getElementById("outline-pane");
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-outline-toggle]")) pane.classList.toggle("shown");
    else if (event.target.closest("#outline .item")) pane.classList.remove("shown");
  });
})();
