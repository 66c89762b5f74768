/* A slider over the dates at which something was stated. It only fills in the date field, which does all by itself. */

const form = document.querySelector("form[data-moments]");
const days = form ? [...form.querySelectorAll("datalist option")] : [];

if (days.length > 1) {
  const date = form.elements.at;
  const slider = form.querySelector("[type=range]");
  const nearest = () => Math.max(0, days.findLastIndex((day) => day.value <= date.value));

  slider.removeAttribute("list");
  Object.assign(slider, { min: 0, max: days.length - 1, step: 1, value: nearest() });
  const tell = () => slider.setAttribute("aria-valuetext", days[slider.value].textContent);
  tell();
  slider.closest("[hidden]").hidden = false;

  slider.addEventListener("input", () => {
    date.value = days[slider.value].value;
    tell();
  });
  slider.addEventListener("change", () => form.requestSubmit());
  date.addEventListener("change", () => {
    slider.value = nearest();
    tell();
  });
}
