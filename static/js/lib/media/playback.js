// @ts-check
/** Voices are heard through elements that nobody sees. */

export class Voices {
  /** @type {Map<string, HTMLAudioElement>} */
  #elements = new Map();
  #refused;

  /** @param {() => void} refused the browser wants a press before anything is heard */
  constructor(refused) {
    this.#refused = refused;
  }

  /** @param {string} party @param {MediaStream | null} stream @param {boolean} isHeard what the room lets through */
  play(party, stream, isHeard) {
    const element = this.#elements.get(party) ?? this.#make(party);
    element.muted = !isHeard;
    if (element.srcObject === stream) return;
    element.srcObject = stream;
    if (stream) void this.#start(element);
  }

  /** @param {(party: string) => boolean} isHere */
  keep(isHere) {
    for (const [party, element] of this.#elements) if (!isHere(party)) this.#forget(party, element);
  }

  async resume() {
    await Promise.all([...this.#elements.values()].filter((element) => element.paused).map((element) => this.#start(element)));
  }

  /** @param {string} party */
  #make(party) {
    const element = document.createElement("audio");
    element.autoplay = true;
    element.hidden = true;
    document.body.append(element);
    this.#elements.set(party, element);
    return element;
  }

  /** @param {HTMLAudioElement} element */
  async #start(element) {
    try {
      await element.play();
    } catch (error) {
      // Anything else means that the stream was replaced meanwhile.
      if (error instanceof Error && error.name === "NotAllowedError") this.#refused();
    }
  }

  /** @param {string} party @param {HTMLAudioElement} element */
  #forget(party, element) {
    element.srcObject = null;
    element.remove();
    this.#elements.delete(party);
  }
}
