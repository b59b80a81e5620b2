// @ts-check
import { LivingElement } from "../lib/living-element.js";
import { cautions, exchangeShare, lengthOf } from "../lib/run-sheet-figures.js";

/** @typedef {import("../lib/run-sheet-figures.js").Phase} Phase */

/**
 * Moves the parts of a run-sheet by hand or by keyboard and counts live what the server counts on saving
 * (elearn/courses/run_sheets.py). Without it the rows are a plain form in which one writes the places.
 */
class RunSheetEditor extends LivingElement {
  /** @type {HTMLElement | null} */
  #moving = null;

  /** @param {AbortSignal} signal */
  arrives(signal) {
    const on = { signal };
    this.addEventListener("input", () => this.#count(), on);
    this.addEventListener("change", () => this.#count(), on);
    this.addEventListener("keydown", (event) => this.#step(event), on);
    this.addEventListener("pointerdown", (event) => this.#take(event), on);
    this.addEventListener("pointermove", (event) => this.#carry(event), on);
    this.addEventListener("pointerup", () => this.#drop(), on);
    this.addEventListener("pointercancel", () => this.#drop(), on);
    this.addEventListener("click", (event) => this.#add(event), on);
    this.#count();
  }

  /** @param {KeyboardEvent} event */
  #step(event) {
    const row = rowOfHandle(event.target);
    if (!row || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    if (event.key === "ArrowUp") row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    part(row, "handle")?.focus();
    this.#moved(row);
  }

  /** @param {PointerEvent} event */
  #take(event) {
    const row = rowOfHandle(event.target);
    if (!row) return;
    this.#moving = row;
    row.dataset.moving = "";
    // Not the handle: it moves in the page, and would lose the pointer.
    this.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  #carry(event) {
    const row = this.#moving;
    if (!row) return;
    const others = this.#rows.filter((other) => other !== row);
    const below = others.find((other) => event.clientY < middle(other));
    if (below) below.before(row);
    else row.parentElement?.append(row);
    row.scrollIntoView({ block: "nearest" });
  }

  #drop() {
    if (!this.#moving) return;
    delete this.#moving.dataset.moving;
    this.#moved(this.#moving);
    this.#moving = null;
  }

  /**
   * A new row at the end, from the template.
   * @param {Event} event
   */
  #add(event) {
    const button = event.target instanceof Element ? event.target.closest("button[value=add]") : null;
    const blank = this.querySelector("template[data-part=blank]");
    if (!button || !(blank instanceof HTMLTemplateElement)) return;
    event.preventDefault();
    const numbers = this.#rows.map((row) => Number(row.querySelector("input[name=row]")?.getAttribute("value")));
    const number = String(Math.max(-1, ...numbers) + 1);
    const row = /** @type {HTMLElement} */ (blank.content.firstElementChild?.cloneNode(true));
    for (const field of row.querySelectorAll("[name]")) rename(field, number);
    this.querySelector("[data-part=rows]")?.append(row);
    input(row, "title")?.focus();
    this.#count();
  }

  /** @param {HTMLElement} row */
  #moved(row) {
    const rows = this.#rows;
    const words = { phase: input(row, "title")?.value ?? "", place: rows.indexOf(row) + 1, all: rows.length };
    const told = this.querySelector("[data-part=told]");
    if (told) told.textContent = filled(this.dataset.moved, words);
    this.#count();
  }

  #count() {
    this.#rows.forEach((row, index) => {
      const place = input(row, "place");
      if (place) place.value = String(index + 1);
      row.toggleAttribute("data-exchange", Boolean(input(row, "exchange")?.checked));
      row.toggleAttribute("data-before", Boolean(input(row, "before")?.checked));
      row.toggleAttribute("data-left-out", Boolean(input(row, "leave-out")?.checked));
    });
    const phases = this.#rows.filter((row) => !row.hasAttribute("data-left-out")).map(phaseOf);
    this.#say("[data-part=minutes]", String(lengthOf(phases)));
    this.#say("[data-part=share]", String(Math.round(exchangeShare(phases))));
    this.#caution(cautions(phases, this.#limits).map((caution) => filled(this.dataset[caution.worry], caution)));
  }

  /** @returns {import("../lib/run-sheet-figures.js").Limits} */
  get #limits() {
    return {
      leastExchange: Number(this.dataset.leastExchange),
      longestBlock: Number(this.dataset.longestBlock),
      longestInput: Number(this.dataset.longestInput),
      breaks: (this.dataset.breaks ?? "").split(" "),
      inputs: (this.dataset.inputs ?? "").split(" "),
    };
  }

  /** @param {string[]} sentences */
  #caution(sentences) {
    const list = this.querySelector("[data-part=cautions]");
    const shown = [...(list?.children ?? [])].map((line) => line.textContent?.trim());
    if (!list || shown.join("|") === sentences.join("|")) return;
    list.toggleAttribute("hidden", sentences.length === 0);
    list.replaceChildren(...sentences.map(item));
  }

  /**
   * Only what is new is written, so that a screen reader is not told the same twice.
   * @param {string} where
   * @param {string} words
   */
  #say(where, words) {
    const place = this.querySelector(`.run-sheet-editor__sum ${where}`);
    if (place && place.textContent !== words) place.textContent = words;
  }

  get #rows() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[data-part=rows] > li")]);
  }
}

/**
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null}
 */
function rowOfHandle(target) {
  const handle = target instanceof Element ? target.closest("[data-part=handle]") : null;
  return handle ? handle.closest("li") : null;
}

/**
 * @param {Element} row
 * @param {string} name
 * @returns {HTMLElement | null}
 */
function part(row, name) {
  return row.querySelector(`[data-part="${name}"]`);
}

/**
 * @param {Element} row
 * @param {string} name
 */
function input(row, name) {
  const found = part(row, name);
  return found instanceof HTMLInputElement ? found : null;
}

/**
 * @param {HTMLElement} row
 * @returns {Phase}
 */
function phaseOf(row) {
  const kind = part(row, "kind");
  return {
    title: input(row, "title")?.value ?? "",
    kind: kind instanceof HTMLSelectElement ? kind.value : "",
    minutes: (Number(input(row, "minutes")?.value) || 0) * (input(row, "before")?.checked ? -1 : 1),
    exchange: Boolean(input(row, "exchange")?.checked),
  };
}

/** @param {Element} row */
function middle(row) {
  const box = row.getBoundingClientRect();
  return box.top + box.height / 2;
}

/**
 * @param {Element} field
 * @param {string} number
 */
function rename(field, number) {
  const name = field.getAttribute("name") ?? "";
  if (name === "row") field.setAttribute("value", number);
  else field.setAttribute("name", name.replace("{number}", number));
}

/** @param {string} words */
function item(words) {
  const line = document.createElement("li");
  line.textContent = words;
  return line;
}

/**
 * @param {string | undefined} sentence
 * @param {Record<string, string | number>} words
 */
function filled(sentence, words) {
  return Object.entries(words).reduce((text, [name, value]) => text.replace(`{${name}}`, String(value)), sentence ?? "");
}

customElements.define("run-sheet-editor", RunSheetEditor);
