// @ts-check
/** A device of mine that is on or off. It is opened once, whoever asks meanwhile, and the last wish counts. */

export class OwnDevice {
  #open;
  #lost;
  /** @type {MediaStreamTrack | null} */
  track = null;
  isOn = false;
  /** @type {Promise<MediaStreamTrack> | null} */
  #opening = null;

  /** @param {() => Promise<MediaStreamTrack>} open @param {() => void} lost it was pulled out, or ended by the browser's own bar */
  constructor(open, lost) {
    this.#open = open;
    this.#lost = lost;
  }

  /** Rejects with a DeviceTrouble when it does not open. @param {boolean} on @returns {Promise<boolean>} whether it is as asked */
  async turn(on) {
    this.isOn = on;
    if (!on) this.rest();
    else if (!this.track) await this.#take();
    else this.track.enabled = true;
    return this.isOn === on;
  }

  /** One that is open already. @param {MediaStreamTrack | null} track */
  take(track) {
    if (!track) return;
    if (this.track && this.track !== track) this.track.stop();
    this.track = track;
    this.isOn = true;
    track.onended = () => this.#ended(track);
    this.opened(track);
  }

  /** What is off is let go: its light goes out. */
  rest() {
    this.close();
  }

  close() {
    this.isOn = false;
    const track = this.track;
    this.track = null;
    if (!track) return;
    track.onended = null;
    track.stop();
    this.closed();
  }

  /** @param {MediaStreamTrack} _track */
  opened(_track) {}

  closed() {}

  async #take() {
    this.#opening ??= this.#open();
    const opening = this.#opening;
    try {
      const track = await opening;
      if (this.#opening !== opening) return; // somebody else who asked has it already
      this.#opening = null;
      if (this.isOn) this.take(track);
      else track.stop();
    } catch (trouble) {
      if (this.#opening === opening) this.#opening = null;
      this.isOn = false;
      throw trouble;
    }
  }

  /** @param {MediaStreamTrack} track */
  #ended(track) {
    if (track !== this.track) return;
    this.close();
    this.#lost();
  }
}
