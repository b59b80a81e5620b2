// @ts-check
/** The servers by which connections are made, with credentials that hold: the relay's live for nine minutes at least. */
const RENEWED_AFTER = 240_000;
const LOOKED_AT_EVERY = 15_000;

export class Ice {
  #ask;
  /** @type {RTCIceServer[]} */
  servers = [];
  #givenAt = 0;
  #timer = 0;
  /** @type {Promise<void> | null} */
  #asking = null;

  /** @param {() => Promise<any>} ask the server for others, as `ice` of its answer */
  constructor(ask) {
    this.#ask = ask;
  }

  /** These are given now. @param {RTCIceServer[]} servers */
  begin(servers) {
    this.end();
    this.#take(servers);
    this.#timer = setInterval(() => this.renewed(), LOOKED_AT_EVERY);
  }

  end() {
    clearInterval(this.#timer);
  }

  /** Resolves when they hold, or when nobody can be asked just now. By the clock on the wall, which goes on while a device sleeps. */
  async renewed() {
    if (Math.abs(Date.now() - this.#givenAt) < RENEWED_AFTER) return;
    this.#asking ??= this.#renew().finally(() => {
      this.#asking = null;
    });
    await this.#asking;
  }

  async #renew() {
    const answer = await this.#ask();
    if (answer.ok) this.#take(answer.ice);
  }

  /** @param {RTCIceServer[]} servers */
  #take(servers) {
    this.servers = servers;
    this.#givenAt = Date.now();
  }
}
