// @ts-check
/** Leave to use the relay: credentials that live ten minutes, renewed while I take part. */

const RENEWED_EVERY = 240_000;

export class RelayLeave {
  #ask;
  #timer = 0;
  /** @type {RTCIceServer[]} */
  ice = [];

  /** @param {() => Promise<any>} ask for new ones */
  constructor(ask) {
    this.#ask = ask;
  }

  /** @param {RTCIceServer[]} ice */
  begin(ice) {
    this.ice = ice;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#renew(), RENEWED_EVERY);
  }

  end() {
    clearInterval(this.#timer);
  }

  async #renew() {
    const answer = await this.#ask();
    if (answer.ok) this.ice = answer.ice;
  }
}
