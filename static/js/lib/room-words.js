// @ts-check
/** The words of the page for what JavaScript says, and texts that come in several languages. */

/** @type {Record<string, Record<string, string>> | undefined} */
let words;

// A text that a course lacks in the page's language is shown in the nearest one, as on the server.
const NEAREST = /** @type {Record<string, string[]>} */ ({
  nb: ["nb", "nn", "en"], nn: ["nn", "nb", "en"], se: ["se", "nb", "en"], en: ["en", "nb", "nn"],
});

/** The sentence, with `{name}` and the like filled in. "" where there is none.
 * @param {string} group @param {string} key @param {Record<string, string | number>} [values] */
export function say(group, key, values = {}) {
  words ??= JSON.parse(document.getElementById("words")?.textContent || "{}");
  const sentence = words?.[group]?.[key] ?? "";
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** @param {Record<string, string> | undefined} text */
export function inLanguage(text) {
  if (!text) return "";
  const order = NEAREST[document.documentElement.lang] ?? NEAREST.nb;
  return order.map((code) => text[code]).find(Boolean) ?? Object.values(text)[0] ?? "";
}

/** One decimal, as the reader's language writes it. @param {number} number */
export function decimal(number) {
  return number.toFixed(1).replace(".", say("words", "decimal"));
}

/** "A, B and C". @param {string[]} names */
export function namesInARow(names) {
  if (names.length < 2) return names.join("");
  return say("words", "and", { first: names.slice(0, -1).join(", "), last: names[names.length - 1] });
}
