// @ts-check
/** What is said, in writing, for whoever asks for it on this device: the latest lines large, and all of it to read back in. */
import { onDevice } from "../lib/captions/own-speech.js";
import { Reading } from "../lib/captions/reading.js";
import { Transcript } from "../lib/captions/transcript.js";
import { remember, remembered } from "../lib/remembered.js";
import { RoomElement } from "../lib/room-element.js";
import { fill, keep } from "../lib/room-rows.js";
import { namesInARow, say } from "../lib/room-words.js";

const CHOSEN = "media:captions";
const LATEST = 2;
const AGAIN_AFTER = 3000;
const OFF = { reading: false, engine: "", unwritten: {} };

class LiveCaptions extends RoomElement {
  #transcript = new Transcript();
  /** @type {Reading | undefined} */
  #reading;
  #told = OFF;
  #place = "";
  #hasEnded = false;
  #timer = 0;

  start() {
    const { line } = this.app;
    this.#reading = new Reading(this);
    this.hear(line, "media", ({ detail }) => this.#hear(detail));
    this.hear(line, "state", ({ detail }) => this.#line(detail.state));
    this.hear(line, "gone", () => this.#forget());
    this.hear(window, "pagehide", () => this.#forget());
    this.hear(document, "quick-exit", () => this.#forget());
    this.hear(this.app, "change", ({ target }) => target.matches("[data-captions]") && this.#turn(target.checked));
    this.hear(this.piece("off"), "click", () => this.#putAway());
    this.see(["me", "room", "people"], () => this.#look());
    this.#line(line.state);
    this.#offer();
  }

  get #isChosen() {
    return remembered(CHOSEN) !== "";
  }

  /** Only where words can be written: by the municipality's engine, or by devices such as this one. What is on can be turned off. */
  async #offer() {
    const canBeWritten = this.hasAttribute("data-engine") || (await onDevice()).state !== "unavailable";
    const offers = /** @type {NodeListOf<HTMLElement>} */ (this.app.querySelectorAll("[data-offers=captions]"));
    for (const offer of offers) offer.hidden = !canBeWritten && !this.#isChosen;
  }

  /** @param {boolean} on */
  #turn(on) {
    remember(CHOSEN, on ? "yes" : "");
    if (!on) this.#forget();
    this.#ask();
    this.#render();
  }

  /** Whoever goes by the keys goes on where they can be turned on again. */
  #putAway() {
    this.#turn(false);
    const ways = /** @type {HTMLElement | null} */ (this.app.querySelector("[data-dialog=media-ways-dialog]"));
    ways?.focus();
  }

  /** For the server a new line is a new device. Whoever wants no captions says so, and is told whether others do.
   * @param {string} state */
  #line(state) {
    if (state === "connected") this.#ask();
    else this.#told = OFF;
    this.#transcript.settle();
    this.#render();
  }

  async #ask() {
    clearTimeout(this.#timer);
    const answer = await this.app.line.media("captions", { on: this.#isChosen });
    if (!answer.ok && this.isConnected) this.#timer = window.setTimeout(() => this.#ask(), AGAIN_AFTER);
  }

  /** @param {any} heard */
  #hear(heard) {
    if (heard.kind === "captions") this.#told = heard;
    else if (heard.kind === "caption" && this.#isChosen) this.#transcript.take(heard, this.view.name(heard.person));
    else return;
    this.#render();
  }

  /** The session leaves nothing behind; if it goes on after all, it is asked anew. */
  #look() {
    const { place = "" } = this.me;
    if (place !== this.#place) this.#transcript.settle();
    this.#place = place;
    const hasEnded = this.view.get("room").state === "ended";
    if (hasEnded && !this.#hasEnded) this.#forget();
    if (!hasEnded && this.#hasEnded) this.#ask();
    this.#hasEnded = hasEnded;
    if (this.app.dataset.screen === "left") this.#forget();
    this.#render();
  }

  #forget() {
    this.#transcript.clear();
    this.#render();
  }

  #render() {
    // When the session is over only those who talk on ask for them again.
    const isOn = this.#isChosen && (this.#told.reading || !this.#hasEnded);
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (this.app.querySelectorAll("[data-captions]"))) box.checked = isOn;
    this.piece("panel").hidden = !isOn;
    const { lines } = this.#transcript;
    this.#latest(isOn ? lines.slice(-LATEST) : []);
    this.#reading?.show(lines.filter((line) => line.final));
    fill(this, { state: isOn ? this.#state(lines.length > 0) : "" });
  }

  /** @param {import("../lib/captions/transcript.js").Said[]} lines */
  #latest(lines) {
    keep(this.piece("latest"), lines, {
      key: (line) => line.key,
      make: () => this.#paragraph(),
      show: (row, { name, text }) => fill(row, { name, text }),
    });
  }

  #paragraph() {
    const row = document.createElement("p");
    for (const [tag, slot] of [["strong", "name"], ["span", "text"]]) {
      const part = document.createElement(tag);
      part.dataset.slot = slot;
      row.append(part, " ");
    }
    return row;
  }

  /** What is missing, and why; else that there is nothing to read yet. @param {boolean} hasLines */
  #state(hasLines) {
    const { reading, engine, unwritten } = this.#told;
    if (!reading) return say("captions", "coming");
    const missing = ["refused", "cannot"].map((why) => {
      const names = Object.entries(unwritten).filter(([, each]) => each === why).map(([person]) => this.view.name(person));
      return names.length ? say("captions", why, { names: namesInARow(names) }) : "";
    });
    const sentences = [engine === "away" ? say("captions", "away") : "", ...missing].filter(Boolean);
    return sentences.join(" ") || (hasLines ? "" : say("captions", "waiting"));
  }
}

customElements.define("live-captions", LiveCaptions);
