// @ts-check
/** How the line is, in words, and how much waits to be sent. */
import { RoomElement } from "../lib/room-element.js";
import { say } from "../lib/room-words.js";

// A short gap is no news: most of them close again before anybody has read a word about them.
const QUIET_FOR = 1200;
// A line that rests was closed on purpose.
const GOOD = ["connected", "resting"];

class ConnectionState extends RoomElement {
  #timer = 0;

  start() {
    this.hear(this.app.line, "state", () => this.#soon());
    this.hear(this.app.line, "outbox", () => this.#soon());
    this.#soon();
  }

  #soon() {
    clearTimeout(this.#timer);
    const isGood = GOOD.includes(this.app.line.state) && this.#waiting === 0;
    this.#timer = setTimeout(() => this.#render(), isGood ? 0 : QUIET_FOR);
  }

  get #waiting() {
    return this.app.line.outbox.waiting.length;
  }

  #render() {
    const { state } = this.app.line;
    const waiting = this.#waiting;
    const words = [say("states", state), waiting ? say("states", "waiting", { count: waiting }) : ""];
    this.dataset.state = state;
    this.dataset.waiting = String(waiting);
    this.textContent = words.filter(Boolean).join(" ");
  }
}

customElements.define("connection-state", ConnectionState);
