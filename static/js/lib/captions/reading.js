// @ts-check
/** All that was said, as a list one reads back in: it stands still meanwhile, and is as large as one wants it. */
import { remember, remembered } from "../remembered.js";
import { fill, keep, stamp } from "../room-rows.js";
import { say } from "../room-words.js";

/** @typedef {import("./transcript.js").Said} Said */

const ALOUD = "captions:aloud";
const SIZE = "captions:size";
const SIZES = 4;
const NEAR = 40;

export class Reading {
  #element;
  #isAtEnd = true;
  #count = 0;
  #seen = 0;

  /** @param {import("../room-element.js").RoomElement} element */
  constructor(element) {
    this.#element = element;
    element.hear(this.#piece("smaller"), "click", () => this.#resize(-1));
    element.hear(this.#piece("larger"), "click", () => this.#resize(1));
    element.hear(this.#piece("aloud"), "change", () => this.#readAloud(this.#piece("aloud").checked));
    element.hear(this.#piece("scroll"), "scroll", () => this.#scrolled());
    element.hear(this.#piece("new"), "click", () => this.#readNew());
    element.hear(this.#piece("all"), "toggle", () => this.toEnd());
    this.#resize(0);
    this.#readAloud(remembered(ALOUD) !== "");
  }

  /** @param {Said[]} lines */
  show(lines) {
    this.#count = lines.length;
    keep(this.#piece("list"), lines, {
      key: (line) => line.key,
      make: () => stamp("caption-line"),
      show: (row, { name, text }) => fill(row, { name, text }),
    });
    if (this.#isAtEnd || lines.length === 0) return this.toEnd();
    this.#piece("new").hidden = this.#count <= this.#seen;
    fill(this.#element, { new: say("captions", "new", { count: this.#count - this.#seen }) });
  }

  toEnd() {
    const list = this.#piece("scroll");
    this.#isAtEnd = true;
    this.#seen = this.#count;
    this.#piece("new").hidden = true;
    list.scrollTop = list.scrollHeight;
  }

  /** The button goes, and whoever goes by the keys goes on in the list. */
  #readNew() {
    this.toEnd();
    this.#piece("scroll").focus({ preventScroll: true });
  }

  /** @param {string} name @returns {any} */
  #piece(name) {
    return this.#element.piece(name);
  }

  #scrolled() {
    const list = this.#piece("scroll");
    const wasAtEnd = this.#isAtEnd;
    this.#isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
    if (this.#isAtEnd && !wasAtEnd) this.toEnd();
  }

  /** @param {number} by */
  #resize(by) {
    const size = Math.max(0, Math.min(SIZES - 1, Number(remembered(SIZE) || 1) + by));
    remember(SIZE, String(size));
    this.#element.dataset.text = String(size);
    this.#piece("smaller").disabled = size === 0;
    this.#piece("larger").disabled = size === SIZES - 1;
  }

  /** Whoever hears well enough does not want everything twice. @param {boolean} on */
  #readAloud(on) {
    remember(ALOUD, on ? "1" : "");
    this.#piece("aloud").checked = on;
    this.#piece("scroll").setAttribute("aria-live", on ? "polite" : "off");
  }
}
