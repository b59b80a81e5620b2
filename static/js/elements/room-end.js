// @ts-check
/** The session is over: what to do now, and for the leaders the debrief and a way back. */
import { RoomElement } from "../lib/room-element.js";
import { fill, showOnly } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

class RoomEnd extends RoomElement {
  start() {
    this.see(["room", "me"], () => this.#render());
  }

  #render() {
    showOnly(this, [this.me.leader ? "leader" : this.me.staff ? "host" : "participant"]);
    fill(this, { thanks: say("end", this.me.staff ? "thanks_leading" : "thanks", { name: this.me.name }) });
  }
}

customElements.define("room-end", RoomEnd);
