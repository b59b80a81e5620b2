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
    fill(this, { words: this.#words(hands) });
  }

  /** @param {string[]} hands */
  #words(hands) {
    const mine = hands.indexOf(this.me.id) + 1;
    if (mine) return say("table", "your_place", { number: mine });
    if (!hands.length) return "";
    return say("table", "hands_up", { count: hands.length, name: this.view.name(hands[0]) });
  }
}

customElements.define("round-bar", RoundBar);
