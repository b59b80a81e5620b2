// @ts-check

/**
 * Whether a single letter may be taken as a command: nobody is writing, no other key is held, no dialog is open.
 * @param {KeyboardEvent} event
 * @returns {boolean}
 */
export function isCommandKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  return !isWriting(event.target) && !document.querySelector("dialog[open]");
}

/** On a screen keyboard Enter is a new line, as people are used to. */
export function isTouch() {
  return matchMedia("(pointer: coarse)").matches;
}

/**
 * Enter sends what is written in the box, Shift and Enter makes a new line.
 * @param {HTMLTextAreaElement} box
 * @param {AbortSignal} signal
 */
export function enterSends(box, signal) {
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || isTouch()) return;
    event.preventDefault();
    box.form?.requestSubmit();
  }, { signal });
}

/**
 * @param {EventTarget | null} target
 * @returns {boolean}
 */
function isWriting(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}
