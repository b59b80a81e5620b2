// @ts-check
import { LivingElement } from "../lib/living-element.js";
import "./upload-row.js";

/** @typedef {import("./upload-row.js").UploadRow} UploadRow */

/** Choosing files for the library: each gets a row, and those that were begun before go on. */
class FileUpload extends LivingElement {
  /** @param {AbortSignal} signal */
  arrives(signal) {
    const on = { signal };
    this.addEventListener("change", (event) => this.#bring(event.target), on);
    this.addEventListener("click", (event) => this.#discard(event.target), on);
    this.addEventListener("upload-placed", (event) => this.#known(/** @type {CustomEvent} */ (event).detail.address), on);
  }

  /** @param {EventTarget | null} input */
  #bring(input) {
    if (!(input instanceof HTMLInputElement)) return;
    for (const file of input.files ?? []) this.#row().begin(file, this.#where);
    input.value = ""; // so that the same file may be chosen again
  }

  /** @returns {UploadRow} */
  #row() {
    const blank = /** @type {HTMLTemplateElement} */ (this.querySelector("template[data-part=row]"));
    const line = /** @type {HTMLElement} */ (blank.content.firstElementChild?.cloneNode(true));
    this.#rows.append(line);
    return /** @type {UploadRow} */ (line.querySelector("upload-row"));
  }

  /** An upload that was listed as unfinished has a row of its own now. @param {string} address */
  #known(address) {
    const path = new URL(address, location.href).pathname;
    this.#rows.querySelector(`li[data-upload="${CSS.escape(path)}"]`)?.remove();
  }

  /** @param {EventTarget | null} target */
  async #discard(target) {
    const button = target instanceof Element ? target.closest("[data-part=discard]") : null;
    const line = button?.closest("li");
    if (!line?.dataset.upload) return;
    const headers = { "X-CSRFToken": this.#where.csrf, Accept: "application/json", "Tus-Resumable": "1.0.0" };
    const response = await fetch(line.dataset.upload, { method: "DELETE", headers }).catch(() => null);
    if (response && (response.ok || response.status === 404)) {
      line.remove();
      this.querySelector("input")?.focus();
    }
  }

  get #where() {
    return { endpoint: this.dataset.endpoint ?? "", csrf: this.dataset.csrf ?? "", person: this.dataset.person ?? "" };
  }

  get #rows() {
    return /** @type {HTMLElement} */ (this.querySelector("[data-part=rows]"));
  }
}

customElements.define("file-upload", FileUpload);
