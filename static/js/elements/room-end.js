// @ts-check
/** The session is over: what to do now, and for the leaders the debrief and a way back. */
import { RoomElement } from "../lib/room-element.js";
import { fill, showOnly } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

class RoomEnd extends RoomElement {
  start() {
    this.see(["room", "me", "debrief"], () => this.#render());
  }

  #render() {
    const { leader, staff, name } = this.me;
    const part = leader ? "leader" : staff ? "host" : "participant";
    showOnly(this, [part === "leader" && this.view.get("debrief").is_signed ? "signed" : part]);
    fill(this, { thanks: say("end", `thanks_${part}`, { name }) });
  }
}

customElements.define("room-end", RoomEnd);
