// @ts-check
/** A file for the table: sent with its progress in sight, then shown to all. */
import { RoomElement } from "../lib/room-element.js";
import { fill } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

class ItemUpload extends RoomElement {
  start() {
    this.hear(this, "submit", (event) => this.#submit(event));
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    this.toggleAttribute("data-busy", true);
    try {
      const file = await this.#send(new FormData(form));
      await this.ask("show_file", { title: file.title, file: file.id, mime: file.mime });
      form.reset();
      fill(this, { progress: "" });
      this.closest("dialog")?.close();
    } catch {
      fill(this, { progress: say("items", "not_sent") });
    }
    this.removeAttribute("data-busy");
  }

  /** `fetch` cannot tell how far it has come. @param {FormData} data @returns {Promise<any>} */
  #send(data) {
    const request = new XMLHttpRequest();
    request.open("POST", `${location.pathname}/files`);
    request.setRequestHeader("X-CSRFToken", this.dataset.csrf ?? "");
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => fill(this, { progress: say("items", "sending", { percent: Math.round((100 * loaded) / total) }) });
    return new Promise((done, failed) => {
      request.onload = () => (request.status === 200 ? done(request.response) : failed(new Error(String(request.status))));
      request.onerror = failed;
      request.send(data);
    });
  }
}

customElements.define("item-upload", ItemUpload);
