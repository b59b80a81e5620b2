// @ts-check
/** At the seats around the table: the picture in place of the initials, the microphone, and who is there by telephone. */
import { mark, showStream, streamOf } from "../lib/media-showing.js";
import { RoomElement } from "../lib/room-element.js";
import { fill } from "../lib/room-rows.js";

class MediaSeats extends RoomElement {
  start() {
    // round-table hears of the same sections before, so that the seats are there.
    this.see(["people", "me", "breakouts", "room"], () => this.#render());
    this.hear(this.app, "media:change", () => this.view.isSeated && this.#render());
  }

  #render() {
    const people = this.view.get("people");
    for (const seat of /** @type {NodeListOf<HTMLElement>} */ (this.app.querySelectorAll("round-table [data-key]"))) {
      const person = seat.dataset.key ?? "";
      if (people[person]) this.#show(seat, person, people[person]);
    }
  }

  /** @param {HTMLElement} seat @param {string} person @param {any} one */
  #show(seat, person, one) {
    const face = /** @type {HTMLElement} */ (seat.querySelector("[data-part=face]"));
    showStream(face, streamOf(this.app, person), person === this.me.id);
    fill(seat, { "media-words": mark(this.app, seat, person, one) });
  }
}

customElements.define("media-seats", MediaSeats);
