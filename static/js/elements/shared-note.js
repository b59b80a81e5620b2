// @ts-check
/** One note for all: one person holds the pen, everybody reads along. */
import { RoomElement } from "../lib/room-element.js";
import { fill, showOnly } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

const SAVE_AFTER = 700;

class SharedNote extends RoomElement {
  #timer = 0;
  #hadPen = false;

  start() {
    this.see(["note", "me", "people"], () => this.#render());
    this.hear(this.#box, "input", () => this.#soon());
    this.hear(this.#box, "blur", () => this.#save());
    this.hear(this.piece("put-down"), "click", () => this.#putDown());
  }

  /** @returns {HTMLTextAreaElement} */
  get #box() {
    return this.piece("box");
  }

  #render() {
    const note = this.view.get("note");
    const hasPen = note.holder === this.me.id;
    this.dataset.pen = hasPen ? "mine" : note.holder ? "taken" : "free";
    if (hasPen && !this.#hadPen) this.#pickUp(note.text);
    this.#hadPen = hasPen;
    const isFree = !note.holder || this.me.leader;
    showOnly(this, [hasPen ? "writing" : "reading", hasPen ? "" : isFree ? "take" : ""]);
    fill(this, { paper: note.text || say("note", "nothing"), holder: this.#holder(note, hasPen) });
  }

  /** @param {any} note @param {boolean} hasPen */
  #holder(note, hasPen) {
    if (hasPen) return say("note", "yours");
    if (note.holder) return say("note", "has_pen", { name: this.view.name(note.holder) });
    return note.written_by ? say("note", "last", { name: this.view.name(note.written_by) }) : say("note", "free");
  }

  /** @param {string} text */
  #pickUp(text) {
    this.#box.value = text;
    queueMicrotask(() => this.#box.focus());
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), SAVE_AFTER);
  }

  #save() {
    clearTimeout(this.#timer);
    const note = this.view.get("note");
    if (note.holder === this.me.id && note.text !== this.#box.value.trim()) this.ask("write_note", { text: this.#box.value });
  }

  #putDown() {
    this.#save();
    this.ask("put_down_pen");
  }
}

customElements.define("shared-note", SharedNote);
