// @ts-check
/** What every element of the room has: the view, and one way to ask for something. */
import { LivingElement } from "./living-element.js";
import { remember, remembered } from "./remembered.js";

/** @typedef {HTMLElement & {view: import("./room-view.js").RoomView, line: import("./connection.js").Connection}} App */
/** @typedef {Map<string, Set<string> | null>} Changed */

export class RoomElement extends LivingElement {
  #signal = new AbortController().signal;

  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.#signal = signal;
    this.start();
  }

  /** Called when the element is in the page. */
  start() {}

  /** Whether the element has something to show to those who have no seat. */
  get isForTheDoor() {
    return false;
  }

  get signal() {
    return this.#signal;
  }

  get app() {
    return /** @type {App} */ (this.closest("room-app"));
  }

  get view() {
    return this.app.view;
  }

  get me() {
    return this.view.get("me") ?? {};
  }

  /** Minutes from UTC where the course is. */
  get offset() {
    return Number(this.app.dataset.utcOffset ?? 0);
  }

  /** Render when one of the sections changes: once for all that came together, and not before there is a view.
   * @param {string[]} sections @param {(changed: Changed) => void} render */
  see(sections, render) {
    /** @type {Changed} */
    let changed = new Map();
    const later = (/** @type {string} */ section, /** @type {string[] | null} */ keys) => {
      if (changed.size === 0) queueMicrotask(() => this.#render(render, changed, () => (changed = new Map())));
      const before = changed.get(section);
      changed.set(section, keys && before !== null ? new Set([...(before ?? []), ...keys]) : null);
    };
    for (const section of sections) {
      this.hear(this.view, `view:${section}`, (event) => later(section, event.detail.keys));
    }
    if (this.view.get("me")) later(sections[0], null);
  }

  /** Listen as long as the element is in the page.
   * @param {EventTarget} target @param {string} type @param {(event: any) => void} listener */
  hear(target, type, listener) {
    target.addEventListener(type, listener, { signal: this.signal });
  }

  /** The element with `data-part` of that name. @param {string} name @returns {any} */
  piece(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  /** What this tab keeps of the room over a reload. Leaving quickly and signing out wipe it. @param {string} name */
  kept(name) {
    return remembered(this.#keptAs(name), "sessionStorage");
  }

  /** @param {string} name @param {string | number} value */
  keep(name, value) {
    remember(this.#keptAs(name), String(value), "sessionStorage");
  }

  /** @param {string} name */
  #keptAs(name) {
    return `room:${this.app.dataset.room}:${this.app.dataset.me}:${name}`;
  }

  /** Ask the room for something. @param {string} name @param {Record<string, any>} [fields] */
  ask(name, fields = {}) {
    return this.app.line.do(name, fields);
  }

  /** @param {(changed: Changed) => void} render @param {Changed} changed @param {() => void} forget */
  #render(render, changed, forget) {
    forget();
    if (this.isConnected && (this.view.isSeated || this.isForTheDoor)) render(changed);
  }
}
