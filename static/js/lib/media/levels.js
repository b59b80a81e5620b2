// @ts-check
/** How loud it is: 0 for silence, 1 for a voice close by. */

const EVERY_MS = 100;
const QUIET_DB = -60;
const LOUD_DB = -12;

/** @type {AudioContext | undefined} */
let context;

/** Browsers keep it quiet until somebody has pressed something: call it from a press. */
export async function wakeLevels() {
  if (context?.state === "suspended") await context.resume().catch(() => {});
}

/** Measures a stream until `close`. The stream itself stays as it is. */
export class Level {
  #timer;
  #source;
  #analyser;
  #samples;

  /** @param {MediaStream} stream with a voice in it @param {(level: number) => void} hear ten times a second */
  constructor(stream, hear) {
    context ??= newContext();
    void wakeLevels();
    this.#analyser = context.createAnalyser();
    this.#analyser.fftSize = 1024;
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#source = context.createMediaStreamSource(stream);
    this.#source.connect(this.#analyser);
    this.#timer = setInterval(() => hear(this.now), EVERY_MS);
  }

  get now() {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return levelOf(this.#samples);
  }

  close() {
    clearInterval(this.#timer);
    this.#source.disconnect();
  }
}

/** After a reload nobody has pressed anything yet. */
function newContext() {
  for (const press of ["pointerdown", "keydown"]) addEventListener(press, wakeLevels, { once: true });
  return new AudioContext();
}

/** Ears hear by ratios, so the level goes by decibels. @param {Float32Array} samples */
export function levelOf(samples) {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibels = power > 0 ? 10 * Math.log10(power) : -Infinity;
  return Math.min(1, Math.max(0, (decibels - QUIET_DB) / (LOUD_DB - QUIET_DB)));
}
