// @ts-check
import { answerOutbox } from "../lib/answer-outbox.js";
import { LivingElement } from "../lib/living-element.js";
import { word } from "../lib/module-words.js";

/** @typedef {import("../lib/answer-fields.js").AnswerFields} AnswerFields */

// Long enough not to send every letter, short enough that "saved" comes while one still looks.
const PAUSE_MS = 700;

/** Keeps one answer: sends it as it is written, says how that goes, and offers a choice when two devices wrote. */
class SavedAnswer extends LivingElement {
  #revision = Number(this.dataset.revision ?? 0);
  #version = Number(this.dataset.version ?? 0);
  #timer = 0;
  /** What waits was written in another version of the module. */
  #isFromBefore = false;
  /** @type {Record<string, any> | null} */
  #other = null;

  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.addEventListener("answer-written", () => this.#keep(), { signal });
    this.addEventListener("change", (event) => this.#isSharing(event.target) && this.#keep(), { signal });
    this.addEventListener("click", (event) => this.#choose(event.target), { signal });
    const outbox = answerOutbox();
    const hear = (/** @type {string} */ what, /** @type {(reply: any) => void} */ act) =>
      outbox.addEventListener(what, (event) => this.#isMine(event) && act(/** @type {CustomEvent} */ (event).detail.reply), { signal });
    hear("saved", (reply) => this.#saved(reply));
    hear("parted", (reply) => this.#parted(reply));
    hear("refused", (reply) => this.#say("waiting", word(reply.why)));
    hear("waiting", () => this.#say("waiting", word(outbox.isKept ? "waiting" : "unkept")));
    hear("signed-out", () => this.#say("waiting", word("signed_out")));
    this.#restore();
  }

  get #address() {
    return this.dataset.address ?? "";
  }

  get #fields() {
    return /** @type {AnswerFields} */ (this.firstElementChild);
  }

  get #sharing() {
    const chosen = /** @type {HTMLInputElement | null} */ (this.querySelector(".sharing input:checked"));
    return chosen?.value ?? this.dataset.sharedWith ?? "nobody";
  }

  #restore() {
    if (!this.#address) return this.#say("", word("preview"));
    const entry = answerOutbox().entry(this.#address);
    const mine = entry?.latest ?? entry?.sending;
    if (mine) {
      // Written in another version of the module, whose choices may stand in another order: the server brings it along.
      this.#isFromBefore = (mine.version ?? this.#version) !== this.#version;
      if (!this.#isFromBefore) this.#show(mine);
      this.#say("waiting", word(entry?.refused || "waiting"));
    } else if (entry?.held) this.#offer(entry.held.value);
  }

  /** @param {{value: Record<string, any>, shared_with: string}} written */
  #show({ value, shared_with }) {
    this.#fields.show(value);
    const choice = /** @type {HTMLInputElement | null} */ (this.querySelector(`.sharing input[value="${shared_with}"]`));
    if (choice) choice.checked = true;
  }

  #keep() {
    if (!this.#address) return;
    answerOutbox().keep(this.#address, { value: this.#fields.value, shared_with: this.#sharing, version: this.#version }, this.#revision);
    this.#say("saving", word("saving"));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => answerOutbox().send(), PAUSE_MS);
  }

  /** @param {any} reply */
  #saved({ stored, other }) {
    this.#revision = stored.revision;
    if (this.#isFromBefore && !answerOutbox().entry(this.#address)) {
      this.#isFromBefore = false;
      this.#show(stored);
    }
    if (other) this.#offer(other);
    else if (!answerOutbox().entry(this.#address)) this.#say("saved", word("saved_at", { time: stored.at }));
  }

  /** What the other device wrote is newer and stands on the server; what is here is not lost. @param {any} reply */
  #parted({ stored }) {
    this.#revision = stored.revision;
    this.#offer(stored.value);
  }

  /** @param {Record<string, any>} other */
  #offer(other) {
    this.#other = other;
    const panel = /** @type {HTMLElement} */ (this.querySelector(".answer__other"));
    /** @type {HTMLElement} */ (panel.querySelector(".answer__other-words")).textContent = this.#fields.words(other);
    panel.hidden = false;
    this.#say("waiting", word("choose"));
  }

  /** @param {EventTarget | null} target */
  #choose(target) {
    const choice = target instanceof HTMLElement ? target.dataset.choice : undefined;
    if (!choice || !this.#other) return;
    if (choice === "other") this.#fields.show(this.#other);
    this.#other = null;
    /** @type {HTMLElement} */ (this.querySelector(".answer__other")).hidden = true;
    this.#keep();
  }

  /** @param {EventTarget | null} target */
  #isSharing(target) {
    return target instanceof HTMLElement && target.closest(".sharing") !== null;
  }

  /** @param {Event} event */
  #isMine(event) {
    return /** @type {CustomEvent} */ (event).detail.address === this.#address;
  }

  /** @param {string} state @param {string} words */
  #say(state, words) {
    const line = /** @type {HTMLElement} */ (this.querySelector(".save-state"));
    line.dataset.state = state;
    if (line.textContent !== words) line.textContent = words;
  }
}

customElements.define("saved-answer", SavedAnswer);
