// What every page does beyond its HTML: theme, filters without empty fields, evidence that lights up, charts from their own tables.
import { drawCharts } from "./charts.js";

const root = document.documentElement;

function prepareTheme() {
  const button = document.querySelector("[data-theme-switch]");
  const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const name = () => (button.textContent = isDark() ? "Light" : "Dark");
  button.hidden = false;
  name();
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("dateline-theme", root.dataset.theme);
    } catch {
      // No storage: the choice holds for this page.
    }
    name();
    document.dispatchEvent(new CustomEvent("dateline:theme"));
  });
}

// Filters chosen without loading the page anew go along to the pages of the bar too.
function carryFilters() {
  const { carried } = document.getElementById("main").dataset;
  for (const link of document.querySelectorAll("[data-carries]")) link.href = link.dataset.carries + (carried ? `?${carried}` : "");
}
document.addEventListener("htmx:after:swap", carryFilters);

// On a phone the filters are folded, so that what is found stands on the first screen; open stays open while filters change.
let areFiltersOpen = !matchMedia("(max-width: 44rem)").matches;
function foldFilters() {
  for (const fold of document.querySelectorAll("[data-fold]")) {
    fold.open = areFiltersOpen;
    fold.addEventListener("toggle", () => (areFiltersOpen = fold.open));
  }
}
foldFilters();
document.addEventListener("htmx:after:swap", foldFilters);

// Addresses stay short: a field left empty is not sent.
document.addEventListener("formdata", (event) => {
  if (!event.target.matches("[data-filters]")) return;
  for (const [name, value] of [...event.formData.entries()]) if (value === "") event.formData.delete(name);
});

const spansOf = (element) => (element.dataset.spans || "").split(" ").filter(Boolean).map((span) => span.split("-").map(Number));
const covers = (span, a, b) => a >= span[0] && b <= span[1];

function clearLit() {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
}

function lightFrom(field) {
  clearLit();
  field.classList.add("lit");
  const spans = spansOf(field);
  for (const piece of document.querySelectorAll(".story [data-a]")) {
    if (spans.some((span) => covers(span, +piece.dataset.a, +piece.dataset.b))) piece.classList.add("lit");
  }
}

function lightBack(piece) {
  clearLit();
  const [a, b] = [+piece.dataset.a, +piece.dataset.b];
  for (const field of document.querySelectorAll("[data-spans]")) {
    if (spansOf(field).some((span) => covers(span, a, b))) field.classList.add("lit");
  }
}

function onPoint(event) {
  const target = event.target.closest?.(".lights, .story .m");
  if (!target) return clearLit();
  if (target.matches(".lights")) lightFrom(target);
  else lightBack(target);
}
document.addEventListener("pointerover", onPoint);
document.addEventListener("focusin", onPoint);

// A field's link brings its words into view without leaving the field.
document.addEventListener("click", (event) => {
  const field = event.target.closest?.(".lights");
  const piece = field && document.getElementById(field.hash.slice(1));
  if (!piece) return;
  event.preventDefault();
  piece.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  lightFrom(field);
});

// A term's meaning shows on hover and on focus; it stands in `title` until then, for pages without scripts.
const tip = Object.assign(document.createElement("div"), { className: "tip", hidden: true, role: "tooltip", id: "tip" });
document.body.append(tip);

function showTip(event) {
  const term = event.target.closest?.(".term");
  if (term?.title) {
    term.dataset.tip = term.title;
    term.setAttribute("aria-description", term.title);
    term.removeAttribute("title");
  }
  tip.hidden = !term?.dataset.tip;
  if (tip.hidden) return;
  tip.textContent = term.dataset.tip;
  const box = term.getBoundingClientRect();
  const above = box.top - tip.offsetHeight - 6;
  tip.style.top = `${above > 4 ? above : box.bottom + 6}px`;
  tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8))}px`;
}
document.addEventListener("pointerover", showTip);
document.addEventListener("focusin", showTip);
document.addEventListener("keydown", (event) => event.key === "Escape" && (tip.hidden = true));
document.addEventListener("scroll", () => (tip.hidden = true), true);

// The days on which an account changed, as a slider: the page as known on the day chosen.
function prepareKnown() {
  const slider = document.querySelector("[data-known] [data-days]");
  if (!slider) return;
  slider.hidden = false;
  const days = slider.dataset.days.split(" ");
  slider.setAttribute("aria-valuetext", days[+slider.value]);
  slider.addEventListener("input", () => slider.setAttribute("aria-valuetext", days[+slider.value]));
  slider.addEventListener("change", () => location.assign(+slider.value === days.length - 1 ? location.pathname : `?as_of=${days[+slider.value]}`));
}

prepareKnown();
prepareTheme();
drawCharts(document);
document.addEventListener("htmx:after:swap", () => drawCharts(document));
document.addEventListener("dateline:theme", () => drawCharts(document, true));
