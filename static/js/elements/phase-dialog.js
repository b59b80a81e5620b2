// @ts-check
/** One phase of the run-sheet: go to it now, give it other minutes, move it. */
import { RoomElement } from "../lib/room-element.js";
import { fill, showOnly } from "../lib/room-rows.js";
import { inLanguage } from "../lib/room-words.js";
import { notReached } from "./run-sheet.js";

class PhaseDialog extends RoomElement {
  #index = 0;

  start() {
    this.hear(this.app, "phase:open", (event) => this.#open(event.detail));
    this.hear(this, "submit", (event) => this.#submit(event));
  }

  /** @param {{index: number, first: number}} opened the phase, and the first one that may still be changed */
  #open({ index, first }) {
    const { phases } = this.view.get("sheet");
    const phase = phases[index];
    const mayBegin = this.view.get("room").state === "open" && phase.minutes > 0 && phase.state !== "now";
    this.#index = index;
    fill(this, { title: inLanguage(phase.title), prompt: inLanguage(phase.prompt), unfinished: mayBegin ? notReached(this.view) : "" });
    showOnly(this, [index >= first ? "change" : "", mayBegin ? "begin" : ""]);
    this.piece("minutes").value = Math.abs(phase.minutes);
    this.piece("exchange").checked = phase.exchange;
    this.piece("begin").dataset.fields = JSON.stringify({ index });
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (this.querySelectorAll("[data-move]"))) {
      const to = index + Number(button.dataset.move);
      button.disabled = to < first || to >= phases.length;
    }
    this.querySelector("dialog")?.showModal();
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.method === "dialog") return;
    event.preventDefault();
    this.querySelector("dialog")?.close();
    const sign = Math.sign(this.view.get("sheet").phases[this.#index].minutes);
    const changed = { minutes: sign * Number(this.piece("minutes").value), exchange: this.piece("exchange").checked };
    const to = this.#index + Number(event.submitter?.dataset.move ?? 0);
    this.dispatchEvent(new CustomEvent("phase:move", { bubbles: true, detail: { from: this.#index, to, changed } }));
  }
}

customElements.define("phase-dialog", PhaseDialog);
