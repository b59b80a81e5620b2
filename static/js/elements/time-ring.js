// @ts-check
/** Time left as a quiet ring, by the server's clock. `from` and `until` are set by the element around it. */
import { RoomElement } from "../lib/room-element.js";
import { fill } from "../lib/room-rows.js";
import { countdown, minutesLeft, wholeMinutes } from "../lib/room-time.js";
import { say } from "../lib/room-words.js";

class TimeRing extends RoomElement {
  #from = 0;
  #until = 0;

  start() {
    const timer = setInterval(() => this.#render(), 1000);
    this.signal.addEventListener("abort", () => clearInterval(timer));
  }

  /** @param {number} from @param {number} until milliseconds; 0 hides the ring */
  between(from, until) {
    this.#from = from;
    this.#until = until;
    this.hidden = !until;
    this.#render();
  }

  #render() {
    if (this.hidden || !this.#until) return;
    const left = this.#until - this.view.now();
    const share = Math.max(0, Math.min(1, left / Math.max(1, this.#until - this.#from)));
    const minutes = minutesLeft(left);
    const isOver = left <= 0;
    this.toggleAttribute("data-over", isOver);
    this.piece("left").setAttribute("stroke-dasharray", `${Math.round(share * 100)} 100`);
    const isLast = !isOver && left < 60_000;
    const number = isOver ? `+${wholeMinutes(-left)}` : isLast ? countdown(left) : String(minutes);
    fill(this, { number, unit: say("clock", isOver ? "over" : isLast ? "left" : "minutes_left") });
    this.setAttribute("aria-label", say("clock", isOver ? "time_is_up" : "label", { minutes }));
  }
}

customElements.define("time-ring", TimeRing);
