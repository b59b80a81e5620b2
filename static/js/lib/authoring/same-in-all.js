// @ts-check
/** What an answer means is the same in all languages: settings, and what is right in a quiz. */
import { attribute, withAttribute } from "./block-markdown.js";

/** @typedef {import("./block-markdown.js").Field} Field */
/** @typedef {import("./block-markdown.js").Item} Item */
/** @typedef {import("./block-markdown.js").Parts} Parts */

/** @type {Record<string, (item: Item) => Partial<Item>>} */
const SAME_IN_ALL = {
  answers: ({ right }) => ({ right }),
  statements: ({ right }) => ({ right }),
  amounts: ({ text, right }) => ({ text, right }),
};

/** Another language's parts with the shared setting, and with the same answers right; nothing when they are so already.
 * @param {Field} field @param {Parts} ours @param {Parts} theirs @returns {Parts | null} */
export function alike(field, ours, theirs) {
  if (field.is_shared) return withAttribute(theirs, field.name, attribute(ours, field.name));
  const same = SAME_IN_ALL[field.type];
  if (!same || ours.items.length !== theirs.items.length) return null;
  const items = theirs.items.map((item, index) => ({ ...item, ...same(ours.items[index]) }));
  return JSON.stringify(items) === JSON.stringify(theirs.items) ? null : { ...theirs, items };
}
