// @ts-check
/** My hand, and whose hands are up. */
import { RoomElement } from "../lib/room-element.js";
import { fill, showOnly } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

class RoundBar extends RoomElement {
  start() {
    this.see(["hands", "me", "people", "speaking"], () => this.#render());
  }

  #render() {
    const hands = /** @type {string[]} */ (this.view.get("hands"));
    const { me } = this;
    this.dataset.hands = String(hands.length);
    showOnly(this, [me.muted ? "muted" : me.hand ? "hand-up" : "hand-down", me.leader && this.view.get("speaking") ? "speaking" : ""]);
    const mine = hands.indexOf(me.id) + 1;
    fill(this, { mine: mine ? say("table", "your_place", { number: mine }) : "", others: mine ? "" : this.#first(hands) });
  }

  /** Who is first; the announcer says when somebody raises a hand. @param {string[]} hands */
  #first(hands) {
    return hands.length ? say("table", "hands_up", { count: hands.length, name: this.view.name(hands[0]) }) : "";
  }
}

customElements.define("round-bar", RoundBar);
