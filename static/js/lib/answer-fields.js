// @ts-check
import { LivingElement } from "./living-element.js";

/**
 * The fields of one answer. A kind of block says what is in its fields (`value`), and shows a stored value in them
 * (`show`); whoever keeps the answer listens for "answer-written".
 */
export class AnswerFields extends LivingElement {
  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.addEventListener("input", () => this.tell(), { signal });
  }

  tell() {
    this.dispatchEvent(new CustomEvent("answer-written", { bubbles: true, detail: this.value }));
  }

  /** @returns {Record<string, any>} */
  get value() {
    return {};
  }

  /** @param {Record<string, any>} _value */
  show(_value) {}

  /** A value as one reads it. @param {Record<string, any>} value @returns {string} */
  words(value) {
    const parts = Object.values(value).map((part) => (part && typeof part === "object" ? this.words(part) : part));
    return parts.filter((part) => (typeof part === "string" && part) || typeof part === "number").join(" · ");
  }

  /** The choices among radio buttons or check boxes. @returns {HTMLInputElement[]} */
  get choices() {
    return [...this.querySelectorAll("input")];
  }
}
