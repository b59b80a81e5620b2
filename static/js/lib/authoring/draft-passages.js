// @ts-check
/** Passages of a draft taken together: those of what is removed, and those that an answer of the server brings. */
import { namesIn, placeOf, titleKey } from "./draft-folding.js";

/** @typedef {import("./draft-folding.js").Draft} Draft */
/** @typedef {import("./draft-folding.js").Edit} Edit */
/** @typedef {import("./draft-folding.js").Passages} Passages */

/** What stands in the page or the block that a removal takes away. @param {Edit} edit @param {Draft} draft
 * @returns {Record<string, string>} */
export function removed({ key, page }, draft) {
  const blocks = draft.pages.find((each) => each.id === page)?.blocks ?? [];
  const keys = key ? [key] : [titleKey(page), ...blocks.map((block) => block.key)];
  const texts = keys.flatMap((each) => Object.entries(draft.passages[each] ?? {}).map(([language, { text }]) => [`${each} ${language}`, text]));
  return Object.fromEntries(texts.sort());
}

/** The draft with the changes of the server's answer: pages as it says, and the passages that are new.
 * @param {Draft} draft @param {Draft} changes @returns {Draft} */
export function joined(draft, changes) {
  const languages = new Set(["", ...changes.languages]);
  const passages = /** @type {Passages} */ ({});
  for (const key of namesIn(changes)) {
    const texts = Object.entries({ ...draft.passages[key], ...changes.passages[key] });
    passages[key] = Object.fromEntries(texts.filter(([language]) => languages.has(language)));
  }
  return { ...changes, passages };
}

/** The edit that would put the block where it is. @param {Draft} draft @param {string} key @returns {Edit | null} */
export function addition(draft, key) {
  const place = placeOf(draft, key);
  if (!place) return null;
  return { kind: "add_block", key, block: place.block.kind, page: place.page.id, after: place.after, texts: textsOf(draft, key) };
}

/** @param {Draft} draft @param {string} key @returns {Record<string, string>} by language */
export function textsOf(draft, key) {
  return Object.fromEntries(Object.entries(draft.passages[key] ?? {}).map(([language, { text }]) => [language, text]));
}
