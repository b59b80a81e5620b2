// @ts-check
/** Questions with answers to choose from. Nobody sees who chose what; all see the sums when it is closed. */
import { RoomElement } from "../lib/room-element.js";
import { about, fill, keep, showOnly, stamp } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

class PollBoard extends RoomElement {
  /** Those that were open in this phase: their answers are talked about now. @type {Set<number>} */
  #fresh = new Set();
  #phase = -1;

  start() {
    this.see(["polls", "me", "room", "now"], () => this.#render());
  }

  #render() {
    const polls = Object.entries(this.view.get("polls")).map(([seq, poll]) => ({ seq: Number(seq), ...poll }));
    const shown = polls.filter((poll) => poll.open).concat(polls.filter((poll) => !poll.open).slice(-2)).reverse();
    this.#refresh(shown);
    this.hidden = shown.length === 0 || this.view.get("room").state === "ended";
    keep(this, shown, { key: (poll) => poll.seq, make: () => stamp("poll"), show: (row, poll) => this.#poll(row, poll) });
  }

  /** In the next phase a closed one folds, so that it does not lie above what we do then. @param {any[]} polls */
  #refresh(polls) {
    const phase = this.view.get("now")?.index ?? -1;
    const open = polls.filter((poll) => poll.open).map((poll) => poll.seq);
    this.#fresh = new Set(phase === this.#phase ? [...this.#fresh, ...open] : open);
    this.#phase = phase;
  }

  /** Folds or opens when that has changed, and stays as one leaves it. @param {HTMLElement} row @param {boolean} isFresh */
  #fold(row, isFresh) {
    if (row.dataset.fresh === String(isFresh)) return;
    row.dataset.fresh = String(isFresh);
    /** @type {HTMLDetailsElement} */ (row.querySelector("details")).open = isFresh;
  }

  /** @param {HTMLElement} row @param {any} poll */
  #poll(row, poll) {
    this.#fold(row, this.#fresh.has(poll.seq));
    row.dataset.state = poll.open ? "open" : "closed";
    fill(row, { question: poll.question, voted: say("polls", poll.open ? "voted" : "closed", { count: poll.voted }) });
    about(row, { poll: poll.seq });
    showOnly(row, [poll.open ? "secret" : "", this.me.leader ? (poll.open ? "close" : "reopen") : ""]);
    const mine = this.me.votes[poll.seq];
    keep(/** @type {HTMLElement} */ (row.querySelector("[data-part=options]")), poll.options, {
      key: (option) => option,
      make: () => stamp("poll-option"),
      show: (button, option, index) => this.#option(button, poll, option, index, mine),
    });
  }

  /** @param {HTMLElement} button @param {any} poll @param {string} option @param {number} index @param {number} [mine] */
  #option(button, poll, option, index, mine) {
    const count = poll.counts?.[index] ?? 0;
    const line = /** @type {HTMLProgressElement} */ (button.querySelector("progress"));
    fill(button, { option, count: poll.counts ? count : "" });
    line.hidden = !poll.counts;
    line.max = Math.max(1, poll.voted);
    line.value = count;
    button.setAttribute("aria-pressed", String(mine === index));
    button.toggleAttribute("disabled", !poll.open);
    button.dataset.fields = JSON.stringify({ poll: poll.seq, option: index });
  }
}

customElements.define("poll-board", PollBoard);
