// Opens the part of a form to which a link of its index leads. Without this file one opens it where the link leads.
"use strict";
for (const link of document.querySelectorAll("#form-index a")) {
  link.addEventListener("click", () => {
    const part = document.querySelector(link.hash)?.closest("details");
    if (part) part.open = true;
  });
}
