// The theme chosen on an earlier page, set before anything is drawn.
(function () {
  try {
    const chosen = localStorage.getItem("dateline-theme");
    if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
  } catch {
    // No storage: the system's theme holds.
  }
})();
