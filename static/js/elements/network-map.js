// @ts-check
import { AnswerFields } from "../lib/answer-fields.js";

const SVG = "http://www.w3.org/2000/svg";
/** @type {Record<string, number>} how far from the middle each ring lies */
const DISTANCE = { near: 52, middle: 98, far: 146 };
const MOST = 40;

/** @typedef {{name: string, ring: string, gives: string}} Near */

/** People and places: a list to write in, and a picture that is drawn from it. */
class NetworkMap extends AnswerFields {
  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.addEventListener("click", (event) => this.#press(event.target), { signal });
    this.addEventListener("input", () => this.#draw(), { signal });
    super.arrives(signal);
    this.#draw();
  }

  /** @returns {{people: Near[]}} */
  get value() {
    return { people: this.#rows.map((row) => this.#read(row)).filter(({ name, gives }) => name.trim() || gives.trim()) };
  }

  /** @param {Record<string, any>} value */
  show(value) {
    this.#list.replaceChildren(...(value.people ?? []).map((/** @type {Near} */ near) => this.#row(near)));
    this.#draw();
  }

  get #list() {
    return /** @type {HTMLElement} */ (this.querySelector(".network-map__list"));
  }

  get #rows() {
    return /** @type {HTMLElement[]} */ ([...this.#list.children]);
  }

  /** @param {HTMLElement} row @returns {Near} */
  #read(row) {
    return { name: this.#field(row, "name").value, ring: this.#field(row, "ring").value, gives: this.#field(row, "gives").value };
  }

  /** @param {Near} near */
  #row(near) {
    const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template"));
    const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    this.#field(row, "name").value = near.name;
    this.#field(row, "ring").value = near.ring;
    this.#field(row, "gives").value = near.gives;
    return row;
  }

  /** @param {EventTarget | null} target */
  #press(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button?.hasAttribute("data-add")) this.#add();
    if (button?.hasAttribute("data-remove")) this.#remove(/** @type {HTMLElement} */ (button.closest("li")));
  }

  #add() {
    if (this.#rows.length >= MOST) return;
    const row = this.#row({ name: "", ring: "near", gives: "" });
    this.#list.append(row);
    this.#field(row, "name").focus();
  }

  /** @param {HTMLElement} row */
  #remove(row) {
    row.remove();
    /** @type {HTMLElement} */ (this.querySelector("[data-add]")).focus();
    this.#draw();
    this.tell();
  }

  #draw() {
    const dots = /** @type {Element} */ (this.querySelector(".network-map__dots"));
    const people = this.value.people;
    dots.replaceChildren(...people.flatMap((near) => this.#dot(near, people.filter((other) => other.ring === near.ring))));
  }

  /** Evenly around its ring, each ring turned a little so that names do not stand in a line. @param {Near} near @param {Near[]} ring */
  #dot(near, ring) {
    const turn = { near: -0.5, middle: -0.2, far: -0.35 }[near.ring] ?? 0;
    const angle = Math.PI * 2 * (ring.indexOf(near) / ring.length + turn);
    const [x, y] = [Math.cos(angle), Math.sin(angle)].map((way) => Math.round(way * (DISTANCE[near.ring] ?? 0)));
    const [dot, name] = [document.createElementNS(SVG, "circle"), document.createElementNS(SVG, "text")];
    for (const [part, value] of Object.entries({ cx: x, cy: y, r: 7, class: "network-map__dot" })) dot.setAttribute(part, String(value));
    for (const [part, value] of Object.entries({ x, y: y + 21, class: "network-map__name" })) name.setAttribute(part, String(value));
    name.textContent = near.name.length > 14 ? `${near.name.slice(0, 13)}…` : near.name;
    return [dot, name];
  }

  /** @param {HTMLElement} row @param {string} part */
  #field(row, part) {
    return /** @type {HTMLInputElement} */ (row.querySelector(`[data-part="${part}"]`));
  }
}

customElements.define("network-map", NetworkMap);
