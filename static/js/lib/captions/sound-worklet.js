// @ts-check
/** Runs beside the page: makes 16,000 samples a second of the microphone's, and hands on pieces while somebody speaks. */

const { AudioWorkletProcessor, registerProcessor, sampleRate } = /** @type {any} */ (globalThis);

const RATE = 16_000;
// A quarter of a second. So many quiet pieces still go, for the engine to see that a sentence is over.
const PIECE = 4_000;
const QUIET_PIECES = 6;
// Speech is louder than this, and than what is always there.
const LEAST = 0.003;
const OVER_NOISE = 3;

class SoundPieces extends AudioWorkletProcessor {
  /** How many of the device's samples make one of ours. */
  #step = sampleRate / RATE;
  #sum = 0;
  #filled = 0;
  #piece = new Int16Array(PIECE);
  #count = 0;
  #energy = 0;
  #noise = 1;
  #quiet = QUIET_PIECES;
  /** The piece before somebody began to speak: the first sound of a word is in it. @type {Int16Array | null} */
  #before = null;

  /** @param {Float32Array[][]} inputs */
  process([[samples]]) {
    for (const sample of samples ?? []) this.#take(sample);
    return true;
  }

  /** Each of our samples is the mean of the time it stands for. @param {number} sample */
  #take(sample) {
    let rest = 1;
    while (rest > 0) {
      const part = Math.min(rest, this.#step - this.#filled);
      this.#sum += sample * part;
      this.#filled += part;
      rest -= part;
      if (this.#step - this.#filled > 1e-9) return;
      this.#add(this.#sum / this.#step);
      this.#sum = this.#filled = 0;
      if (rest < 1e-9) return;
    }
  }

  /** @param {number} sample */
  #add(sample) {
    const level = Math.max(-1, Math.min(1, sample));
    this.#energy += level * level;
    this.#piece[this.#count++] = level * 0x7fff;
    if (this.#count === PIECE) this.#finish();
  }

  #finish() {
    const level = Math.sqrt(this.#energy / PIECE);
    this.#noise = Math.min(level, this.#noise * 1.02 + 1e-5);
    this.#pass(this.#piece, level > Math.max(LEAST, OVER_NOISE * this.#noise));
    this.#piece = new Int16Array(PIECE);
    this.#count = this.#energy = 0;
  }

  /** @param {Int16Array} piece @param {boolean} isSpeech */
  #pass(piece, isSpeech) {
    this.#quiet = isSpeech ? 0 : this.#quiet + 1;
    const before = this.#before;
    this.#before = null;
    if (this.#quiet > QUIET_PIECES) {
      this.#before = piece;
      return;
    }
    for (const each of before ? [before, piece] : [piece]) this.port.postMessage(each.buffer, [each.buffer]);
  }
}

registerProcessor("sound-pieces", SoundPieces);
