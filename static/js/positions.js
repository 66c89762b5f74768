/* A slider over the dates at which something was stated. It only fills in the date field, which does all by itself. */

const form = document.querySelector("form[data-moments]");
const days = form ? [...form.querySelectorAll("datalist option")] : [];

if (days.length > 1) {
  const date = form.elements.at;
  const slider = form.querySelector("[type=range]");
  const value = Math.max(0, days.findLastIndex((day) => day.value <= date.dataset.day));

  slider.removeAttribute("list");
  Object.assign(slider, { min: 0, max: days.length - 1, step: 1, value });
  const tell = () => slider.setAttribute("aria-valuetext", days[slider.value].textContent);
  tell();
  slider.closest("[hidden]").hidden = false;

  slider.addEventListener("input", () => {
    date.value = days[slider.value].textContent;
    tell();
  });
  slider.addEventListener("change", () => form.requestSubmit());
}
