// Review by keyboard: a letter presses the button or follows the link that names it, where no field has the cursor.
const isWriting = (element) => element.matches("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isWriting(event.target)) return event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
  if (event.key === "e") {
    event.preventDefault();
    return document.querySelector("[data-review] [data-first]")?.focus();
  }
  const deed = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!deed) return;
  event.preventDefault();
  deed.click();
});

// What was changed is marked, so that nothing is saved unseen.
const first = new Map();
for (const field of document.querySelectorAll("[data-review] form :is(input, textarea, select)")) first.set(field, field.value);
document.addEventListener("input", ({ target }) => first.has(target) && target.classList.toggle("changed", target.value !== first.get(target)));

// Words chosen in the text go into the field whose button is pressed; those of the deed with the place where they stand.
const story = document.querySelector("[data-story]");
const picks = document.querySelector("[data-picks]");
let chosen;

function choose() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (!story.contains(range.commonAncestorContainer)) return;
  const before = document.createRange();
  before.setStart(story, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const raw = range.toString();
  const words = raw.trimStart().split("\n")[0].trimEnd();
  const start = [...before.toString()].length + [...raw].length - [...raw.trimStart()].length;
  if (words) chosen = { words, start };
}

function pick({ target }) {
  const name = target.dataset?.pick;
  if (!name || !chosen) return;
  const field = document.querySelector(`form.review-form [name="${name}"]`);
  const line = name === "casualties" ? `killed ? = ${chosen.words}` : chosen.words;
  field.value = field.matches("textarea") && field.value ? `${field.value}\n${line}` : line;
  if (name === "trigger") document.querySelector("[name=trigger_start]").value = chosen.start;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

if (story && picks) {
  picks.hidden = false;
  document.addEventListener("selectionchange", choose);
  picks.addEventListener("click", pick);
  document.querySelector("[name=trigger]").addEventListener("change", () => (document.querySelector("[name=trigger_start]").value = ""));
}
