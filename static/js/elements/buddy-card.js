// @ts-check
/** A buddy until next time: a private wish that becomes a pair when it is mutual. */
import { RoomElement } from "../lib/room-element.js";
import { fill, keep, showOnly, stamp } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

class BuddyCard extends RoomElement {
  start() {
    this.see(["me", "people", "now", "room"], () => this.#render());
  }

  #render() {
    const { buddy, buddy_choice: choice, staff } = this.me;
    const isTime = this.view.get("now")?.tool === "action_plan";
    this.hidden = staff || !(isTime || buddy || choice);
    showOnly(this, [buddy ? "pair" : choice ? "wish" : "choose"]);
    fill(this, {
      pair: buddy ? say("buddy", "pair", { name: this.view.name(buddy) }) : "",
      wish: choice ? say("buddy", "wish", { name: this.view.name(choice) }) : "",
    });
    const others = /** @type {[string, any][]} */ (Object.entries(this.view.get("people"))).filter(([id, one]) => one.part === "participant" && id !== this.me.id);
    keep(this.piece("others"), buddy || choice ? [] : others, {
      key: ([id]) => id,
      make: () => stamp("buddy"),
      show: (row, [person, one]) => {
        const button = /** @type {HTMLElement} */ (row.querySelector("button"));
        fill(row, { name: one.name });
        button.dataset.fields = JSON.stringify({ person });
      },
    });
  }
}

customElements.define("buddy-card", BuddyCard);
