// @ts-check
/** Outside: the ground rules, the queue, a locked door, and a kind word for whoever was asked to leave. */
import { RoomElement } from "../lib/room-element.js";
import { fill, keep, showOnly, stamp, tint } from "../lib/room-rows.js";
import { inLanguage, namesInARow, say } from "../lib/room-words.js";

class RoomDoor extends RoomElement {
  get isForTheDoor() {
    return true;
  }

  start() {
    this.see(["me", "room"], () => this.#render());
    this.hear(this.app.line, "entering", () => this.#render());
    this.hear(this.piece("accept"), "click", () => this.#accept());
  }

  async #accept() {
    const answer = await this.ask("accept_ground_rules");
    if (answer.ok) this.app.line.join();
  }

  #render() {
    const room = this.view.get("room");
    if (!room) return;
    const step = this.#step(room);
    showOnly(this, [step]);
    // Somebody who is let back in comes in again by themselves: the others had seen them go.
    if (this.dataset.step === "removed" && step !== "removed") this.app.line.join();
    this.dataset.step = step;
    fill(this, {
      greeting: say("door", step, { name: this.me.name }),
      queue: this.me.queue || "",
      who: this.#who(room.leaders),
    });
    this.#leaders(room.leaders);
    this.#rules(room.rules);
  }

  /** @param {any} room */
  #step(room) {
    if (this.me.standing === "removed") return "removed";
    if (room.state === "ended") return "over";
    if (this.app.dataset.refused === "ground_rules" && !this.me.accepted_rules) return "rules";
    if (this.me.standing === "waiting") return room.locked ? "locked" : "waiting";
    return "knocking";
  }

  /** @param {any[]} leaders */
  #who(leaders) {
    const here = leaders.filter((leader) => leader.here).map((leader) => leader.name);
    return here.length ? say("door", "let_in_by", { names: namesInARow(here) }) : say("door", "nobody_yet");
  }

  /** @param {any[]} leaders */
  #leaders(leaders) {
    keep(this.piece("leaders"), leaders, {
      key: (leader) => leader.id,
      make: () => stamp("door-leader"),
      show: (row, leader) => {
        row.dataset.here = String(leader.here);
        tint(row, leader.id);
        fill(row, { name: leader.name, initial: leader.name.slice(0, 1), state: say("door", leader.here ? "is_here" : "on_the_way") });
      },
    });
  }

  /** @param {any[]} rules */
  #rules(rules) {
    keep(this.piece("rules"), rules.map((rule, index) => ({ rule, index })), {
      key: ({ index }) => index,
      make: () => document.createElement("li"),
      show: (row, { rule }) => (row.textContent = inLanguage(rule)),
    });
  }
}

customElements.define("room-door", RoomDoor);
