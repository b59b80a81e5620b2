// @ts-check

/**
 * What this browser remembers under a name, or "" when there is nothing or storage is closed to us.
 * @param {string} name
 * @returns {string}
 */
export function remembered(name) {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}

/**
 * Remembers a value in this browser; an empty one is forgotten.
 * @param {string} name
 * @param {string} value
 */
export function remember(name, value) {
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
  } catch {
    // Private windows may refuse: the choice then lasts as long as the page.
  }
}
