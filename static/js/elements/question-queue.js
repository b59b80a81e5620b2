// @ts-check
/** The questions: the one we talk about first, then those that most people share; answered ones last. */
import { RoomElement } from "../lib/room-element.js";
import { about, fill, keep, showOnly, stamp } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

const ORDER = /** @type {Record<string, number>} */ ({ taken: 0, open: 1, answered: 2 });

class QuestionQueue extends RoomElement {
  start() {
    this.see(["questions", "me", "people", "room"], () => this.#render());
  }

  #render() {
    const questions = Object.entries(this.view.get("questions")).map(([seq, one]) => ({ seq: Number(seq), ...one }));
    questions.sort((one, other) => ORDER[one.state] - ORDER[other.state] || other.supporters - one.supporters || one.seq - other.seq);
    keep(this.piece("list"), questions, {
      key: (one) => one.seq,
      make: () => stamp("question"),
      show: (row, one) => this.#show(row, one),
    });
    this.piece("empty").hidden = questions.length > 0;
  }

  /** @param {HTMLElement} row @param {any} one */
  #show(row, one) {
    const isMine = this.me.asked.includes(one.seq);
    row.dataset.state = one.state;
    row.toggleAttribute("data-hidden", one.hidden);
    fill(row, {
      who: one.by === null ? say("questions", isMine ? "anonymous_mine" : "anonymous") : one.by === this.me.id ? say("words", "you") : this.view.name(one.by),
      text: one.text,
      answer: one.answer,
      state: one.hidden ? say("questions", "hidden") : one.state === "open" ? "" : say("questions", one.state),
      supporters: one.supporters ? say("questions", "supporters", { count: one.supporters }) : "",
    });
    about(row, { question: one.seq });
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("[data-dialog]"))) button.dataset.about = one.text;
    showOnly(row, this.#choices(one, isMine));
    row.querySelector("[data-part=too]")?.setAttribute("aria-pressed", String(this.me.supports.includes(one.seq)));
  }

  /** @param {any} one @param {boolean} isMine @returns {Iterable<string>} */
  *#choices(one, isMine) {
    const hasEnded = this.view.get("room").state === "ended";
    const isOpen = one.state !== "answered" && !hasEnded;
    if (isOpen && !isMine) yield this.me.supports.includes(one.seq) ? "unsupport" : "support";
    if (isMine && isOpen) yield "withdraw";
    if (!this.me.leader) return;
    if (isOpen && one.state === "open") yield "take";
    if (!hasEnded) yield isOpen ? "answer" : "reopen";
    yield one.hidden ? "show" : "hide";
  }
}

customElements.define("question-queue", QuestionQueue);
