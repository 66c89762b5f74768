// The names of the boxes in which officers find records by typing: each is called as its field is.
// And a button in a row that was added, for the source of the row above it.
"use strict";
{
  const $ = django.jQuery;

  function labelOf(select) {
    const label = select.labels[0];
    if (label && !label.id) label.id = `${select.id}-label`;
    return label && label.id;
  }

  function name(select) {
    const box = select.parentElement.querySelector(".select2-selection"), label = labelOf(select);
    if (!box || !label) return;
    const chosen = box.querySelector(".select2-selection__rendered");
    box.setAttribute("aria-labelledby", chosen.id ? `${label} ${chosen.id}` : label);
    chosen.setAttribute("aria-labelledby", label);
    box.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", label);
  }

  function nameAll(within) {
    within.querySelectorAll("select.admin-autocomplete.select2-hidden-accessible").forEach(name);
  }

  // Django counts the ids in a new row, and forgets by which ids its fields are described.
  function describe(row) {
    const number = row.id.match(/-(\d+)$/)?.[1];
    if (!number) return;
    for (const field of row.querySelectorAll("[aria-describedby*=__prefix__]")) {
      field.setAttribute("aria-describedby", field.getAttribute("aria-describedby").replaceAll("__prefix__", number));
    }
  }

  // What several rows have in common is chosen once: the document, and on whose word it is.
  const SHARED = ["passage_document", "according_to"];

  function fieldOf(row, name) {
    return row.querySelector(`select[name$="-${name}"]`);
  }

  function offerSameSource(row) {
    const document_ = fieldOf(row, "passage_document");
    const above = row.previousElementSibling;
    if (!document_ || !above?.classList.contains("inline-related") || !fieldOf(above, "passage_document")?.value) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button desk-same";
    button.textContent = "Same source as above";
    button.addEventListener("click", () => {
      for (const name of SHARED) {
        const from = fieldOf(above, name), to = fieldOf(row, name), chosen = from?.selectedOptions[0];
        if (!chosen?.value || !to) continue;
        if (![...to.options].some((option) => option.value === chosen.value)) to.append(chosen.cloneNode(true));
        $(to).val(chosen.value).trigger("change");
      }
      row.querySelector('textarea[name$="-passage_quote"]')?.focus();
    });
    row.querySelector("h3").after(button);
  }

  function added(row) {
    nameAll(row);
    describe(row);
    offerSameSource(row);
  }

  $(() => nameAll(document));
  document.addEventListener("formset:added", (event) => added(event.target));
  $(document).on("select2:open", "select.admin-autocomplete", (event) => {
    const label = labelOf(event.target);
    if (!label) return;
    const box = event.target.parentElement.querySelector(".select2-selection");
    box.setAttribute("aria-controls", `select2-${event.target.id}-results`);
    for (const field of document.querySelectorAll(".select2-container--open .select2-search__field, .select2-results__options")) {
      field.setAttribute("aria-labelledby", label);
    }
  });
}
