// Opens the part of a form to which a link of its index leads. Without this file one opens it where the link leads.
// A new record begins in its first field, and one that was not saved in the first that is to be mended.
"use strict";
for (const link of document.querySelectorAll("#form-index a")) {
  link.addEventListener("click", () => {
    const part = document.querySelector(link.hash)?.closest("details");
    if (part) part.open = true;
  });
}
const FIELDS = ":is(input:not([type=hidden]), select, textarea)";
const isShown = (field) => field.offsetParent && !field.disabled;
const isNew = document.getElementById("django-admin-form-add-constants")?.dataset.modelName;
const errorNote = document.querySelector("#content-main .errornote");
if (errorNote) {
  // Once boxes to search in have taken the place of plain ones.
  django.jQuery(() => {
    const faults = [...document.querySelectorAll(`.errors ${FIELDS}, .errors .select2-selection`)];
    for (const fault of faults) {
      for (let part = fault.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    }
    const first = faults.find((field) => isShown(field) && !field.matches(".select2-hidden-accessible"));
    errorNote.tabIndex = -1;
    (first || errorNote).focus();
  });
} else if (isNew) {
  [...document.querySelectorAll(`#content-main fieldset ${FIELDS}`)].find(isShown)?.focus({ preventScroll: true });
}
