/* Buttons that copy what an element of the page says. Without script they are not there, and the text can be read. */

for (const button of document.querySelectorAll("button[data-copies]")) {
  if (!navigator.clipboard) break;
  const told = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copies).textContent.trim().replace(/\s+/g, " ");
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = "Copied.";
    } catch {
      told.textContent = "Your browser did not allow it. The text is below, under How to cite.";
    }
  });
}
