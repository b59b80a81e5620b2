// @ts-check
/** Two texts of one block in one block, for their author to put together. */
import { attribute, parsed, withAttribute, written } from "./block-markdown.js";

/** @param {import("./block-markdown.js").Kind} kind @param {string} mine @param {string} theirs */
export function both(kind, mine, theirs) {
  const [a, b] = [parsed(kind, mine), parsed(kind, theirs)];
  if (!a || !b) return `${mine}\n\n${theirs}`;
  let parts = { ...a, body: joined(a.body, b.body, "\n\n"), items: [...a.items, ...b.items.filter((item) => !isAmong(item, a.items))], after: joined(a.after, b.after, "\n\n") };
  for (const { type, name, is_shared } of kind.fields) {
    if (type === "line" && !is_shared) parts = withAttribute(parts, name, joined(attribute(a, name), attribute(b, name), " / "));
  }
  return written(kind, parts);
}

/** @param {string} one @param {string} other @param {string} between */
function joined(one, other, between) {
  return one === other || !other ? one : [one, other].filter(Boolean).join(between);
}

/** @param {object} item @param {object[]} items */
const isAmong = (item, items) => items.some((each) => JSON.stringify(each) === JSON.stringify(item));
