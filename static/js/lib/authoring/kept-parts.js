// @ts-check
import { parsed, written } from "./block-markdown.js";

/** @typedef {import("./block-markdown.js").Kind} Kind */
/** @typedef {import("./block-markdown.js").Parts} Parts */

/** The parts of a block in each language as they were last written here: more than its Markdown tells, such as what is said
 * to answers while a kind of quiz is looked at that has no place for it. */
export class KeptParts {
  /** @type {Map<string, {text: string, parts: Parts}>} */
  #kept = new Map();

  /** @param {Kind} kind @param {string} language @param {string} text as it stands now @returns {Parts | null} */
  of(kind, language, text) {
    const kept = this.#kept.get(language);
    return kept?.text === text ? kept.parts : parsed(kind, text);
  }

  /** The Markdown. @param {Kind} kind @param {string} language @param {Parts} parts */
  written(kind, language, parts) {
    const text = written(kind, parts);
    this.#kept.set(language, { text, parts });
    return text;
  }
}
