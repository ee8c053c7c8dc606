
"use strict";
// Shows those of the changes that fit the filters. Without it, all are shown.
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const changes = [...document.querySelectorAll(".change")];
  const kinds = [...document.querySelectorAll(".kind")];
  const folds = [...document.querySelectorAll(".kind > details.more")];
  const shown = document.getElementById("shown");
  const total = changes.reduce((n, c) => n + Number(c.dataset.count), 0);
  const filter = () => {
    const f = new FormData(form);
    const [kind, action, risk] = ["kind", "action", "risk"].map((name) => f.get(name));
    const name = f.get("name").toLowerCase();
    const active = Boolean(kind || action || risk || name);
    let n = 0;
    for (const c of changes) {
      const d = c.dataset;
      const fits = (!kind || d.kind === kind) && (!action || d.action === action) &&
        (!risk || d.risk.split(" ").includes(risk)) && (!name || d.name.toLowerCase().includes(name));
      c.hidden = !fits;
      if (fits) n += Number(d.count);
    }
    for (const k of kinds) k.hidden = !k.querySelector(".change:not([hidden])");
    for (const d of folds) {
      d.open = active;
      d.hidden = !d.querySelector(".change:not([hidden])");
    }
    shown.textContent = active ? `${n} of ${total} shown` : `${total} shown`;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (e) => e.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  form.hidden = false;
  filter();
})();
