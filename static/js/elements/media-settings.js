// @ts-check
/** How pictures are shown, holding to talk, blur and small sounds: kept on this device, in effect at once. */
import { remember, remembered } from "../lib/remembered.js";
import { RoomElement } from "../lib/room-element.js";
import { showOnly } from "../lib/room-rows.js";

class MediaSettings extends RoomElement {
  start() {
    this.hear(this.app, "opening", ({ target }) => target.contains(this) && this.#show());
    this.hear(this, "change", ({ target }) => this.#choose(target));
  }

  get #media() {
    return /** @type {import("../lib/media-part.js").MediaApp} */ (this.app).media;
  }

  #show() {
    const view = shownView();
    for (const box of this.querySelectorAll("input")) {
      if (box.type === "radio") box.checked = box.value === view;
      else box.checked = box.name === "blur" ? Boolean(this.#media?.mine.blur) : remembered(`media:${box.name}`) === "yes";
    }
    showOnly(this, [this.#media?.mine.canBlur ? "blur" : ""]);
  }

  /** @param {HTMLInputElement} box */
  async #choose(box) {
    if (box.name === "blur") {
      const isAsAsked = await this.#media?.setBlur(box.checked);
      box.checked = Boolean(isAsAsked ? box.checked : this.#media?.mine.blur);
    } else {
      remember(`media:${box.name}`, box.type === "radio" ? box.value : box.checked ? "yes" : "");
    }
    this.app.dispatchEvent(new CustomEvent("media:settings", { detail: box.name }));
  }
}

/** `table`, `speaker` or `gallery`. */
export function shownView() {
  return remembered("media:view") || "table";
}

customElements.define("media-settings", MediaSettings);
