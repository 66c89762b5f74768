// One box that ticks all the boxes of a list of work. Without this file it stays hidden.
"use strict";
for (const all of document.querySelectorAll("[data-tick-all]")) {
  const boxes = all.form.querySelectorAll("input[name=item]");
  all.hidden = false;
  all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
}
