// @ts-check
/** The evening for those who lead: done, now and next; what is to come can be moved and given other minutes. */
import { RoomElement } from "../lib/room-element.js";
import { movable } from "../lib/room-moving.js";
import { fill, keep, showOnly, stamp } from "../lib/room-rows.js";
import { minutesLeft, wholeMinutes } from "../lib/room-time.js";
import { inLanguage, namesInARow, say } from "../lib/room-words.js";

const LEAST_EXCHANGE = 0.4;

class RunSheet extends RoomElement {
  #shown = -1;

  start() {
    this.see(["sheet", "now", "room", "round", "people"], () => this.#render());
    movable(this, this.signal, {
      from: "data-key",
      to: "data-key",
      mayLand: (place) => Number(place) >= this.#firstOpen,
      move: (from, to) => this.#move(Number(from), Number(to)),
    });
    this.hear(this, "keydown", (event) => this.#key(event));
    this.hear(this, "click", (event) => this.#open(event));
    this.hear(this.app, "phase:move", (event) => this.#move(event.detail.from, event.detail.to, event.detail.changed));
    const timer = setInterval(() => this.view.isSeated && this.#minutesLeft(), 5000);
    this.signal.addEventListener("abort", () => clearInterval(timer));
  }

  /** @returns {any[]} */
  get #phases() {
    return this.view.get("sheet").phases;
  }

  /** The first phase that may still be changed. */
  get #firstOpen() {
    return this.#phases.findLastIndex((phase) => phase.state !== "next") + 1;
  }

  #render() {
    const { exchange_share: share } = this.view.get("sheet");
    const phases = this.#phases.map((phase, index) => ({ index, ...phase }));
    keep(this.piece("phases"), phases, {
      key: (phase) => phase.index,
      make: () => stamp("phase"),
      show: (row, phase) => this.#phase(row, phase),
    });
    fill(this, {
      share: say("sheet", "share", { percent: Math.round(share * 100) }),
      little: share < LEAST_EXCHANGE ? say("sheet", "little_exchange") : "",
    });
    this.#steer();
    this.#minutesLeft();
    this.#bringNowIntoSight();
  }

  #bringNowIntoSight() {
    const index = this.view.get("now")?.index ?? -1;
    const row = /** @type {HTMLElement | null} */ (this.querySelector("[data-state=now]"));
    if (row && index !== this.#shown) this.piece("phases").scrollTop = row.offsetTop - row.offsetHeight;
    this.#shown = index;
  }

  /** @param {HTMLElement} row @param {any} phase */
  #phase(row, phase) {
    const isOpen = phase.index >= this.#firstOpen;
    row.dataset.state = phase.state;
    row.draggable = isOpen && this.me.leader;
    if (phase.state === "now") row.setAttribute("aria-current", "step");
    else row.removeAttribute("aria-current");
    fill(row, {
      title: inLanguage(phase.title),
      state: say("sheet", phase.state),
      minutes: say("sheet", "minutes", { minutes: phase.state === "done" && phase.spent_ms ? wholeMinutes(phase.spent_ms) : Math.abs(phase.minutes) }),
    });
    const button = /** @type {HTMLButtonElement} */ (row.querySelector("button"));
    button.disabled = !this.me.leader;
    button.dataset.index = String(phase.index);
  }

  #steer() {
    const [room, now] = [this.view.get("room"), this.view.get("now")];
    const next = now ? this.#phases[now.index + 1] : null;
    const isOpen = room.state === "open";
    showOnly(this, [
      isOpen && now ? "extend" : "",
      isOpen ? (next ? "next" : "last") : "",
      isOpen ? (this.view.get("round") ? "close-round" : "open-round") : "",
      room.state === "ended" ? "" : "ask",
    ]);
    fill(this, { next: next ? say("sheet", "next_is", { title: inLanguage(next.title) }) : "" });
    const left = notReached(this.view);
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-do=next_phase]"))) {
      button.dataset.fields = JSON.stringify({ after: now?.index ?? 0 });
      button.dataset.about = left;
      button.dataset.dialog = left && "unfinished-dialog";
    }
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-do=extend_phase]"))) {
      button.dataset.fields = JSON.stringify({ index: now?.index ?? 0, minutes: Number(button.dataset.minutes) });
    }
  }

  #minutesLeft() {
    const now = this.view.get("now");
    const row = /** @type {HTMLElement | null} */ (this.querySelector("[data-state=now]"));
    if (!now || !row || this.view.get("room").state !== "open") return;
    const left = now.ends_at - this.view.now();
    const minutes = left < 0 ? wholeMinutes(-left) : minutesLeft(left);
    fill(row, { minutes: say("sheet", left < 0 ? "over" : "left", { minutes }) });
  }

  /** @param {EventTarget | null} target */
  #indexOf(target) {
    return Number(/** @type {HTMLElement} */ (target)?.closest?.("[data-key]")?.getAttribute("data-key") ?? -1);
  }

  /** Alt and an arrow moves the phase one is on. @param {KeyboardEvent} event */
  async #key(event) {
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : 0;
    if (!step) return;
    event.preventDefault();
    const from = this.#indexOf(event.target);
    await this.#move(from, from + step);
    /** @type {HTMLElement | null} */ (this.querySelector(`[data-key="${from + step}"] button`))?.focus();
  }

  /** Move a phase, and change it on the way. @param {number} from @param {number} to @param {object} [changed] */
  #move(from, to, changed) {
    const phases = this.#phases.slice();
    const isAllowed = Math.min(from, to) >= this.#firstOpen && to < phases.length;
    if (!isAllowed || (from === to && !changed)) return;
    const [moved] = phases.splice(from, 1);
    phases.splice(to, 0, { ...moved, ...changed });
    return this.ask("change_run_sheet", { phases: phases.map(({ state: _state, spent_ms: _spent, ...phase }) => phase) });
  }

  /** @param {MouseEvent} event */
  #open(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-index]");
    const index = Number(button?.getAttribute("data-index"));
    if (button) this.dispatchEvent(new CustomEvent("phase:open", { bubbles: true, detail: { index, first: this.#firstOpen } }));
  }
}

/** Who still waits in the round, in words; "" when nobody does. @param {import("../lib/room-view.js").RoomView} view */
export function notReached(view) {
  const order = /** @type {any[]} */ (view.get("round")?.order ?? []);
  const left = order.filter((turn) => turn.state === "waiting").map((turn) => view.name(turn.person));
  return left.length ? say("sheet", "not_reached", { count: left.length, names: namesInARow(left) }) : "";
}

customElements.define("run-sheet", RunSheet);
