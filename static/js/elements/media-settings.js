// @ts-check
/** How pictures are shown, holding to talk, blur and small sounds: kept on this device, in effect at once. */
import { chosenRung } from "../lib/media/coming-back.js";
import { remember, remembered } from "../lib/remembered.js";
import { RoomElement } from "../lib/room-element.js";
import { showOnly } from "../lib/room-rows.js";

class MediaSettings extends RoomElement {
  start() {
    this.hear(this.app, "opening", ({ target }) => target.contains(this) && this.#show());
    this.hear(this, "change", ({ target }) => this.#choose(target));
    this.hear(/** @type {HTMLElement} */ (this.closest("dialog")), "close", () => this.#handOn());
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

  /** Whoever holds to talk goes on with the space bar: it is to talk, and not to open this again. */
  #handOn() {
    if (remembered("media:push") === "yes") /** @type {HTMLElement | null} */ (this.app.querySelector("[data-part=voice]"))?.focus();
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

/** `table`, `speaker` or `gallery`: whoever wants all pictures has them side by side, where there is room and nothing else was chosen. */
export function shownView() {
  const isForAll = chosenRung() === "all" && matchMedia("(min-width: 62rem)").matches;
  return remembered("media:view") || (isForAll ? "gallery" : "table");
}

customElements.define("media-settings", MediaSettings);
