// The boxes in which officers find records by typing: each is called as its field is, and each option says in a second
// line what tells it apart. Enter takes the record whose whole name is typed, or the option that the arrow keys reached.
// And a button in a row that was added, for the source of the row above it.
"use strict";
{
  const $ = django.jQuery, CHOOSE = "Choose one from the list.",
    ALIKE = "Several are called so. Choose one from the list.";
  // The box that is open, the options last found for what is typed in it, and whether the arrow keys chose among them.
  let box = null, found = { term: "", options: [] }, isMoved = false, isWaiting = false;

  // Names

  function labelOf(select) {
    const label = select.labels[0];
    if (label && !label.id) label.id = `${select.id}-label`;
    return label && label.id;
  }

  function name(select) {
    const field = select.parentElement.querySelector(".select2-selection"), label = labelOf(select);
    if (!field || !label) return;
    const chosen = field.querySelector(".select2-selection__rendered");
    field.setAttribute("aria-labelledby", chosen.id ? `${label} ${chosen.id}` : label);
    chosen.setAttribute("aria-labelledby", label);
    field.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", label);
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

  // Options

  function shown(option) {
    if (!option.line) return option.text;
    const both = document.createElement("span"), line = document.createElement("span");
    line.className = "box-line";
    line.textContent = option.line;
    both.append(option.text, line);
    return both;
  }

  const typed = () => document.querySelector(".select2-container--open .select2-search__field")?.value ?? "";
  const bare = (words) => words.split(/\s+/).filter(Boolean).join(" ");

  function say(words) {
    const list = document.querySelector(".select2-container--open .select2-results");
    if (!list) return;
    let line = list.querySelector(".box-said");
    if (!line) {
      line = document.createElement("p");
      line.className = "box-said";
      line.setAttribute("role", "status");
      list.prepend(line);
    }
    line.textContent = words;
  }

  // Takes the one option of this name; where there is none, or several, it says so.
  function takeExact() {
    isWaiting = false;
    const exact = found.options.filter((option) => option.is_exact);
    if (exact.length !== 1) { say(exact.length ? ALIKE : CHOOSE); return; }
    const widget = $(box).data("select2");
    widget.trigger("select", { data: exact[0] });
    widget.trigger("close", {});
  }

  // Django's own, with options of two lines.
  $.fn.djangoAdminSelect2 = function () {
    this.each((_, element) => {
      const { appLabel: app_label, modelName: model_name, fieldName: field_name } = element.dataset;
      $(element).select2({
        templateResult: shown,
        ajax: {
          data: ({ term }) => ({ term, app_label, model_name, field_name }),
          processResults: (answer, { term = "" }) => {
            if (element === box) {
              found = { term: bare(term), options: answer.results };
              if (isWaiting && found.term === bare(typed())) setTimeout(takeExact);
            }
            return answer;
          },
        },
      });
      // What Enter would not take is not to look taken.
      $(element).data("select2").on("results:all", () => {
        if (isMoved || found.options.filter((option) => option.is_exact).length === 1) return;
        document.querySelectorAll(".select2-container--open .select2-results__option--highlighted").forEach((option) => {
          option.classList.remove("select2-results__option--highlighted");
        });
      });
    });
    return this;
  };

  document.addEventListener("keydown", (event) => {
    if (!box || !event.target.matches(".select2-search__field")) return;
    if (["ArrowDown", "ArrowUp"].includes(event.key)) isMoved = true;
    if (event.key !== "Enter" || isMoved) return;
    event.preventDefault();
    event.stopPropagation();
    if (!bare(typed())) say(CHOOSE);
    else if (found.term === bare(typed())) takeExact();
    else isWaiting = true;
  }, true);
  document.addEventListener("input", (event) => {
    if (!event.target.matches(".select2-search__field")) return;
    isMoved = isWaiting = false;
    document.querySelector(".box-said")?.remove();
  }, true);

  $(() => nameAll(document));
  document.addEventListener("formset:added", (event) => added(event.target));
  $(document).on("select2:open", "select.admin-autocomplete", (event) => {
    box = event.target;
    found = { term: "", options: [] };
    isMoved = isWaiting = false;
    const label = labelOf(box);
    if (!label) return;
    const field = box.parentElement.querySelector(".select2-selection");
    field.setAttribute("aria-controls", `select2-${box.id}-results`);
    for (const each of document.querySelectorAll(".select2-container--open .select2-search__field, .select2-results__options")) {
      each.setAttribute("aria-labelledby", label);
    }
  });
  $(document).on("select2:close", "select.admin-autocomplete", () => { box = null; });
}
