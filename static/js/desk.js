// The names of the boxes in which officers find records by typing: each is called as its field is.
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

  $(() => nameAll(document));
  document.addEventListener("formset:added", (event) => nameAll(event.target));
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
