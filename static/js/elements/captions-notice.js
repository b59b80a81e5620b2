// @ts-check
/** Tells whoever speaks that their words are written for those who need it, and lets them say no. */
import { RoomElement } from "../lib/room-element.js";
import { fill, showOnly } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

/** @typedef {import("../lib/captions/writer.js").Writer} Writer */

const AGAIN_AFTER = 2000;
const OFF = { on: false, refused: false, engine: "" };

class CaptionsNotice extends RoomElement {
  #told = OFF;
  #isShown = false;
  /** Fetched when somebody reads for the first time. @type {Promise<void> | undefined} */
  #coming;
  /** @type {Writer | undefined} */
  #writer;

  start() {
    this.hear(this.app.line, "media", ({ detail }) => detail.kind === "captions" && this.#hear(detail));
    this.hear(this.app.line, "state", ({ detail }) => this.#line(detail.state));
    for (const type of ["media:ready", "media:change"]) this.hear(this.app, type, () => this.#render());
    this.hear(this.piece("refuse"), "click", () => this.#refuse(true));
    this.hear(this.piece("allow"), "click", () => this.#refuse(false));
    this.hear(this.piece("install"), "click", () => this.#install());
    this.hear(this.piece("close"), "click", () => this.#fold());
    this.see(["me", "room"], () => this.#render());
    this.signal.addEventListener("abort", () => this.#writer?.want(null));
    this.#line(this.app.line.state);
  }

  get #media() {
    return /** @type {{media?: import("../lib/media/media-engine.js").Media}} */ (this.app).media;
  }

  /** Whether I have said no; it holds over a reload, and goes with the tab. */
  get #hasRefused() {
    return this.kept("captions-refused") !== "";
  }

  /** For the server a new line is a new device; what holds is told to whoever asks for captions, or for none.
   * @param {string} state */
  #line(state) {
    if (state !== "connected") {
      this.#told = OFF;
      return this.#render();
    }
    if (this.#hasRefused) this.app.line.media("refuse_captions", { on: true });
    this.#writer?.tellAgain();
  }

  /** @param {any} told */
  #hear(told) {
    this.#told = told;
    this.#render();
  }

  #render() {
    const { on, engine } = this.#told;
    const isMine = on && this.#media?.state === "on";
    const hasRefused = this.#hasRefused || this.#told.refused;
    const isWritten = isMine && !hasRefused;
    this.#want(isWritten, engine);
    const { source = "", canInstall = false } = this.#writer ?? {};
    const state = hasRefused ? "refused" : source === "none" ? "none" : "on";
    this.#show(isMine, state);
    showOnly(this, [hasRefused ? "refused" : state === "on" ? "written" : "", isWritten && canInstall ? "install" : ""]);
  }

  /** @param {boolean} isMine @param {string} state */
  #show(isMine, state) {
    const notice = /** @type {HTMLDetailsElement} */ (this.piece("notice"));
    const title = say("captions", state === "on" ? "title_on" : "title_off");
    const words = say("captions", `speaker_${state}`);
    // Anew each time they are turned on: nobody is to speak without knowing.
    if (isMine && !this.#isShown) notice.open = true;
    notice.hidden = !isMine;
    this.#isShown = isMine;
    fill(this, { title, words });
    const announced = isMine ? `${title}: ${words}` : "";
    const line = /** @type {HTMLElement} */ (this.querySelector("[data-slot=announced]"));
    if (line.textContent !== announced) line.textContent = announced;
  }

  /** One line stays, that can be opened again: nobody is to forget that words are written. */
  #fold() {
    const notice = /** @type {HTMLDetailsElement} */ (this.piece("notice"));
    notice.open = false;
    notice.querySelector("summary")?.focus();
  }

  /** @param {boolean} isWritten @param {string} engine */
  #want(isWritten, engine) {
    const place = this.me.place ?? "";
    const track = this.#media?.voiceTrack ?? null;
    const speaking = { track, place, hasEngine: engine !== "none", isEngineUp: engine === "up" };
    if (isWritten) this.#coming ??= this.#fetch();
    else this.#writer?.want(null);
    if (isWritten && this.#writer) this.#writer.want(speaking);
  }

  /** @param {number} [attempt] some browsers keep it in mind that a file has failed */
  async #fetch(attempt = 0) {
    try {
      const { Writer } = await import(`../lib/captions/writer.js${attempt ? `?again=${attempt}` : ""}`);
      this.#writer = new Writer(this.app.line, () => this.#render());
      this.#render();
    } catch (failed) {
      if (!(failed instanceof TypeError)) throw failed; // no fault of the line
      setTimeout(() => this.#fetch(attempt + 1), AGAIN_AFTER);
    }
  }

  /** @param {boolean} on */
  async #refuse(on) {
    this.keep("captions-refused", on ? "1" : "");
    this.#told = { ...this.#told, refused: on };
    this.#render();
    await this.app.line.media("refuse_captions", { on });
  }

  async #install() {
    const button = this.piece("install");
    button.setAttribute("aria-busy", "true");
    await this.#writer?.install();
    button.removeAttribute("aria-busy");
    this.#render();
  }
}

customElements.define("captions-notice", CaptionsNotice);
