// @ts-check
import { DraftElement } from "../lib/authoring/draft-element.js";
import { word } from "../lib/module-words.js";
import { fill } from "../lib/room-rows.js";
import "./block-form.js";

/** One block of the page: what it is called, and what may be done with it. */
class DraftBlock extends DraftElement {
  start() {
    this.press({
      up: (button) => this.#move(button, -1),
      down: (button) => this.#move(button, 1),
      remove: () => this.#ask("remove-block", { key: this.key }),
      add: () => this.#ask("add-after", { after: this.key }),
      markdown: () => this.#form.turn(),
    });
    this.hear(this, "turned", () => this.#showToggle());
    const heading = this.piece("heading");
    heading.id = `${this.id}-kind`;
    this.setAttribute("aria-labelledby", heading.id);
    const words = this.writing.kinds[this.dataset.kind ?? ""]?.words ?? this.dataset.kind ?? "";
    heading.textContent = words;
    fill(this, { kind: words });
  }

  /** @returns {any} */
  get #form() {
    return this.querySelector("block-form");
  }

  #showToggle() {
    const toggle = this.piece("toggle");
    toggle.setAttribute("aria-pressed", String(this.#form.isMarkdown));
    toggle.hidden = this.#form.isOnlyMarkdown;
  }

  /** @param {HTMLElement} button @param {number} by */
  #move(button, by) {
    this.#ask("move-block", { key: this.key, by });
    button.focus();
    this.scrollIntoView({ block: "nearest" });
  }

  /** @param {string} what @param {object} detail */
  #ask(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { bubbles: true, detail }));
  }
}

customElements.define("draft-block", DraftBlock);
