// @ts-check
import { LivingElement } from "../lib/living-element.js";
import { UploadPlaces, fingerprintOf } from "../lib/library/upload-places.js";

// What a line that breaks can take away at most, with a server before ours that keeps requests back until they are whole.
const CHUNK_BYTES = 2_000_000;
const RETRY_MS = [500, 1000, 3000, 5000, 10_000];
const AGAIN_MS = 5000;

/** @typedef {{endpoint: string, csrf: string, person: string}} Where */

/** One file on its way into the library: how far it is, and what may be done about it. */
export class UploadRow extends LivingElement {
  /** @type {any} an upload of tus-js-client */
  #upload = null;
  #state = "";
  #percent = 0;
  #timer = 0;
  /** @type {File | null} */
  #file = null;
  /** @type {Where} */
  #where = { endpoint: "", csrf: "", person: "" };

  /** @param {AbortSignal} signal */
  arrives(signal) {
    const on = { signal };
    this.#part("pause").addEventListener("click", () => (this.#state === "paused" ? this.#goOn() : this.#pause()), on);
    this.#part("end").addEventListener("click", () => this.#end(), on);
    globalThis.addEventListener("online", () => this.#state === "away" && this.#goOn(), on);
    signal.addEventListener("abort", () => this.#stop());
  }

  /** @param {File} file @param {Where} where */
  async begin(file, where) {
    [this.#file, this.#where] = [file, where];
    this.#part("name").textContent = file.name;
    const { Upload } = /** @type {any} */ (globalThis).tus;
    this.#upload = new Upload(file, {
      endpoint: where.endpoint,
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_MS,
      metadata: { filename: file.name },
      headers: this.#headers,
      urlStorage: new UploadPlaces(),
      fingerprint: async () => fingerprintOf(where.person, file),
      onUploadUrlAvailable: () => this.dispatchEvent(new CustomEvent("upload-placed", { bubbles: true, detail: { address: this.#upload.url } })),
      onProgress: (/** @type {number} */ sent, /** @type {number} */ all) => this.#show("sending", Math.floor((100 * sent) / all)),
      onShouldRetry: (/** @type {any} */ error) => this.#mayRetry(error),
      onError: (/** @type {any} */ error) => this.#failed(error),
      onSuccess: () => this.#take(),
    });
    const [before] = await this.#upload.findPreviousUploads();
    if (before) this.#upload.resumeFromPreviousUpload(before);
    this.#goOn();
  }

  #goOn() {
    this.#stop();
    this.#show("sending", this.#percent);
    if (this.#percent === 100) this.#take();
    else this.#upload.start();
  }

  #pause() {
    this.#stop();
    this.#show("paused", this.#percent);
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#upload?.abort();
  }

  /** Throw away what has been sent, here and on the server. */
  async #end() {
    this.#stop();
    await this.#forget();
    if (this.#upload?.url && this.#state !== "done") fetch(this.#upload.url, { method: "DELETE", headers: { ...this.#headers, "Tus-Resumable": "1.0.0" } }).catch(() => {});
    (this.closest("li") ?? this).remove();
  }

  /** The library looks at the whole; asked again when the answer was lost. */
  async #take() {
    this.#show("taking", 100);
    try {
      const response = await fetch(`${this.#upload.url}/file`, { method: "POST", headers: this.#headers });
      const told = await response.json();
      if (response.status >= 500 || response.status === 423) this.#later(told.message);
      else if (response.ok) this.#taken(told);
      else this.#refuse(told.message);
    } catch {
      this.#later("");
    }
  }

  /** @param {{address: string, is_new: boolean}} file */
  #taken(file) {
    this.#forget();
    const link = /** @type {HTMLAnchorElement} */ (this.#part("file"));
    link.href = file.address;
    link.hidden = false;
    this.#show(file.is_new ? "done" : "known", 100);
    this.dispatchEvent(new CustomEvent("upload-done", { bubbles: true }));
  }

  /** @param {any} error @returns {boolean} */
  #mayRetry(error) {
    const status = error.originalResponse?.getStatus() ?? 0;
    const may = status === 0 || status === 409 || status === 423 || (status >= 500 && status !== 507);
    if (may) this.#show("away", this.#percent);
    return may;
  }

  /** @param {any} error */
  #failed(error) {
    const response = error.originalResponse;
    if (this.#mayRetry(error)) this.#later("");
    else this.#refuse(messageIn(response?.getBody() ?? ""));
  }

  /** @param {string} message */
  #later(message) {
    this.#show("away", this.#percent, message);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#goOn(), AGAIN_MS);
  }

  /** @param {string | undefined} message */
  #refuse(message) {
    this.#forget();
    this.#show("refused", 0, message);
  }

  async #forget() {
    if (!this.#file) return;
    const places = new UploadPlaces();
    for (const each of await places.findUploadsByFingerprint(fingerprintOf(this.#where.person, this.#file))) places.removeUpload(each.urlStorageKey);
  }

  /** Only a new state is read out: percents would never end. @param {string} state @param {number} percent @param {string} [message] */
  #show(state, percent, message) {
    const words = message || (this.dataset[state] ?? "").replace("{percent}", String(percent)).replace("{size}", sizeOf(this.#file));
    /** @type {HTMLProgressElement} */ (this.#part("line")).value = percent;
    this.#part("far").textContent = words;
    if (state !== this.#state) this.#part("said").textContent = `${this.#file?.name}: ${words}`;
    [this.#state, this.#percent, this.dataset.state] = [state, percent, state];
    const isMoving = ["sending", "away", "paused"].includes(state);
    this.#part("pause").hidden = !isMoving;
    this.#part("pause").textContent = (state === "paused" ? this.dataset.goOn : this.dataset.pause) ?? "";
    this.#part("end").hidden = !isMoving;
  }

  get #headers() {
    return { "X-CSRFToken": this.#where.csrf, Accept: "application/json" };
  }

  /** @param {string} name @returns {HTMLElement} */
  #part(name) {
    return /** @type {HTMLElement} */ (this.querySelector(`[data-part="${name}"]`));
  }
}

/** @param {File | null} file */
function sizeOf(file) {
  const megabytes = (file?.size ?? 0) / 1e6;
  return `${megabytes.toLocaleString(document.documentElement.lang, { maximumFractionDigits: megabytes < 1 ? 2 : 0 })} MB`;
}

/** @param {string} body */
function messageIn(body) {
  try {
    return JSON.parse(body).message;
  } catch {
    return "";
  }
}

customElements.define("upload-row", UploadRow);
