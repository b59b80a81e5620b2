// @ts-check
/** Four short questions at the end. The answers are one's own; the leaders see only what the group says together. */
import { RoomElement } from "../lib/room-element.js";
import { fill, showOnly } from "../lib/room-rows.js";
import { decimal, say } from "../lib/room-words.js";

class SessionCheck extends RoomElement {
  #isAgain = false;

  start() {
    this.see(["me", "room", "now", "check", "sheet"], () => this.#render());
    this.hear(this, "asked", () => this.#turn(false));
    this.hear(this.piece("again"), "click", () => this.#turn(true));
  }

  /** @param {boolean} isAgain */
  #turn(isAgain) {
    this.#isAgain = isAgain;
    this.#render();
  }

  #render() {
    const phases = /** @type {any[]} */ (this.view.get("sheet").phases);
    const isAsked = this.view.get("room").state === "ended" || phases.some((phase) => phase.tool === "session_check" && phase.state !== "next");
    const { check, staff, leader } = this.me;
    const means = this.view.get("check");
    this.hidden = !isAsked || (staff && !leader);
    const shown = staff ? "group" : check && !this.#isAgain ? "answered" : "form";
    const isThanked = shown === "answered" && this.contains(document.activeElement);
    showOnly(this, [shown]);
    if (isThanked) this.#thank();
    if (check) this.#put(check);
    if (leader) fill(this, { answered: say("check", "answered", { count: means.answered }), means: this.#means(means.means) });
  }

  /** The form was long and is gone: keep the thanks in sight, and the keyboard here. */
  #thank() {
    this.focus({ preventScroll: true });
    this.scrollIntoView({ block: "center" });
  }

  /** @param {Record<string, number>} check */
  #put(check) {
    for (const [name, value] of Object.entries(check)) {
      const step = /** @type {HTMLInputElement | null} */ (this.querySelector(`[name="${name}"][value="${value}"]`));
      if (step && !this.#isAgain) step.checked = true;
    }
  }

  /** @param {Record<string, number> | null} means */
  #means(means) {
    if (!means) return say("check", "too_few");
    return Object.entries(means).map(([name, mean]) => `${say("check", name)}: ${decimal(mean)}`).join(" · ");
  }
}

customElements.define("session-check", SessionCheck);
