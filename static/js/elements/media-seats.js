// @ts-check
/** At the seats around the table: the picture in place of the initials, the microphone, and who is there by telephone. */
import { takesPart } from "../lib/media-part.js";
import { mark, showStream, streamOf } from "../lib/media-showing.js";
import { RoomElement } from "../lib/room-element.js";
import { fill } from "../lib/room-rows.js";
import { shownView } from "./media-settings.js";

class MediaSeats extends RoomElement {
  start() {
    // round-table hears of the same sections before, so that the seats are there.
    this.see(["people", "me", "breakouts", "room"], () => this.#render());
    for (const type of ["media:change", "media:settings"]) this.hear(this.app, type, () => this.view.isSeated && this.#render());
  }

  get #room() {
    return /** @type {import("../lib/media-part.js").MediaApp} */ (this.app);
  }

  #render() {
    const people = this.view.get("people");
    const { media } = this.#room;
    this.app.toggleAttribute("data-pictures", takesPart(this.#room) && media?.rung !== "sound");
    for (const seat of /** @type {NodeListOf<HTMLElement>} */ (this.app.querySelectorAll("round-table [data-key]"))) {
      const person = seat.dataset.key ?? "";
      if (people[person]) this.#show(seat, person, people[person]);
    }
  }

  /** @param {HTMLElement} seat @param {string} person @param {any} one */
  #show(seat, person, one) {
    const face = /** @type {HTMLElement} */ (seat.querySelector("[data-part=face]"));
    // Side by side everybody is seen once.
    const stream = shownView() === "gallery" ? null : streamOf(this.#room, person);
    showStream(face, stream, person === this.me.id);
    fill(seat, { "media-words": mark(this.app, seat, person, one) });
  }
}

customElements.define("media-seats", MediaSeats);
