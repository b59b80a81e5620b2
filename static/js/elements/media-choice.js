// @ts-check
/** At the door: how one would like to take part. This device remembers it; nothing happens before one has a seat. */
import { chooseRung, chosenRung } from "../lib/media/coming-back.js";
import { RoomElement } from "../lib/room-element.js";

class MediaChoice extends RoomElement {
  start() {
    const chosen = chosenRung();
    for (const box of this.querySelectorAll("input")) box.checked = box.value === chosen;
    this.hear(this, "change", ({ target }) => chooseRung(target.value));
  }
}

customElements.define("media-choice", MediaChoice);
