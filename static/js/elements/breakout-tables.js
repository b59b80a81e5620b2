// @ts-check
/** The small groups as tables in the same room: who sits where, how long, and for leaders to arrange and visit. */
import { RoomElement } from "../lib/room-element.js";
import { about, fill, keep, showOnly, stamp, tint } from "../lib/room-rows.js";
import { countdown } from "../lib/room-time.js";
import { say } from "../lib/room-words.js";
import { initials } from "./round-table.js";

class BreakoutTables extends RoomElement {
  #unfolded = "";

  start() {
    this.see(["breakouts", "people", "me", "calls", "now", "room"], () => this.#render());
    const timer = setInterval(() => this.#countDown(), 1000);
    this.signal.addEventListener("abort", () => clearInterval(timer));
  }

  #render() {
    const groups = this.view.get("breakouts");
    const isThere = ["prepared", "open"].includes(groups.state);
    this.hidden = this.view.get("room").state === "ended" || (!isThere && !this.me.leader);
    this.dataset.state = groups.state;
    this.#unfold(isThere || this.view.get("now")?.kind === "breakout" ? groups.state : "");
    showOnly(this, this.#shown(groups, isThere));
    keep(this.piece("tables"), isThere ? this.#tables(groups) : [], {
      key: (table) => table.number,
      make: () => stamp("breakout"),
      show: (row, table) => this.#table(row, table, groups),
    });
    keep(this.piece("broadcasts"), groups.state === "open" ? groups.broadcasts : [], {
      key: (line) => line.at,
      make: () => document.createElement("li"),
      show: (row, line) => (row.textContent = `${this.view.name(line.by)}: ${line.text}`),
    });
    this.#countDown();
  }

  /** Opens by itself when the groups come, and stays as one leaves it. @param {string} why */
  #unfold(why) {
    if (why !== this.#unfolded) this.piece("fold").open = why !== "";
    this.#unfolded = why;
  }

  /** @param {any} groups @param {boolean} isThere @returns {Iterable<string>} */
  *#shown(groups, isThere) {
    if (groups.state === "open") yield "open";
    if (groups.method === "choice" && isThere && !this.me.staff) yield "choosing";
    if (!this.me.leader) return;
    yield isThere ? "arranging" : "setup";
    yield `leader-${groups.state}`;
    if (groups.state === "prepared") yield "setup";
  }

  /** The groups, counted from 1; for a leader also those without one, as 0. @param {any} groups */
  #tables(groups) {
    const tables = groups.groups.map((/** @type {string[]} */ people, /** @type {number} */ index) => ({ number: index + 1, people }));
    const placed = new Set(groups.groups.flat());
    const everybody = /** @type {[string, any][]} */ (Object.entries(this.view.get("people")));
    const loose = everybody.filter(([id, one]) => one.part === "participant" && one.here && !placed.has(id)).map(([id]) => id);
    return this.me.leader && loose.length ? [...tables, { number: 0, people: loose }] : tables;
  }

  /** @param {HTMLElement} row @param {{number: number, people: string[]}} table @param {any} groups */
  #table(row, { number, people }, groups) {
    const place = `group-${number}`;
    const call = this.view.get("calls")?.find((/** @type {any} */ one) => one.place === place);
    const visitors = /** @type {[string, any][]} */ (Object.entries(this.view.get("people"))).filter(([, one]) => one.leader && one.place === place);
    row.dataset.group = String(number);
    row.toggleAttribute("data-mine", people.includes(this.me.id) || this.me.place === place);
    row.toggleAttribute("data-calling", Boolean(call));
    fill(row, {
      table: number ? say("groups", "table", { number }) : say("groups", "no_table"),
      call: call ? say("groups", "calls", { name: this.view.name(call.person) }) : "",
      visitors: visitors.map(([, one]) => say("groups", "visits", { name: one.name })).join(" "),
    });
    about(row, { place, group: number });
    showOnly(row, [...this.#choices(number, place, people, groups)]);
    keep(/** @type {HTMLElement} */ (row.querySelector("[data-part=people]")), people, {
      key: (person) => person,
      make: () => stamp("breakout-person"),
      show: (seat, person) => this.#person(seat, person, number),
    });
  }

  /** @param {number} number @param {string} place @param {string[]} people @param {any} groups @returns {Iterable<string>} */
  *#choices(number, place, people, groups) {
    if (!number) return;
    if (groups.method === "choice" && !this.me.staff && !people.includes(this.me.id)) yield "choose";
    if (this.me.leader && groups.state === "open") yield this.me.place === place ? "back" : "visit";
  }

  /** @param {HTMLElement} seat @param {string} person @param {number} number */
  #person(seat, person, number) {
    const one = this.view.get("people")[person];
    const name = one?.name ?? "";
    fill(seat, { initial: initials(name), name: person === this.me.id ? say("words", "you") : name });
    tint(seat, person);
    seat.toggleAttribute("data-away", !one?.here);
    seat.dataset.at = String(number);
    seat.dataset.person = person;
  }

  #countDown() {
    const groups = this.view.isSeated && this.view.get("breakouts");
    if (!groups || groups.state !== "open") return;
    const left = groups.ends_at - this.view.now();
    this.toggleAttribute("data-closing", groups.closing || left < 60_000);
    fill(this, { left: countdown(left), "left-words": say("groups", groups.closing || left < 60_000 ? "soon_back" : "time_left") });
  }
}

customElements.define("breakout-tables", BreakoutTables);
