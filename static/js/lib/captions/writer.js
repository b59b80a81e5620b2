// @ts-check
/** Has my words written while somebody wants to read them: by this device itself, else by the municipality's own engine. */
import { install, OwnRecognition } from "./on-device.js";
import { onDevice } from "./own-speech.js";
import { SoundPieces } from "./sound-pieces.js";

/** @typedef {"device" | "engine" | "none"} Source */
/** @typedef {{track: MediaStreamTrack | null, place: string, hasEngine: boolean, isEngineUp: boolean}} Speaking track: my microphone while it is on */

// A slow line has other things to carry: what would come too late is left out.
const MOST_ON_THE_WAY = 8;

export class Writer {
  #line;
  #changed;
  /** @type {Speaking | null} */
  #wish = null;
  /** @type {{stop: () => void} | null} */
  #going = null;
  /** What the going one was begun for. */
  #begun = "";
  #onTheWay = 0;
  /** What this device can do: not asked before somebody wants to read. @type {ReturnType<typeof onDevice> | null} */
  #device = null;
  #hasFailed = false;
  /** @type {Source | ""} "" while it is not known */
  source = "";
  /** Whether the device could, if its person lets it fetch what it needs. */
  canInstall = false;
  language = "";

  /** @param {import("../connection.js").Connection} line @param {() => void} changed */
  constructor(line, changed) {
    this.#line = line;
    this.#changed = changed;
  }

  /** What is wanted of me now; null when nobody reads, or I have said no. @param {Speaking | null} wish */
  async want(wish) {
    this.#wish = wish;
    if (!wish) return this.#stop();
    await this.#look(wish.hasEngine);
    if (this.#wish === wish) this.#begin(wish);
  }

  /** Have the device fetch what it needs to write by itself; only when its person has asked for that. */
  async install() {
    await install(this.language);
    this.#device = null;
    this.#hasFailed = false;
    if (this.#wish) await this.want(this.#wish);
  }

  /** @param {boolean} hasEngine */
  async #look(hasEngine) {
    const { state, language } = await (this.#device ??= onDevice());
    const isReady = state === "available" && !this.#hasFailed;
    const source = isReady ? "device" : hasEngine ? "engine" : "none";
    this.canInstall = state === "downloadable" && !this.#hasFailed;
    this.language = language;
    if (source === this.source) return;
    this.source = source;
    this.#line.media("caption_source", { source });
    this.#changed();
  }

  /** After the line was gone the server knows nothing of us. */
  tellAgain() {
    if (this.source) this.#line.media("caption_source", { source: this.source });
  }

  /** In another place it begins anew: what was begun in the one is not told on in the other. @param {Speaking} wish */
  #begin({ track, place, isEngineUp }) {
    const isReady = track && (this.source === "device" || (this.source === "engine" && isEngineUp));
    const begun = isReady ? `${this.source} ${track.id} ${place}` : "";
    if (begun === this.#begun) return;
    this.#stop();
    this.#begun = begun;
    if (!isReady) return;
    if (this.source === "device") this.#recognise(track);
    else this.#send(track);
  }

  /** @param {MediaStreamTrack} track */
  #recognise(track) {
    const say = (/** @type {string} */ id, /** @type {string} */ text, /** @type {boolean} */ final) => this.#line.media("caption", { id, text, final });
    const own = new OwnRecognition(this.language, track, say, () => this.#fail());
    this.#going = own;
    own.start();
  }

  #fail() {
    this.#hasFailed = true;
    if (this.#wish) this.want(this.#wish);
  }

  /** @param {MediaStreamTrack} track */
  #send(track) {
    const pieces = new SoundPieces();
    this.#going = pieces;
    pieces.start(track, (sound) => this.#sendPiece(sound)).catch(() => this.#going === pieces && this.#stop());
  }

  /** @param {ArrayBuffer} sound */
  async #sendPiece(sound) {
    if (this.#onTheWay >= MOST_ON_THE_WAY) return;
    this.#onTheWay++;
    await this.#line.media("sound", { sound });
    this.#onTheWay--;
  }

  #stop() {
    this.#going?.stop();
    this.#going = null;
    this.#begun = "";
  }
}
