// @ts-check
// Sets the chosen light before the first paint. A classic script on purpose: a module would run after it.
(() => {
  try {
    const mode = localStorage.getItem("colour-mode");
    if (mode === "light" || mode === "dark") document.documentElement.dataset.colorScheme = mode;
  } catch {
    // Storage is closed to us: the device's own setting holds.
  }
})();
