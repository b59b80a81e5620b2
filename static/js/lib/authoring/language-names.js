// @ts-check
/** @type {Record<string, string> | undefined} */
let names;

/** What a language calls itself. @param {string} code */
export function languageName(code) {
  names ??= JSON.parse(document.getElementById("language-names")?.textContent ?? "{}");
  return names?.[code] ?? code;
}
