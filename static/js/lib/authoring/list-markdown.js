// @ts-check
/** The lists of blocks, line by line: what a form shows as rows, and the Markdown of each. */

/** @typedef {{text: string, right?: boolean, feedback?: string}} Item a thing, an answer with what is said to it, or a pair,
 * whose right side is its `feedback` */
/** @typedef {{begins: RegExp, read: (line: string) => Item | null, write: (item: Item, place: number) => string}} Form */

const BULLET = /^([-*+])(?:[ \t]+|$)/;
const POINT = /^(?:([-*+])|\d{1,9}([.)]))(?:[ \t]+|$)/;
const MARK = /^[-*+][ \t]+\[[ xX]\]/;
const ANSWER = /^[-*+][ \t]+\[([ xX])\][ \t]?(.*?)[ \t]*::[ \t]?(.*)$/;
const PHRASE = /^[-*+][ \t]+\[([ xX])\][ \t]?(.*?)[ \t]*(?:::[ \t]?(.*))?$/;
const PAIR = /^[-*+][ \t]+(.*?)[ \t]*::[ \t]?(.*)$/;

/** @param {RegExp} form @returns {Form["read"]} */
const marked = (form) => (line) => {
  const match = `${line} `.match(form);
  return match && { text: match[2].trimEnd(), right: match[1] !== " ", feedback: (match[3] ?? "").trimEnd() };
};

/** @param {Item} item */
const answer = ({ text, right, feedback }) => `- [${right ? "x" : " "}] ${text} :: ${feedback ?? ""}`.trimEnd();

/** Words and numbers need nothing said to them. @param {Item} item */
const phrase = (item) => (item.feedback ? answer(item) : `- [${item.right ? "x" : " "}] ${item.text}`.trimEnd());

/** @param {string} line @returns {Item | null} */
function pair(line) {
  const match = `${line} `.match(PAIR);
  return match && { text: match[1], feedback: match[2].trimEnd() };
}

/** @param {string} line @returns {Item} */
const thing = (line) => ({ text: line.replace(POINT, "").trimEnd() });

const ANSWERS = { begins: MARK, read: marked(ANSWER), write: answer };
const PHRASES = { begins: MARK, read: marked(PHRASE), write: phrase };

/** By the type of the field. @type {Record<string, Form>} */
export const LISTS = {
  answers: ANSWERS,
  statements: ANSWERS,
  phrases: PHRASES,
  amounts: PHRASES,
  items: { begins: BULLET, read: thing, write: ({ text }) => `- ${text}`.trimEnd() },
  order: { begins: POINT, read: thing, write: ({ text }, place) => `${place + 1}. ${text}`.trimEnd() },
  pairs: { begins: BULLET, read: pair, write: ({ text, feedback }) => `- ${text} :: ${feedback ?? ""}`.trimEnd() },
};

/** The rows of the first list and the text after it; null when there is more to it than rows can show.
 * @param {Form} form @param {string[]} lines beginning with the list @returns {{items: Item[], after: string} | null} */
export function listed(form, lines) {
  const sign = signOf(lines[0]);
  const end = lines.findIndex((line, place) => line.trim() !== "" && !/^[ \t]/.test(line) && signOf(line) !== sign && place > 0);
  if (end > 0 && lines[end - 1].trim()) return null; // without an empty line before it, it goes on with the last point
  const items = joined(sign, end > 0 ? lines.slice(0, end) : lines).map(form.read);
  const after = end > 0 ? lines.slice(end).join("\n").replace(/\n+$/, "") : "";
  return items.includes(null) ? null : { items: /** @type {Item[]} */ (items), after };
}

/** A list after it must not become a part of it: other signs say that it is another one. @param {string} after */
export const apart = (after) => (/^- /.test(after) ? after.replace(/^- /gm, "* ") : after.replace(/^(\d{1,9})\. /, "$1) "));

/** What the points of a list have in common. @param {string} line */
function signOf(line) {
  const match = line.match(POINT);
  return match ? (match[1] ?? match[2]) : "";
}

/** @param {string} sign @param {string[]} lines */
function joined(sign, lines) {
  const points = /** @type {string[]} */ ([]);
  for (const line of lines) {
    if (signOf(line) === sign) points.push(line.trimEnd());
    else if (line.trim()) points[points.length - 1] += ` ${line.trim()}`;
  }
  return points;
}
