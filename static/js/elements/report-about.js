// @ts-check
/** Whom a report is about, and who will read it: what is about a leader goes to the coordinator alone. */
import { RoomElement } from "../lib/room-element.js";
import { fill, keep } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

class ReportAbout extends RoomElement {
  #about = "";

  start() {
    this.hear(this, "change", () => this.#turnTo(this.#choice?.value ?? ""));
    this.hear(/** @type {HTMLElement} */ (this.closest("dialog")), "opening", ({ detail }) => this.#open(detail));
    // Those who come while one writes can be chosen too.
    this.see(["people", "room"], () => this.closest("dialog")?.open && this.#turnTo(this.#about));
  }

  /** @returns {HTMLSelectElement | null} */
  get #choice() {
    return this.piece("whom");
  }

  /** @param {{about?: string, message?: number}} asked whom it is about, or the message that somebody wrote */
  #open({ about = "", message }) {
    this.#turnTo(message === undefined ? about : this.view.get("messages")[message]?.by ?? "");
  }

  /** @param {string} about */
  #turnTo(about) {
    this.#about = about;
    if (this.#choice) this.#offer(this.#choice, about);
    fill(this, { reader: say("report", this.#leaders.has(about) ? "to_coordinator" : "to_leaders") });
  }

  /** Nobody in particular, then the leaders, also one who is not here, then the others round the table.
   * @param {HTMLSelectElement} choice @param {string} about */
  #offer(choice, about) {
    const others = /** @type {[string, any][]} */ (Object.entries(this.view.get("people")));
    others.sort(([, one], [, other]) => one.seat - other.seat);
    const people = new Set(["", ...this.#leaders, ...others.map(([person]) => person)]);
    people.delete(this.me.id);
    keep(choice, [...people], { key: (person) => person, make: (person) => new Option("", person), show: (row, person) => (row.textContent = this.#name(person)) });
    choice.value = about;
  }

  /** @param {string} person */
  #name(person) {
    if (!person) return say("report", "nobody");
    return this.#leaders.has(person) ? say("report", "leader", { name: this.view.name(person) }) : this.view.name(person);
  }

  get #leaders() {
    const people = /** @type {[string, any][]} */ (Object.entries(this.view.get("people")));
    const expected = this.view.get("room").leaders.map((/** @type {any} */ leader) => leader.id);
    return new Set(expected.concat(people.filter(([, one]) => one.leader).map(([person]) => person)));
  }
}

customElements.define("report-about", ReportAbout);
