// Opens the part of a form to which a link of its index leads. Without this file one opens it where the link leads.
// A new record begins in its first field.
"use strict";
for (const link of document.querySelectorAll("#form-index a")) {
  link.addEventListener("click", () => {
    const part = document.querySelector(link.hash)?.closest("details");
    if (part) part.open = true;
  });
}
const isNew = document.getElementById("django-admin-form-add-constants")?.dataset.modelName;
if (isNew && !document.querySelector(".errornote")) {
  const fields = document.querySelectorAll("#content-main fieldset :is(input:not([type=hidden]), select, textarea)");
  [...fields].find((field) => field.offsetParent && !field.disabled)?.focus({ preventScroll: true });
}
