// A row that belongs to a row above, such as a vote to a motion, or names another row, such as an amendment its motion:
// its choice offers each row that is there, saved or not, by the number and the first words that it has on the page
// now, so that both are entered in one save.
"use strict";
{
  // The row that is chosen in each choice. Rows are counted anew when one is taken away, and the choice stays with its.
  const chosen = new WeakMap();
  const LONGEST = 80;

  const rowsOf = (group) => [...group.querySelectorAll(".inline-related:not(.empty-form)")];

  function called(group, row, place) {
    const words = group.dataset.firstLine.split(" ").map((name) => {
      const field = row.querySelector(`[name="${row.id}-${name}"]`);
      return (field?.selectedOptions ? field.value && field.selectedOptions[0].text : field?.value || "").trim();
    });
    return `${place + 1}: ${words.filter(Boolean).join(", ") || "the new one"}`.slice(0, LONGEST);
  }

  function offer(select) {
    const group = document.getElementById(`${select.dataset.rowsOf}-group`), rows = rowsOf(group);
    const isOther = "other" in select.dataset, own = isOther && select.closest(".inline-related");
    // Where there is one, a new row belongs to it; a row whose own was taken away belongs to none.
    const isNew = !chosen.has(select);
    const wanted = isNew ? rows[select.value] || (!isOther && rows.length === 1 && rows[0]) : chosen.get(select);
    const row = rows.includes(wanted) ? wanted : null;
    const options = rows.map((each, place) => new Option(called(group, each, place), place, false, each === row));
    const none = isOther ? "None" : rows.length ? "Choose …" : "Add one above first";
    select.replaceChildren(new Option(none, ""), ...options.filter((_, place) => rows[place] !== own));
    select.value = row ? rows.indexOf(row) : "";
    if (row || !isNew) chosen.set(select, row);
  }

  function offerAll() {
    for (const select of document.querySelectorAll(".inline-related:not(.empty-form) select[data-rows-of]")) {
      offer(select);
    }
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches("select[data-rows-of]")) {
      const group = document.getElementById(`${event.target.dataset.rowsOf}-group`);
      chosen.set(event.target, rowsOf(group)[event.target.value]);
    } else if (event.target.closest("[data-first-line]")) offerAll();
  });
  document.addEventListener("formset:added", offerAll);
  document.addEventListener("formset:removed", offerAll);
  window.addEventListener("load", () => {
    // The boxes of select2 change by jQuery's own event.
    django.jQuery(document).on("change", "[data-first-line] select.admin-autocomplete", offerAll);
    offerAll();
  });
}
