// @ts-check
import { LivingElement } from "../lib/living-element.js";

const ESCAPES = 3;
const WITHIN_MS = 1500;

/**
 * Leaves at once for a neutral page: by its link, or by Escape three times. Signs out on the way, without waiting.
 * `data-sign-out` and `data-csrf` are there for signed-in people only. Without JavaScript the link still leaves.
 */
class QuickExit extends LivingElement {
  /** @type {number[]} */
  #escapes = [];

  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.addEventListener("click", (event) => this.#click(event), { signal });
    // Captured, so that an open dialog or panel cannot swallow it.
    document.addEventListener("keydown", (event) => this.#press(event), { signal, capture: true });
  }

  /** @param {Event} event */
  #click(event) {
    event.preventDefault();
    this.#leave();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.key !== "Escape" || event.repeat) return;
    const now = event.timeStamp;
    this.#escapes = [...this.#escapes, now].filter((at) => now - at < WITHIN_MS);
    if (this.#escapes.length >= ESCAPES) this.#leave();
  }

  #leave() {
    // The network may be slow: the page disappears first.
    document.documentElement.hidden = true;
    document.title = "";
    // Whatever listens or looks here stops at once.
    document.dispatchEvent(new CustomEvent("quick-exit"));
    this.#signOut();
    this.#forget();
    location.replace(this.querySelector("a")?.href ?? "about:blank");
  }

  #signOut() {
    const { signOut, csrf } = this.dataset;
    if (!signOut || !csrf) return;
    const form = new FormData();
    form.set("csrf_token", csrf);
    navigator.sendBeacon(signOut, form);
  }

  #forget() {
    try {
      sessionStorage.clear();
      // What had not been sent yet is lost with it: nobody else may find it on this device.
      for (const key of Object.keys(localStorage)) if (key.startsWith("outbox:")) localStorage.removeItem(key);
    } catch {
      // Storage is closed to us, so there is nothing to forget.
    }
  }
}

customElements.define("quick-exit", QuickExit);
