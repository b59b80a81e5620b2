// @ts-check
/** The browser's own recognition, where it runs on the device itself. Otherwise it is never begun: a voice is health data. */

import { recognition } from "./own-speech.js";

const AGAIN_AFTER = 400;
const LONGEST_WAIT = 20_000;
// A line grows word by word: so often it is told.
const TELL_EVERY = 350;
// What comes by itself when nobody speaks; with anything else this device cannot.
const HARMLESS = new Set(["no-speech", "aborted"]);

/** Fetch what the device needs for it; only when its person has asked for that. @param {string} language @returns {Promise<boolean>} */
export async function install(language) {
  return recognition().install({ langs: [language], processLocally: true }).catch(() => false);
}

export class OwnRecognition {
  #run = 0;
  #wait = AGAIN_AFTER;
  #isOver = false;
  /** @type {any} */
  #going;
  /** @type {Map<string, string>} */
  #untold = new Map();
  #timer = 0;

  /** @param {string} language @param {MediaStreamTrack} track
   * @param {(id: string, text: string, final: boolean) => void} heard @param {() => void} failed */
  constructor(language, track, heard, failed) {
    this.language = language;
    this.track = track;
    this.heard = heard;
    this.failed = failed;
  }

  start() {
    const going = new (recognition())();
    going.processLocally = true;
    if (going.processLocally !== true) return this.failed();
    Object.assign(going, { lang: this.language, continuous: true, interimResults: true });
    const run = `${Date.now().toString(36)}-${this.#run++}`;
    going.onresult = (/** @type {any} */ event) => this.#take(run, event);
    going.onerror = (/** @type {any} */ event) => !this.#isOver && !HARMLESS.has(event.error) && this.#fail();
    going.onend = () => this.#again();
    this.#going = going;
    going.start(this.track);
  }

  stop() {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#going?.abort();
  }

  /** @param {string} run @param {any} event */
  #take(run, event) {
    this.#wait = AGAIN_AFTER;
    for (let index = event.resultIndex; index < event.results.length; index++) {
      const { isFinal, 0: best } = event.results[index];
      const id = `${run}-${index}`;
      if (isFinal) this.#untold.delete(id);
      if (isFinal) this.heard(id, best.transcript, true);
      else this.#untold.set(id, best.transcript);
    }
    this.#timer ||= window.setTimeout(() => this.#tell(), TELL_EVERY);
  }

  #tell() {
    this.#timer = 0;
    if (!this.#isOver) for (const [id, text] of this.#untold) this.heard(id, text, false);
    this.#untold.clear();
  }

  /** It ends by itself now and then. */
  #again() {
    if (this.#isOver) return;
    setTimeout(() => !this.#isOver && this.start(), this.#wait);
    this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT);
  }

  #fail() {
    this.stop();
    this.failed();
  }
}
