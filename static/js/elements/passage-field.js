// @ts-check
import { replaceText } from "../lib/authoring/caret.js";
import { DraftElement } from "../lib/authoring/draft-element.js";
import { languageName } from "../lib/authoring/language-names.js";
import { word } from "../lib/module-words.js";
import "./parted-choice.js";
import "./translation-mark.js";
import "./who-writes.js";

/** A passage that is one plain field: a title, the summary, a fact about the module. */
class PassageField extends DraftElement {
  start() {
    this.hear(this.piece("input"), "input", ({ target }) => this.#write(target.value));
  }

  show() {
    const input = this.piece("input");
    const text = this.store.text(this.key, this.language);
    if (input instanceof HTMLSelectElement) choose(input, text);
    else replaceText(input, text);
    if (this.language) input.lang = this.language;
    this.#showMain();
  }

  #showMain() {
    const line = this.piece("main");
    if (!line) return;
    const { main } = this.writing.draft;
    const text = this.language === main ? "" : this.store.text(this.key, main);
    const words = text && `${word("in_main", { language: languageName(main) })} ${text}`;
    if (line.textContent !== words) line.textContent = words;
    line.hidden = !words;
  }

  /** @param {string} text */
  #write(text) {
    this.writing.write([[this.key, this.language, text]]);
  }
}

/** @param {HTMLSelectElement} select @param {string} value */
function choose(select, value) {
  const wanted = value === "start" ? "" : value;
  if (![...select.options].some((option) => option.value === wanted)) select.add(new Option(wanted, wanted));
  if (select.value !== wanted) select.value = wanted;
}

customElements.define("passage-field", PassageField);
