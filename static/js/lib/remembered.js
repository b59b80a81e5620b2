// @ts-check

/** @typedef {"localStorage" | "sessionStorage"} Memory sessionStorage: this tab's alone, over a reload */

/**
 * What this browser remembers under a name, or "" when there is nothing or storage is closed to us.
 * @param {string} name
 * @param {Memory} [memory]
 * @returns {string}
 */
export function remembered(name, memory = "localStorage") {
  try {
    return globalThis[memory].getItem(name) ?? "";
  } catch {
    return "";
  }
}

/**
 * Remembers a value in this browser; an empty one is forgotten.
 * @param {string} name
 * @param {string} value
 * @param {Memory} [memory]
 */
export function remember(name, value, memory = "localStorage") {
  try {
    if (value) globalThis[memory].setItem(name, value);
    else globalThis[memory].removeItem(name);
  } catch {
    // Private windows may refuse: the choice then lasts as long as the page.
  }
}
