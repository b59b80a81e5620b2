// @ts-check
/** Reading what somebody wrote as they meant it: capitals, spaces, accents and commas do not count. */

/** @type {Record<string, string>} letters that are no other letter with a mark on it */
const LETTERS = { ø: "o", æ: "ae", đ: "d", ŧ: "t", ŋ: "n", ß: "ss" };

/** Only what counts of some words. @param {string} words */
export function folded(words) {
  const plain = words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[øæđŧŋß]/g, (letter) => LETTERS[letter]);
  return plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** The number with which the words begin, with a comma or a point; null when there is none. @param {string} words */
export function numberIn(words) {
  const found = words.replace(/[\s\u00a0]/g, "").replace(",", ".").replace("−", "-").match(/^[-+]?\d+(\.\d+)?/);
  return found ? Number(found[0]) : null;
}
