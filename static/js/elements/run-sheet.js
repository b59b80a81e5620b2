// @ts-check
/** The evening for those who lead: done, now and next; what is to come can be moved and given other minutes. */
import { RoomElement } from "../lib/room-element.js";
import { fill, keep, showOnly, stamp } from "../lib/room-rows.js";
import { wholeMinutes } from "../lib/room-time.js";
import { inLanguage, say } from "../lib/room-words.js";

const LEAST_EXCHANGE = 0.4;

class RunSheet extends RoomElement {
  #dragged = -1;
  #shown = -1;

  start() {
    this.see(["sheet", "now", "room", "round"], () => this.#render());
    this.hear(this, "dragstart", (event) => (this.#dragged = this.#indexOf(event.target)));
    this.hear(this, "dragover", (event) => this.#over(event));
    this.hear(this, "drop", (event) => this.#drop(event));
    this.hear(this, "keydown", (event) => this.#key(event));
    this.hear(this, "click", (event) => this.#open(event));
    this.hear(this.app, "submit", (event) => this.#change(event));
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
    if (row && index !== this.#shown) this.piece("phases").scrollTop = row.offsetTop - this.piece("phases").offsetTop - row.offsetHeight;
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
    showOnly(this, [room.state === "open" && next ? "next" : "", room.state === "open" && now ? "extend" : "", this.view.get("round") ? "close-round" : "", room.state === "open" && !next ? "last" : "", room.state === "open" && !this.view.get("round") ? "open-round" : ""]);
    fill(this, { next: next ? say("sheet", "next_is", { title: inLanguage(next.title) }) : "" });
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-do=next_phase]"))) {
      button.dataset.fields = JSON.stringify({ after: now?.index ?? 0 });
    }
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-do=extend_phase]"))) {
      button.dataset.fields = JSON.stringify({ index: now?.index ?? 0, minutes: Number(button.dataset.minutes) });
    }
  }

  #minutesLeft() {
    const now = this.view.get("now");
    const row = /** @type {HTMLElement | null} */ (this.querySelector("[data-state=now]"));
    if (!now || !row || this.view.get("room").state !== "open") return;
    const left = wholeMinutes(now.ends_at - this.view.now());
    fill(row, { minutes: say("sheet", left < 0 ? "over" : "left", { minutes: Math.abs(left) }) });
  }

  /** @param {EventTarget | null} target */
  #indexOf(target) {
    return Number(/** @type {HTMLElement} */ (target)?.closest?.("[data-key]")?.getAttribute("data-key") ?? -1);
  }

  /** @param {DragEvent} event */
  #over(event) {
    const index = this.#indexOf(event.target);
    for (const each of this.querySelectorAll("[data-dropping]")) each.removeAttribute("data-dropping");
    if (index < this.#firstOpen || this.#dragged < 0) return;
    event.preventDefault();
    this.querySelector(`[data-key="${index}"]`)?.setAttribute("data-dropping", "");
  }

  /** @param {DragEvent} event */
  #drop(event) {
    event.preventDefault();
    this.querySelector("[data-dropping]")?.removeAttribute("data-dropping");
    this.#move(this.#dragged, this.#indexOf(event.target));
    this.#dragged = -1;
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

  /** @param {number} from @param {number} to */
  #move(from, to) {
    const phases = this.#phases.slice();
    if (Math.min(from, to) < this.#firstOpen || to >= phases.length || from === to) return;
    phases.splice(to, 0, ...phases.splice(from, 1));
    return this.#save(phases);
  }

  /** @param {any[]} phases */
  #save(phases) {
    return this.ask("change_run_sheet", { phases: phases.map(({ state: _state, spent_ms: _spent, ...phase }) => phase) });
  }

  /** @param {MouseEvent} event */
  #open(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-index]");
    if (!button) return;
    const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("phase-dialog"));
    const index = Number(button.getAttribute("data-index"));
    const phase = this.#phases[index];
    const isOpen = index >= this.#firstOpen;
    const isLive = this.view.get("room").state === "open" && phase.minutes > 0;
    dialog.dataset.index = String(index);
    fill(dialog, { title: inLanguage(phase.title), prompt: inLanguage(phase.prompt) });
    showOnly(dialog, [isOpen ? "change" : "", isLive && phase.state !== "now" ? "begin" : ""]);
    const form = /** @type {any} */ (dialog.querySelector("form"));
    form.elements.minutes.value = Math.abs(phase.minutes);
    form.elements.exchange.checked = phase.exchange;
    /** @type {HTMLElement} */ (dialog.querySelector("[data-do=begin_phase]")).dataset.fields = JSON.stringify({ index });
    for (const mover of /** @type {NodeListOf<HTMLButtonElement>} */ (dialog.querySelectorAll("[data-move]"))) {
      const to = index + Number(mover.dataset.move);
      mover.disabled = to < this.#firstOpen || to >= this.#phases.length;
    }
    dialog.showModal();
  }

  /** @param {SubmitEvent} event */
  async #change(event) {
    const dialog = /** @type {HTMLElement} */ (event.target).closest("dialog");
    if (dialog?.id !== "phase-dialog") return;
    event.preventDefault();
    const index = Number(dialog.dataset.index);
    const form = /** @type {any} */ (event.target);
    const phases = this.#phases.slice();
    const minutes = Number(form.elements.minutes.value) * Math.sign(phases[index].minutes);
    phases[index] = { ...phases[index], minutes, exchange: form.elements.exchange.checked };
    const to = index + Number(event.submitter?.dataset.move ?? 0);
    phases.splice(to, 0, ...phases.splice(index, 1));
    dialog.close();
    await this.#save(phases);
  }
}

customElements.define("run-sheet", RunSheet);
