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

/**
 * @param {EventTarget | null} target
 * @returns {boolean}
 */
function isWriting(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}
