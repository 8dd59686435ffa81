// The diagram: pan and zoom, what is selected, and the keyboard. The drawing itself comes from the server.
(() => {
  const stage = document.querySelector("[data-stage]");
  if (!stage) return;
  const world = stage.querySelector(".world");
  const shown = document.querySelector("[data-zoom]");
  const url = stage.closest("[data-entity-url]").dataset.entityUrl;
  const SMALLEST = 0.05;
  const LARGEST = 3;
  const FAR = 0.45; // below this, names only
  let x = 0;
  let y = 0;
  let k = 1;

  const svg = () => world.querySelector("svg");
  const box = () => stage.getBoundingClientRect();
  const paint = () => {
    world.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
    world.toggleAttribute("data-far", k < FAR);
    if (shown) shown.textContent = `${Math.round(k * 100)}%`;
  };
  const zoom = (factor, atX, atY) => {
    const next = Math.min(LARGEST, Math.max(SMALLEST, k * factor));
    x = atX - ((atX - x) * next) / k;
    y = atY - ((atY - y) * next) / k;
    k = next;
    paint();
  };
  const zoomMiddle = (factor) => zoom(factor, box().width / 2, box().height / 2);
  const fit = () => {
    if (!svg()) return;
    const { width, height } = svg().viewBox.baseVal;
    const room = box();
    k = Math.min(1, Math.max(SMALLEST, Math.min((room.width - 16) / width, (room.height - 64) / height)));
    x = Math.max(8, (room.width - width * k) / 2);
    y = Math.max(8, (room.height - 48 - height * k) / 2);
    paint();
  };

  // --- selection -----------------------------------------------------------------------------------------------------
  const entity = (id) => svg()?.querySelector(`[data-entity="${CSS.escape(id)}"]`);
  const selected = () => document.querySelector("[data-selected]")?.dataset.selected;
  const mark = () => {
    for (const each of world.querySelectorAll(".selected")) {
      each.classList.remove("selected");
      each.setAttribute("aria-pressed", "false");
    }
    for (const each of world.querySelectorAll(".on")) each.classList.remove("on");
    const id = selected();
    if (!id) return;
    entity(id)?.classList.add("selected");
    entity(id)?.setAttribute("aria-pressed", "true");
    for (const each of world.querySelectorAll(`.rel[data-from="${CSS.escape(id)}"], .rel[data-to="${CSS.escape(id)}"]`)) {
      each.classList.add("on");
      each.parentElement.append(each); // painted last, over the others
    }
  };
  const reveal = (id) => {
    const found = entity(id);
    if (!found) return;
    const room = box();
    const readable = k >= FAR;
    if (!readable) {
      k = 0.8;
      paint();
    }
    const at = found.getBoundingClientRect();
    const hidden = at.left < room.left || at.right > room.right || at.top < room.top || at.bottom > room.bottom - 48;
    if (readable && !hidden) return;
    x += room.left + room.width / 2 - (at.left + at.width / 2);
    y += room.top + room.height / 2 - (at.top + at.height / 2);
    paint();
  };
  const open = (id) => {
    const to = url.replace("ID", encodeURIComponent(id));
    htmx.ajax("GET", to, { target: "#inspector", push: "true" });
  };
  // --- by hand -------------------------------------------------------------------------------------------------------
  stage.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const room = box();
      if (event.ctrlKey || event.metaKey) {
        zoom(Math.exp(-event.deltaY / 300), event.clientX - room.left, event.clientY - room.top);
      } else {
        x -= event.shiftKey && !event.deltaX ? event.deltaY : event.deltaX;
        y -= event.shiftKey && !event.deltaX ? 0 : event.deltaY;
        paint();
      }
    },
    { passive: false },
  );
  const fingers = new Map();
  let moved = 0;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, event);
    moved = 0;
  });
  stage.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const room = box();
    if (fingers.size === 1) {
      x += event.clientX - before.clientX;
      y += event.clientY - before.clientY;
    } else {
      const other = [...fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
      const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
      zoom(
        apart(event) / apart(before),
        (event.clientX + other.clientX) / 2 - room.left,
        (event.clientY + other.clientY) / 2 - room.top,
      );
    }
    moved += Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY);
    // Captured only once it is a drag: a captured pointer's click would go to the stage instead of the entity.
    if (moved > 4 && !stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, event);
    paint();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    stage.addEventListener(end, (event) => fingers.delete(event.pointerId));
  }
  stage.addEventListener("click", (event) => {
    if (moved > 4) return;
    // A foreign key to a hub is told in words, not by a line: the words lead there.
    const link = event.target.closest(".link[data-to]");
    const found = event.target.closest("[data-entity]");
    if (link || found) open(link ? link.dataset.to : found.dataset.entity);
  });

  // --- by keyboard ---------------------------------------------------------------------------------------------------
  const STEP = 60;
  const KEYS = {
    ArrowLeft: () => (x += STEP),
    ArrowRight: () => (x -= STEP),
    ArrowUp: () => (y += STEP),
    ArrowDown: () => (y -= STEP),
  };
  stage.addEventListener("keydown", (event) => {
    const found = event.target.closest("[data-entity]");
    if (found && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      open(found.dataset.entity);
    } else if (event.key in KEYS) {
      event.preventDefault();
      KEYS[event.key]();
      paint();
    }
  });
  stage.addEventListener("focusin", (event) => {
    const found = event.target.closest("[data-entity]");
    // The browser scrolls what gets the focus into view; here the transform does that.
    stage.scrollTo(0, 0);
    if (found?.matches(":focus-visible")) reveal(found.dataset.entity);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "0") fit();
    if (event.key === "+" || event.key === "=") zoomMiddle(1.25);
    if (event.key === "-") zoomMiddle(0.8);
  });
  document.addEventListener("click", (event) => {
    const by = event.target.closest("[data-zoom-by]");
    if (by) zoomMiddle(Number(by.dataset.zoomBy));
    if (event.target.closest("[data-zoom-fit]")) fit();
  });

  // --- after a swap: what did not change has not moved, the rest is marked again -------------------------------------
  let last = selected();
  let corner = { x: svg()?.viewBox.baseVal.x ?? 0, y: svg()?.viewBox.baseVal.y ?? 0 };
  const extend = () => {
    const extent = document.getElementById("design-state")?.dataset.extent;
    if (!svg() || !extent) return;
    const [left, top, width, height] = extent.split(" ").map(Number);
    svg().setAttribute("viewBox", extent);
    svg().setAttribute("width", width);
    svg().setAttribute("height", height);
    x += (left - corner.x) * k;
    y += (top - corner.y) * k;
    corner = { x: left, y: top };
    paint();
  };
  document.addEventListener("htmx:afterSettle", () => {
    extend();
    mark();
    if (selected() !== last) {
      last = selected();
      if (last) reveal(last);
    }
  });
  addEventListener("resize", paint);
  mark();
  fit();
  if (selected()) reveal(selected());
})();
