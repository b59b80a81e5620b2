// @ts-check
/** One thing that is sent over a connection: a track, or nothing, and how much it may take. */

/** @typedef {{track: MediaStreamTrack | null, kbps: number, isText?: boolean}} Sent isText: sharp rather than smooth */

export class LineOut {
  #sender;
  #kbps = 0;
  /** @type {Sent} */
  #wish = { track: null, kbps: 0 };
  /** @type {Promise<void>} */
  #busy = Promise.resolve();

  /** @param {RTCRtpSender} sender */
  constructor(sender) {
    this.#sender = sender;
  }

  /** The last wish counts, whatever is still being done about those before. @param {Sent} wish */
  send(wish) {
    this.#wish = wish;
    this.#busy = this.#busy.then(() => this.#fulfil()).catch(() => {}); // closed meanwhile: nothing is sent any more
  }

  async #fulfil() {
    const { track, kbps, isText = false } = this.#wish;
    if (this.#sender.track !== track) await this.#sender.replaceTrack(track);
    if (track && kbps !== this.#kbps && (await this.#limit(kbps, isText))) this.#kbps = kbps;
  }

  /** @param {number} kbps @param {boolean} isText @returns {Promise<boolean>} false as long as the two have not agreed on how to send */
  async #limit(kbps, isText) {
    const parameters = this.#sender.getParameters();
    const [encoding] = parameters.encodings ?? [];
    if (!encoding) return false;
    encoding.maxBitrate = kbps * 1000;
    const sharpOrSmooth = { degradationPreference: isText ? "maintain-resolution" : "maintain-framerate" };
    await this.#sender.setParameters(Object.assign(parameters, sharpOrSmooth));
    return true;
  }
}
