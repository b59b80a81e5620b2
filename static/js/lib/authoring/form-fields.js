// @ts-check
/** The fields of a block's form: made from templates, filled, read, and with the main language's words beside them. */
import { attribute, withAttribute } from "./block-markdown.js";
import { LISTS } from "./list-markdown.js";
import { replaceText } from "./caret.js";
import { word } from "../module-words.js";
import { languageName } from "./language-names.js";
import { stamp } from "../room-rows.js";
import { offerFiles } from "./module-files.js";

/** @typedef {import("./block-markdown.js").Field} Field */
/** @typedef {import("./block-markdown.js").Parts} Parts */

/** @param {Field} field @param {string} id @returns {HTMLElement} */
export function fieldOf(field, id) {
  const row = stamp(`edit-field-${field.type}`);
  const input = part(row, "input");
  row.dataset.field = field.name;
  input.id = id;
  if (field.label) part(row, "label").textContent = field.label;
  if (row.tagName !== "FIELDSET") part(row, "label").setAttribute("for", id);
  describe(row, input, field.help);
  part(row, "toolbar")?.setAttribute("for", id);
  if (field.type === "file") offerFiles();
  if (input instanceof HTMLSelectElement) input.append(...(field.options ?? []).map(({ value, words }) => new Option(words, value)));
  return row;
}

/** @param {HTMLElement} row @param {Field} field @param {Parts} parts @param {string} language */
export function fill(row, field, parts, language) {
  const input = part(row, "input");
  if (isList(field)) input.items = parts.items;
  else if (input instanceof HTMLSelectElement) input.value = attribute(parts, field.name);
  else replaceText(input, textOf(field, parts));
  if (!field.is_shared) input.lang = language;
}

/** What the field now says, in the parts. @param {HTMLElement} row @param {Field} field @param {Parts} parts @returns {Parts} */
export function read(row, field, parts) {
  const input = part(row, "input");
  if (isList(field)) return { ...parts, items: input.items };
  if (field.name === "body" || field.name === "after") return { ...parts, [field.name]: input.value };
  return withAttribute(parts, field.name, input.value);
}

/** The main language's words beside the field, for whoever translates; nothing when it says the same in all.
 * @param {HTMLElement} row @param {Field} field @param {Parts | null} parts @param {string} main */
export function showMain(row, field, parts, main) {
  const place = part(row, "main");
  const text = parts && !field.is_shared ? wordsOf(field, parts) : "";
  const words = text && `${word("in_main", { language: languageName(main) })}\n${text}`;
  if (place.textContent !== words) place.textContent = words;
  place.lang = main;
  place.hidden = !words;
}

/** @param {Field} field @param {Parts} parts */
function wordsOf(field, parts) {
  if (!isList(field)) return textOf(field, parts);
  return parts.items.map(({ text, feedback }, index) => `${index + 1}. ${[text, feedback].filter(Boolean).join(" – ")}`).join("\n");
}

/** @param {Field} field @param {Parts} parts */
const textOf = ({ name }, parts) => (name === "body" || name === "after" ? parts[name] : attribute(parts, name));

/** @param {Field} field */
const isList = ({ type }) => type in LISTS;

/** @param {HTMLElement} row @param {HTMLElement} input @param {string} help */
function describe(row, input, help) {
  const line = part(row, "help");
  line.textContent = help;
  line.hidden = !help;
  line.id = `${input.id}-help`;
  if (help) input.setAttribute("aria-describedby", line.id);
}

/** @param {HTMLElement} row @param {string} name @returns {any} */
function part(row, name) {
  return row.querySelector(`[data-part="${name}"]`);
}
