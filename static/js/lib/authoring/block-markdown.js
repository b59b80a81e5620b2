// @ts-check
/**
 * A block's Markdown to the fields of its form and back. What a form does not know, such as an attribute that came
 * later, stays as it is. Only what a form can show whole is taken apart: of anything else the author sees the Markdown.
 */

import { LISTS, apart, listed } from "./list-markdown.js";

/** @typedef {{value: string, words: string}} Option */
/** @typedef {{name: string, type: string, is_shared: boolean, label: string, help: string, only?: string[] | null, options?: Option[]}} Field
 * one of the form, as the server describes it; `only`: the kinds of quiz that have it */
/** @typedef {{kind: string, words: string, purpose: string, is_answered: boolean, fields: Field[]}} Kind */
/** @typedef {import("./list-markdown.js").Item} Item */
/** @typedef {[name: string, value: string, isQuoted: boolean]} Attribute */
/** @typedef {{attributes: Attribute[], body: string, items: Item[], after: string}} Parts */

export const PROSE = "prose";
const OPENING = /^:::[ \t]*([a-z-]+)[ \t]*(?:\{(.*)\})?[ \t]*$/;
const ATTRIBUTE = /^\s*(?:#([^\s}]+)|([\w-]+)=(?:"((?:\\.|[^"\\])*)"|([^\s"}]+)))/;

/** The fields that a block with these settings has. @param {Kind} kind @param {Attribute[]} attributes */
export function fieldsOf(kind, attributes) {
  const chosen = valueOf(attributes, "kind");
  return kind.fields.filter(({ only }) => !only || only.includes(chosen));
}

/** @param {Kind} kind @param {Attribute[]} attributes */
const listOf = (kind, attributes) => fieldsOf(kind, attributes).find(({ type }) => type in LISTS)?.type ?? "";

/** @param {Kind} kind @param {Attribute[]} attributes */
const saysAfter = (kind, attributes) => fieldsOf(kind, attributes).some(({ type }) => type === "after");

/** The parts of a block, or null when a form cannot show all of it. @param {Kind} kind @param {string} text @returns {Parts | null} */
export function parsed(kind, text) {
  if (kind.kind === PROSE || text === "") return { attributes: [], body: text, items: [], after: "" };
  const lines = text.replace(/\n+$/, "").split("\n");
  const opening = lines[0].match(OPENING);
  const attributes = opening && attributesOf(opening[2] ?? "");
  if (!attributes || opening[1] !== kind.kind || lines.length < 2 || lines.at(-1)?.trim() !== ":::") return null;
  return isKnown(kind, attributes) ? inside(kind, lines.slice(1, -1), attributes) : null;
}

/** The block's Markdown. Where nothing can stand after the list, it stands before it. @param {Kind} kind @param {Parts} parts */
export function written(kind, { attributes, body, items, after }) {
  if (kind.kind === PROSE) return body;
  const braces = attributes.map(([name, value, isQuoted]) => (name === "id" ? `#${value}` : `${name}=${isQuoted ? quoted(value) : value}`));
  const opening = ["::: " + kind.kind, ...(braces.length ? [`{${braces.join(" ")}}`] : [])].join(" ");
  const form = LISTS[listOf(kind, attributes)];
  const says = saysAfter(kind, attributes);
  // Words after a list that is empty still need one before them.
  const rows = says && after && !items.length ? [{ text: "" }] : items;
  const list = form ? rows.map((item, place) => form.write(item, place)).join("\n") : "";
  const middle = says ? [body, list, apart(after)] : [body, after, list];
  return [opening, ...middle.filter(Boolean).flatMap((part, place) => (place ? ["", part] : [part])), ":::"].join("\n");
}

/** A block with nothing in it yet. An answered one is known by its key. @param {Kind} kind @param {string} key
 * @param {Parts | null} [alike] the same block in another language, whose settings are the same @returns {Parts} */
export function blank(kind, key, alike) {
  const shared = (alike?.attributes ?? []).filter(([name]) => name === "id" || kind.fields.some((field) => field.name === name && field.is_shared));
  const id = /** @type {Attribute[]} */ (kind.is_answered ? [["id", key, false]] : []);
  return { attributes: shared.length ? shared : id, body: "", items: [], after: "" };
}

/** @param {Parts} parts @param {string} name */
export const attribute = (parts, name) => valueOf(parts.attributes, name);

/** @param {Attribute[]} attributes @param {string} name */
const valueOf = (attributes, name) => attributes.find(([each]) => each === name)?.[1] ?? "";

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

/** What is chosen is one of what can be chosen. @param {Kind} kind @param {Attribute[]} attributes */
const isKnown = (kind, attributes) =>
  kind.fields.every(({ options, name }) => !options?.length || options.some(({ value }) => value === valueOf(attributes, name)));

/** @param {Kind} kind @param {string[]} lines @param {Attribute[]} attributes @returns {Parts | null} */
function inside(kind, lines, attributes) {
  const form = LISTS[listOf(kind, attributes)];
  const start = form ? lines.findIndex((line) => form.begins.test(line)) : -1;
  if (start < 0) return { attributes, body: lines.join("\n"), items: [], after: "" };
  const found = listed(form, lines.slice(start));
  if (!found || (found.after && !saysAfter(kind, attributes))) return null;
  return { attributes, body: lines.slice(0, start).join("\n").replace(/\n+$/, ""), ...found };
}
