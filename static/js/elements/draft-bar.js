// @ts-check
import { DraftElement } from "../lib/authoring/draft-element.js";
import { word } from "../lib/module-words.js";

/** Says how it stands with what one writes and who else is here, and takes back. */
class DraftBar extends DraftElement {
  start() {
    this.hear(this.writing.line, "state", () => this.show());
    this.press({ undo: () => this.#undo(), redo: () => this.#redo() });
    this.hear(this, "undo", () => this.#undo());
    this.hear(this, "redo", () => this.#redo());
  }

  show() {
    const { line, outbox } = this.writing;
    const isWaiting = line.state === "waiting";
    const name = isWaiting && !outbox.isKept ? "unkept" : line.state;
    this.#say("state", name && word(name));
    this.piece("state").dataset.state = ["", "saved", "saving"].includes(name) ? name : "waiting";
    this.#say("others", this.#others());
  }

  #others() {
    const names = [...new Set(this.store.others.map(({ name }) => name))];
    if (names.length < 2) return names.map((name) => word("other", { name })).join("");
    return word("others", { names: new Intl.ListFormat(document.documentElement.lang).format(names) });
  }

  #undo() {
    this.tell(word(this.writing.undo() ? "undone" : "nothing_to_undo"));
  }

  #redo() {
    this.tell(word(this.writing.redo() ? "redone" : "nothing_to_redo"));
  }

  /** @param {string} part @param {string} words */
  #say(part, words) {
    const line = this.piece(part);
    if (line.textContent !== words) line.textContent = words;
  }
}

customElements.define("draft-bar", DraftBar);
