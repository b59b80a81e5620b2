// @ts-check
/** @type {Record<string, string> | undefined} */
let words;

/** A sentence of the page, in its language. @param {string} name @param {Record<string, string>} [values] */
export function word(name, values = {}) {
  words ??= JSON.parse(document.getElementById("module-words")?.textContent ?? "{}");
  return Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), words?.[name] ?? "");
}
