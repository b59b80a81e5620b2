// @ts-check
/** In the menu of a person: see them large, and for a leader what has to do with microphone, camera, screen and telephone. */
import { takesPart } from "../lib/media-part.js";
import { RoomElement } from "../lib/room-element.js";
import { showOnly } from "../lib/room-rows.js";

class PersonMedia extends RoomElement {
  #person = "";
  #pinned = "";

  start() {
    this.#pinned = this.kept("pinned");
    this.hear(this.app, "person:open", ({ detail }) => this.#open(detail));
    this.see(["people", "me", "hands", "media"], () => this.#render());
    this.hear(this.app, "media:change", () => this.view.isSeated && this.#render());
    this.hear(this.app, "media:pinned", ({ detail }) => (this.#pinned = detail));
    for (const [name, isPinned] of Object.entries({ pin: true, unpin: false })) {
      if (this.piece(name)) this.hear(this.piece(name), "click", () => this.#pin(isPinned ? this.#person : ""));
    }
  }

  get #room() {
    return /** @type {import("../lib/media-part.js").MediaApp} */ (this.app);
  }

  /** @param {string} person */
  #open(person) {
    this.#person = person;
    this.#render();
  }

  #render() {
    const one = this.view.get("people")[this.#person];
    if (one) showOnly(this, this.#choices(one));
  }

  /** @param {any} one @returns {Iterable<string>} */
  *#choices(one) {
    const { me } = this;
    const isMe = this.#person === me.id;
    if (this.#pinned === this.#person) yield "unpin";
    else if (takesPart(this.app) && !isMe && one.place === me.place && one.in_media) yield "pin";
    if (!me.leader) return;
    if (this.view.get("media").focus === this.#person) yield "lift";
    else if (one.in_media && one.here) yield "focus";
    if (one.in_media && !isMe) yield* this.#stopping(one);
    if (one.part === "participant") yield* this.#telephone(one);
  }

  /** What is off already is not turned off. @param {any} one */
  *#stopping(one) {
    const known = this.#room.media?.people.get(this.#person);
    if (one.voice_stopped || one.picture_stopped) yield "stopped";
    if (!one.voice_stopped && known?.voice !== false) yield "stop-voice";
    if (!one.picture_stopped && known?.picture !== false) yield "stop-picture";
    if (!one.leader) yield one.may_share ? "disallow" : "allow";
  }

  /** @param {any} one */
  *#telephone(one) {
    yield one.by_phone ? "no-phone" : "phone";
    if (one.by_phone && !this.view.get("hands").includes(this.#person)) yield "raise";
  }

  /** @param {string} person */
  #pin(person) {
    this.app.dispatchEvent(new CustomEvent("media:pin", { detail: person }));
    this.closest("dialog")?.close();
  }
}

customElements.define("person-media", PersonMedia);
