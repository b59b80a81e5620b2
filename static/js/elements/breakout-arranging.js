// @ts-check
/** For leaders: moves people from table to table, by dragging or with the arrow keys. */
import "./breakout-tables.js"; // first, so that the seats are there when they are made movable
import { RoomElement } from "../lib/room-element.js";
import { movable } from "../lib/room-moving.js";
import { say } from "../lib/room-words.js";

class BreakoutArranging extends RoomElement {
  #phase = -1;

  start() {
    const tables = /** @type {HTMLElement} */ (this.closest("breakout-tables"));
    this.see(["breakouts", "people", "me", "calls", "now"], () => this.#render(tables));
    this.hear(tables, "keydown", (event) => this.#key(event, tables));
    movable(tables, this.signal, {
      from: "data-person",
      to: "data-group",
      mayLand: () => true,
      move: (person, group) => this.#move(person, Number(group)),
    });
  }

  /** @param {HTMLElement} tables */
  #render(tables) {
    this.#suggestMinutes(tables);
    for (const seat of /** @type {NodeListOf<HTMLElement>} */ (tables.querySelectorAll("[data-at]"))) {
      const name = this.view.name(seat.dataset.person ?? "");
      seat.draggable = true;
      seat.tabIndex = 0;
      seat.setAttribute("aria-label", say("groups", "move", { name }));
    }
  }

  /** As long as the run-sheet has planned, until a leader writes something else. @param {HTMLElement} tables */
  #suggestMinutes(tables) {
    const now = this.view.get("now");
    if (now?.kind !== "breakout" || now.index === this.#phase) return;
    this.#phase = now.index;
    const minutes = /** @type {HTMLInputElement} */ (tables.querySelector("[name=minutes]"));
    minutes.value = String(Math.min(Number(minutes.max), this.view.get("sheet").phases[now.index].minutes));
  }

  /** An arrow takes the person one table on; 0 is no table. @param {KeyboardEvent} event @param {HTMLElement} tables */
  async #key(event, tables) {
    const seat = event.target instanceof HTMLElement && event.target.dataset.at !== undefined ? event.target : null;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!seat || !step) return;
    event.preventDefault();
    const { at, person = "" } = seat.dataset;
    const count = this.view.get("breakouts").groups.length + 1;
    await this.#move(person, (Number(at) + step + count) % count);
    /** @type {HTMLElement | null} */ (tables.querySelector(`[data-at][data-person="${person}"]`))?.focus();
  }

  /** @param {string} person @param {number} group */
  #move(person, group) {
    return this.ask("assign_to_breakout", { person, group });
  }
}

customElements.define("breakout-arranging", BreakoutArranging);
