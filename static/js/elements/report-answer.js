// @ts-check
/** What a report is about, and what may come of it: the reporter is told only what is so. */
import { RoomElement } from "../lib/room-element.js";
import { fill, showOnly } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

class ReportAnswer extends RoomElement {
  #report = 0;

  start() {
    const dialog = /** @type {HTMLDialogElement} */ (this.closest("dialog"));
    this.hear(dialog, "opening", ({ detail }) => this.#open(detail.report));
    this.see(["reports", "removed"], () => dialog.open && this.#render());
  }

  /** @param {number} report */
  #open(report) {
    this.#report = report;
    this.querySelector("form")?.reset();
    this.#render();
  }

  #render() {
    const report = this.view.get("reports")[this.#report];
    fill(this, { said: report.said, told: report.words ? say("report", "told", { name: this.view.name(report.by), words: report.words }) : "" });
    showOnly(this, ["talked", "passed_on", "no_action", report.message === null ? "" : "hidden", this.#wasRemoved(report) ? "removed" : ""]);
  }

  /** Asking somebody to leave is done at their seat, with a reason; then it can be told. @param {{about: string}} report */
  #wasRemoved({ about }) {
    return this.view.get("removed").some((/** @type {any} */ one) => !about || one.person === about);
  }
}

customElements.define("report-answer", ReportAnswer);
