// @ts-check
/** My microphone. Once open it stays so until I leave, silent while it is off: nobody is asked twice. */
import { openMicrophone } from "./devices.js";
import { Level } from "./levels.js";
import { OwnDevice } from "./own-device.js";
import { Speech } from "./speech.js";

export class Microphone extends OwnDevice {
  #speech = new Speech();
  #heard;
  /** @type {Level | null} */
  #meter = null;
  level = 0;

  /** @param {() => void} lost @param {(hasSpeechChanged: boolean) => void} heard ten times a second */
  constructor(lost, heard) {
    super(openMicrophone, lost);
    this.#heard = heard;
  }

  get isSpeaking() {
    return this.#speech.isOn;
  }

  rest() {
    if (this.track) this.track.enabled = false;
    this.#hear(0);
  }

  /** @param {MediaStreamTrack} track */
  opened(track) {
    this.#meter?.close();
    this.#meter = new Level(new MediaStream([track]), (level) => this.#hear(level));
  }

  closed() {
    this.#meter?.close();
    this.#meter = null;
    this.#hear(0);
  }

  /** @param {number} level */
  #hear(level) {
    const isHeard = this.isOn && this.track?.enabled;
    this.level = isHeard ? level : 0;
    this.#heard(isHeard ? this.#speech.hear(level) : this.#speech.end());
  }
}
