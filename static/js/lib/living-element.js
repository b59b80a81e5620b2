// @ts-check

/**
 * A light-DOM element that cleans up after itself: everything started in `arrives` is bound to `signal`,
 * which ends when the element leaves the page.
 */
export class LivingElement extends HTMLElement {
  /** @type {AbortController | null} */
  #life = null;

  connectedCallback() {
    this.#life = new AbortController();
    this.arrives(this.#life.signal);
  }

  disconnectedCallback() {
    this.#life?.abort();
    this.#life = null;
  }

  /**
   * Listen, observe, start: once each time the element enters the page.
   * @param {AbortSignal} _signal
   */
  arrives(_signal) {}
}
