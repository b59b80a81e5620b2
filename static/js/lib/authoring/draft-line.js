// @ts-check
/** The line to the server: sends what an author does in order, asks every few seconds what the others do, and goes on
 * by itself after a lost line. Tells "state" when it has something to say. */

/** @typedef {import("./draft-store.js").DraftStore} DraftStore */
/** @typedef {"" | "saved" | "saving" | "waiting" | "signed_out" | "not_yours"} State */

const PAUSE_MS = 1000;
// Whoever never stops writing is saved, too.
const LONGEST_PAUSE_MS = 5000;
const ASK_EVERY_MS = 3000;
const PATIENCE_MS = 15_000;

export class DraftLine extends EventTarget {
  #address;
  #csrf;
  #store;
  #isBusy = false;
  #pause = 0;
  #waitsSince = 0;
  /** One at a time, when something among many was not understood. */
  #isCareful = false;
  /** @type {State} nothing is known before the first answer */
  state = "";
  /** Where the author writes, for the others to see. */
  place = { key: "", language: "" };

  /** @param {string} address @param {string} csrf @param {DraftStore} store */
  constructor(address, csrf, store) {
    super();
    this.#address = address;
    this.#csrf = csrf;
    this.#store = store;
  }

  /** @param {AbortSignal} signal */
  start(signal) {
    const asking = setInterval(() => !this.#pause && this.send(), ASK_EVERY_MS);
    signal.addEventListener("abort", () => clearInterval(asking));
    addEventListener("online", () => this.send(), { signal });
    addEventListener("offline", () => this.#say("waiting"), { signal });
    addEventListener("pagehide", () => this.send(), { signal });
    this.send();
  }

  /** Send when the author has stopped writing for a moment. */
  soon() {
    this.#begin();
    this.#waitsSince ||= Date.now();
    clearTimeout(this.#pause);
    const left = this.#waitsSince + LONGEST_PAUSE_MS - Date.now();
    this.#pause = setTimeout(() => this.send(), Math.min(PAUSE_MS, Math.max(left, 0)));
  }

  /** Send what waits, batch by batch; with nothing to send, ask. */
  async send() {
    clearTimeout(this.#pause);
    this.#pause = this.#waitsSince = 0;
    this.#begin();
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      while ((await this.#sendBatch()) && this.#store.outbox.entries.length && !this.#pause);
    } finally {
      this.#isBusy = false;
    }
  }

  /** Never "saved" while something waits. */
  #begin() {
    if (this.state === "saved" && this.#store.outbox.entries.length) this.#say("saving");
  }

  /** @returns {Promise<boolean>} false when the rest has to wait */
  async #sendBatch() {
    const all = this.#store.send();
    const batch = this.#isCareful ? all.slice(0, 1) : all;
    const response = await this.#post(batch.map(({ id, edit }) => ({ id, edit })));
    const answer = response && (await response.json().catch(() => null));
    if (response?.ok && answer) return this.#heard(answer);
    const isOdd = response?.status === 422 || (response?.status === 400 && answer?.error !== "page_too_old");
    if (isOdd && batch.length) return this.#notUnderstood(batch);
    return this.#say(stateAfter(response?.status ?? 0));
  }

  /** @param {import("./draft-store.js").Answer} answer */
  #heard(answer) {
    this.#isCareful = false;
    this.#store.hear(answer);
    this.#say(this.#store.outbox.entries.length ? "saving" : "saved");
    return true;
  }

  /** What the server does not understand may not hold up what comes after it. @param {import("./draft-outbox.js").Entry[]} batch */
  #notUnderstood(batch) {
    if (batch.length > 1) return (this.#isCareful = true);
    this.#isCareful = false;
    const outcomes = batch.map(({ id }) => ({ client_id: id, outcome: "refused", code: "not_understood", theirs: "" }));
    this.#store.refuse(outcomes);
    return true;
  }

  /** @param {{id: string, edit: object}[]} edits @returns {Promise<Response | null>} */
  async #post(edits) {
    const body = JSON.stringify({ since: this.#store.seq, device: this.#store.outbox.device, ...this.place, edits });
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.#csrf };
    // What is on its way when the page closes still arrives, if it is short enough for the browser.
    const keepalive = body.length < 20_000;
    try {
      return await fetch(this.#address, { method: "POST", body, headers, keepalive, signal: AbortSignal.timeout(PATIENCE_MS) });
    } catch {
      return null;
    }
  }

  /** @param {State} state @returns {false} */
  #say(state) {
    this.state = state;
    this.dispatchEvent(new CustomEvent("state"));
    return false;
  }
}

/** @param {number} status @returns {State} */
function stateAfter(status) {
  if (status === 400 || status === 401) return "signed_out";
  return status === 403 || status === 404 ? "not_yours" : "waiting";
}
