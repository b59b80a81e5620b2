// @ts-check
/** Who needs a leader just now, the most pressing first: not well, a call, a report, the door, a hand. */
import { RoomElement } from "../lib/room-element.js";
import { about, fill, keep, showOnly, stamp, tint } from "../lib/room-rows.js";
import { clockTime } from "../lib/room-time.js";
import { say } from "../lib/room-words.js";
import { initials } from "./round-table.js";

/** @typedef {{key: string, kind: string, person: string, name: string, words: string, more?: string, choices?: string[], fields: Record<string, any>}} Need */

class NeedsList extends RoomElement {
  start() {
    this.see(["signals", "calls", "reports", "waiting", "hands", "people", "side_rooms", "removed", "me", "room"], () => this.#render());
  }

  #render() {
    const needs = [...this.#needs()];
    fill(this, { count: needs.length || "" });
    this.piece("empty").hidden = needs.length > 0;
    const { locked, state } = this.view.get("room");
    const isClosed = locked && state !== "ended";
    fill(this, { door: isClosed ? say("needs", "door_closed") : "" });
    showOnly(this, [isClosed ? "unlock" : (this.view.get("waiting") ?? []).length > 1 ? "admit-all" : ""]);
    keep(this.piece("list"), needs, { key: (need) => need.key, make: () => stamp("need"), show: (row, need) => this.#show(row, need) });
    this.dispatchEvent(new CustomEvent("needs", { bubbles: true, detail: needs.length }));
  }

  /** @returns {Iterable<Need>} */
  *#needs() {
    for (const one of this.view.get("signals") ?? []) {
      if (one.state === "open") yield this.#signal(one);
    }
    for (const call of this.view.get("calls") ?? []) {
      const number = call.place.split("-")[1];
      yield { ...this.#need("call", call.person, { fields: { place: call.place } }), words: say("needs", "call", { number }), key: call.place };
    }
    for (const [seq, report] of Object.entries(this.view.get("reports") ?? {})) {
      if (!report.outcome) yield this.#report(Number(seq), report);
    }
    for (const side of this.view.get("side_rooms") ?? []) {
      const leader = this.view.name(side.leader);
      yield { ...this.#need("side", side.person, { fields: { place: side.place } }), words: say("needs", "side", { name: this.view.name(side.person), leader }) };
    }
    for (const one of this.view.get("waiting") ?? []) {
      const need = this.#need("waiting", one.person, { fields: { person: one.person } });
      if (this.view.get("room").locked) need.choices = [];
      yield { ...need, name: one.name, words: say("needs", one.here ? "waiting" : "waiting_away", { name: one.name }) };
    }
    if (this.me.leader && this.view.get("room").state !== "ended") {
      for (const person of this.view.get("hands")) yield this.#need("hand", person, { fields: { person } });
    }
    for (const one of this.me.leader ? this.view.get("removed") : []) {
      yield { ...this.#need("removed", one.person, { fields: { person: one.person } }), name: one.name, words: say("needs", "removed", { name: one.name }) };
    }
  }

  /** Somebody who has left, or sits in a room for two, cannot be taken along to one. @param {any} one @returns {Need} */
  #signal({ person, words }) {
    const { here, place = "" } = this.view.get("people")[person] ?? {};
    const isApart = [place, this.me.place].some((where) => where.startsWith("side"));
    const more = [words, here ? "" : say("needs", "has_left")].filter(Boolean).join(" · ");
    const choices = ["signal", here && !isApart ? "aside" : ""];
    return this.#need("signal", person, { more, choices, fields: { person } });
  }

  /** @param {string} kind @param {string} person @param {{more?: string, choices?: string[], fields: Record<string, any>}} rest @returns {Need} */
  #need(kind, person, rest) {
    const name = this.view.name(person);
    return { key: `${kind}-${person}`, kind, person, name, words: say("needs", kind, { name }), ...rest };
  }

  /** @param {number} seq @param {any} report @returns {Need} */
  #report(seq, report) {
    const quote = report.said ? `«${report.said}»` : "";
    const words = say("needs", report.about ? "report_about" : "report", { name: this.view.name(report.by), about: this.view.name(report.about) });
    const more = [report.words, quote, clockTime(report.at, this.offset)].filter(Boolean).join(" · ");
    return { ...this.#need("report", report.by, { more, fields: { report: seq } }), key: `report-${seq}`, words };
  }

  /** @param {HTMLElement} row @param {Need} need */
  #show(row, need) {
    row.dataset.kind = need.kind;
    tint(row, need.person);
    row.toggleAttribute("data-signal", ["signal", "call", "report"].includes(need.kind));
    fill(row, { initial: initials(need.name), words: need.words, more: need.more ?? "" });
    about(row, need.fields);
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("[data-dialog]"))) button.dataset.about = need.words;
    showOnly(row, need.choices ?? [need.kind]);
  }
}

customElements.define("needs-list", NeedsList);
