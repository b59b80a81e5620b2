// @ts-check
import { answerOutbox } from "../lib/answer-outbox.js";
import { LivingElement } from "../lib/living-element.js";
import "./written-answer.js";
import "./quiz-block.js";
import "./many-quiz.js";
import "./true-false-quiz.js";
import "./order-quiz.js";
import "./match-quiz.js";
import "./line-quiz.js";
import "./checklist-block.js";
import "./scale-block.js";
import "./ticked-answer.js";
import "./energy-log.js";
import "./training-log.js";
import "./network-map.js";
import "./spoken-captions.js";
import "./saved-answer.js";

/** Reading a module: sends what waits, opens the list of pages where there is room, and goes on only with a line. */
class ModuleReader extends LivingElement {
  /** @param {AbortSignal} signal */
  arrives(signal) {
    answerOutbox().start(signal);
    const contents = this.querySelector("details");
    const wide = matchMedia("(min-width: 62rem)");
    const fit = () => contents && (contents.open = wide.matches);
    wide.addEventListener("change", fit, { signal });
    fit();
    this.addEventListener("submit", (event) => this.#goOn(event), { signal });
    addEventListener("online", () => this.#waits(false), { signal });
  }

  /** Without a line the next page cannot come: stay here, where everything is. @param {Event} event */
  #goOn(event) {
    if (navigator.onLine) return;
    event.preventDefault();
    this.#waits(true);
  }

  /** @param {boolean} isWaiting */
  #waits(isWaiting) {
    const line = /** @type {HTMLElement | null} */ (this.querySelector(".module-page__waits"));
    if (line) line.hidden = !isWaiting;
  }
}

customElements.define("module-reader", ModuleReader);
