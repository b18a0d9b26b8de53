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
