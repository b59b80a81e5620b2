// @ts-check
/**
 * A block's Markdown to the fields of its form and back. What a form does not know, such as an attribute that came
 * later, stays as it is. Only what a form can show whole is taken apart: of anything else the author sees the Markdown.
 */

/** @typedef {{name: string, type: string, is_shared: boolean, label: string, help: string}} Field one of the form, as the server describes it */
/** @typedef {{kind: string, words: string, purpose: string, is_answered: boolean, fields: Field[]}} Kind */
/** @typedef {{text: string, right?: boolean, feedback?: string}} Item an answer of a quiz, a thing of a list */
/** @typedef {[name: string, value: string, isQuoted: boolean]} Attribute */
/** @typedef {{attributes: Attribute[], body: string, items: Item[]}} Parts */

export const PROSE = "prose";
const OPENING = /^:::[ \t]*([a-z-]+)[ \t]*(?:\{(.*)\})?[ \t]*$/;
const ATTRIBUTE = /^\s*(?:#([^\s}]+)|([\w-]+)=(?:"((?:\\.|[^"\\])*)"|([^\s"}]+)))/;
const ANSWER = /^[-*+][ \t]+\[([ xX])\][ \t]?(.*?)[ \t]*::[ \t]?(.*)$/;
const ANSWER_BEGINS = /^[-*+][ \t]+\[[ xX]\]/;
const THING = /^[-*+](?:[ \t]+(.*))?$/;

/** @param {Kind} kind */
const listOf = (kind) => kind.fields.find(({ type }) => type === "answers" || type === "items")?.type ?? "";

/** The parts of a block, or null when a form cannot show all of it. @param {Kind} kind @param {string} text @returns {Parts | null} */
export function parsed(kind, text) {
  if (kind.kind === PROSE || text === "") return { attributes: [], body: text, items: [] };
  const lines = text.replace(/\n+$/, "").split("\n");
  const opening = lines[0].match(OPENING);
  const attributes = opening && attributesOf(opening[2] ?? "");
  if (!attributes || opening[1] !== kind.kind || lines.length < 2 || lines.at(-1)?.trim() !== ":::") return null;
  return inside(listOf(kind), lines.slice(1, -1), attributes);
}

/** The block's Markdown. @param {Kind} kind @param {Parts} parts */
export function written(kind, { attributes, body, items }) {
  if (kind.kind === PROSE) return body;
  const braces = attributes.map(([name, value, isQuoted]) => (name === "id" ? `#${value}` : `${name}=${isQuoted ? quoted(value) : value}`));
  const opening = ["::: " + kind.kind, ...(braces.length ? [`{${braces.join(" ")}}`] : [])].join(" ");
  const list = items.map((item) => lineOf(listOf(kind), item));
  const middle = [...(body ? [body] : []), ...(body && list.length ? [""] : []), ...list];
  return [opening, ...middle, ":::"].join("\n");
}

/** A block with nothing in it yet. An answered one is known by its key. @param {Kind} kind @param {string} key
 * @param {Parts | null} [alike] the same block in another language, whose settings are the same @returns {Parts} */
export function blank(kind, key, alike) {
  const shared = (alike?.attributes ?? []).filter(([name]) => name === "id" || kind.fields.some((field) => field.name === name && field.is_shared));
  const id = /** @type {Attribute[]} */ (kind.is_answered ? [["id", key, false]] : []);
  return { attributes: shared.length ? shared : id, body: "", items: [] };
}

/** @param {Parts} parts @param {string} name */
export const attribute = (parts, name) => parts.attributes.find(([each]) => each === name)?.[1] ?? "";

/** The parts with that setting; an empty one is left out. @param {Parts} parts @param {string} name @param {string} value @returns {Parts} */
export function withAttribute(parts, name, value) {
  const before = parts.attributes.find(([each]) => each === name);
  const isQuoted = before ? before[2] || !isPlain(value) : !/^\d+$/.test(value);
  const attributes = before
    ? parts.attributes.map((each) => (each === before ? /** @type {Attribute} */ ([name, value, isQuoted]) : each))
    : [...parts.attributes, /** @type {Attribute} */ ([name, value, isQuoted])];
  return { ...parts, attributes: attributes.filter(([each, kept]) => each !== name || kept !== "") };
}

/** @param {string} value */
const isPlain = (value) => /^[\w.-]+$/.test(value);

/** @param {string} text @returns {Attribute[] | null} */
function attributesOf(text) {
  const found = /** @type {Attribute[]} */ ([]);
  let rest = text;
  for (let match = rest.match(ATTRIBUTE); match; match = rest.match(ATTRIBUTE)) {
    const [all, id, name, inQuotes, plain] = match;
    if (id) found.push(["id", id, false]);
    else found.push([name, inQuotes?.replaceAll('\\"', '"') ?? plain, inQuotes !== undefined]);
    rest = rest.slice(all.length);
  }
  return rest.trim() ? null : found;
}

/** A backslash before the last quotation mark would hide it. @param {string} value */
const quoted = (value) => `"${value.replaceAll('"', '\\"').replace(/\\$/, "\\ ")}"`;

/** @param {string} list @param {string[]} lines @param {Attribute[]} attributes @returns {Parts | null} */
function inside(list, lines, attributes) {
  const begins = { answers: ANSWER_BEGINS, items: THING }[list];
  const start = begins ? lines.findIndex((line) => begins.test(line)) : -1;
  if (start < 0) return { attributes, body: lines.join("\n"), items: [] };
  const items = itemsOf(list, lines.slice(start));
  return items && { attributes, body: lines.slice(0, start).join("\n").replace(/\n+$/, ""), items };
}

/** @param {string} list @param {string[]} lines @returns {Item[] | null} */
function itemsOf(list, lines) {
  const joined = /** @type {string[]} */ ([]);
  for (const line of lines) {
    if (THING.test(line)) joined.push(line.trimEnd());
    else if (/^[ \t]+\S/.test(line)) joined[joined.length - 1] += ` ${line.trim()}`;
    else if (line.trim()) return null; // text after the list, which the form has no place for
  }
  const items = joined.map((line) => (list === "answers" ? answerOf(line) : { text: line.match(THING)?.[1] ?? "" }));
  return items.includes(null) ? null : /** @type {Item[]} */ (items);
}

/** @param {string} line @returns {Item | null} */
function answerOf(line) {
  const match = `${line} `.match(ANSWER);
  return match && { text: match[2], right: match[1] !== " ", feedback: match[3].trimEnd() };
}

/** @param {string} list @param {Item} item */
function lineOf(list, { text, right, feedback }) {
  return list === "answers" ? `- [${right ? "x" : " "}] ${text} :: ${feedback ?? ""}`.trimEnd() : `- ${text}`.trimEnd();
}
