// @ts-check
/**
 * Answers on their way to the server. Each is kept in this browser until the server has said that it is stored, so
 * that a lost line, a reload or a closed tablet loses nothing. They travel one after the other, oldest first; of one
 * block a newer text waits until the one before it has arrived. Signing out and leaving quickly wipe everything
 * that begins with "outbox:".
 */

/** @typedef {{value: Record<string, any>, shared_with: string, version: number}} Written in that version of the module */
/**
 * @typedef {object} Entry
 * @property {number} known the revision on the server that the person wrote on top of
 * @property {number} at when it was put here, for the order
 * @property {(Written & {revision: number, base: number}) | null} sending sent, not yet acknowledged: never changed
 * @property {Written | null} latest what has been written since
 * @property {Written | null} held lost against another device; waits for the person's choice
 * @property {string} refused why the server will not have it, "" if it may be sent
 */

const PATIENCE_MS = 15_000;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000];

export class AnswerOutbox extends EventTarget {
  #prefix;
  #csrf;
  #isBusy = false;
  #tries = 0;
  #timer = 0;
  /** @type {Map<string, Entry>} for browsers that keep nothing */
  #inPage = new Map();

  /** @param {string} person @param {string} csrf */
  constructor(person, csrf) {
    super();
    this.#prefix = `outbox:answers:${person}:`;
    this.#csrf = csrf;
  }

  /** Send what waits, now and whenever the line comes back. @param {AbortSignal} signal */
  start(signal) {
    addEventListener("online", () => this.send(), { signal });
    addEventListener("pagehide", () => this.send(), { signal });
    document.addEventListener("visibilitychange", () => this.send(), { signal });
    signal.addEventListener("abort", () => clearTimeout(this.#timer));
    this.send();
  }

  /** False when this browser keeps nothing over a reload. */
  get isKept() {
    return this.#inPage.size === 0;
  }

  /** @param {string} address @returns {Entry | null} */
  entry(address) {
    try {
      const kept = localStorage.getItem(this.#prefix + address);
      if (kept) return JSON.parse(kept);
    } catch {
      // Closed to us, or somebody else wrote there.
    }
    return this.#inPage.get(address) ?? null;
  }

  /**
   * Put what was written here; `send` takes it on.
   * @param {string} address @param {Written} written @param {number} known
   */
  keep(address, written, known) {
    const before = this.entry(address);
    const entry = before ?? { known, at: Date.now(), sending: null, latest: null, held: null, refused: "" };
    this.#put(address, { ...entry, latest: written, held: null, refused: "" });
  }

  /** @param {string} address */
  drop(address) {
    this.#inPage.delete(address);
    try {
      localStorage.removeItem(this.#prefix + address);
    } catch {
      // Nothing was written either.
    }
  }

  /** Send everything that waits, one after the other; what cannot go now is tried again by itself. */
  async send() {
    if (this.#isBusy) return;
    this.#isBusy = true;
    clearTimeout(this.#timer);
    try {
      await this.#alone(() => this.#sendAll());
    } finally {
      this.#isBusy = false;
    }
  }

  /** One tab at a time, where the browser can tell tabs apart. @param {() => Promise<void>} work */
  #alone(work) {
    if (!navigator.locks) return work();
    return navigator.locks.request(this.#prefix, { ifAvailable: true }, (lock) => (lock ? work() : this.#later()));
  }

  async #sendAll() {
    for (let address = this.#next(); address; address = this.#next()) {
      const hasArrived = await this.#sendOne(address);
      if (!hasArrived) return this.#later();
      this.#tries = 0;
    }
  }

  async #later() {
    const wait = RETRY_MS[Math.min(this.#tries++, RETRY_MS.length - 1)];
    this.#timer = setTimeout(() => this.send(), wait);
  }

  /** The address whose answer has waited longest. */
  #next() {
    const waits = this.#addresses().flatMap((address) => {
      const entry = this.entry(address);
      return entry && !entry.refused && (entry.sending || entry.latest) ? [{ address, at: entry.at }] : [];
    });
    return waits.sort((one, other) => one.at - other.at)[0]?.address;
  }

  #addresses() {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.#prefix));
      return [...new Set([...keys.map((key) => key.slice(this.#prefix.length)), ...this.#inPage.keys()])];
    } catch {
      return [...this.#inPage.keys()];
    }
  }

  /** @param {string} address @returns {Promise<boolean>} false when it must wait */
  async #sendOne(address) {
    const entry = /** @type {Entry} */ (this.entry(address));
    if (!entry.sending && entry.latest) {
      entry.sending = { ...entry.latest, revision: entry.known + 1, base: entry.known };
      entry.latest = null;
      this.#put(address, entry);
    }
    const response = await this.#request(address, JSON.stringify(entry.sending));
    if (!response || response.status >= 500 || response.status === 429) return this.#tell("waiting", address);
    if (response.status === 400 || response.status === 401) return this.#tell("signed-out", address);
    const reply = await response.json().catch(() => null);
    if (reply?.stored) this.#settle(address, response.ok, reply);
    else this.#refuse(address, response.status === 413 ? "too_long" : "refused");
    return true;
  }

  /** @param {string} address @param {string} body @returns {Promise<Response | null>} */
  async #request(address, body) {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.#csrf };
    try {
      // keepalive: an answer that is on its way when the page closes still arrives.
      return await fetch(address, { method: "PUT", body, headers, keepalive: true, signal: AbortSignal.timeout(PATIENCE_MS) });
    } catch {
      return null;
    }
  }

  /** @param {string} address @param {boolean} isSaved @param {any} reply */
  #settle(address, isSaved, reply) {
    const entry = this.entry(address);
    if (!entry) return; // wiped meanwhile: the person has left this device
    const known = reply.stored.revision;
    const held = isSaved ? null : (entry.latest ?? entry.sending);
    const latest = isSaved ? entry.latest : null;
    if (latest || held) this.#put(address, { ...entry, known, sending: null, latest, held });
    else this.drop(address);
    this.#tell(isSaved ? "saved" : "parted", address, reply);
  }

  /** Kept on the device, but not sent again before it is changed. @param {string} address @param {string} why */
  #refuse(address, why) {
    const entry = this.entry(address);
    if (!entry) return;
    this.#put(address, { ...entry, latest: entry.latest ?? entry.sending, sending: null, refused: why });
    this.#tell("refused", address, { why });
  }

  /** @param {string} address @param {Entry} entry */
  #put(address, entry) {
    try {
      localStorage.setItem(this.#prefix + address, JSON.stringify(entry));
      this.#inPage.delete(address);
    } catch {
      this.#inPage.set(address, entry);
    }
  }

  /** @param {string} what @param {string} address @param {any} [reply] @returns {false} */
  #tell(what, address, reply) {
    this.dispatchEvent(new CustomEvent(what, { detail: { address, reply } }));
    return false;
  }
}

/** @type {AnswerOutbox | undefined} */
let outbox;

/** The outbox of the person who is signed in on this page. */
export function answerOutbox() {
  const reader = /** @type {HTMLElement | null} */ (document.querySelector("module-reader"));
  const { person = "", csrf = "" } = reader?.dataset ?? {};
  outbox ??= new AnswerOutbox(person, csrf);
  return outbox;
}
