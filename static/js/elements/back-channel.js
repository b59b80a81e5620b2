// @ts-check
/** A few words between those who lead; nobody else sees them. */
import { RoomElement } from "../lib/room-element.js";
import { fill, keep, stamp } from "../lib/room-rows.js";
import { clockTime } from "../lib/room-time.js";
import { say } from "../lib/room-words.js";

class BackChannel extends RoomElement {
  start() {
    this.see(["backchannel", "people", "me"], () => this.#render());
  }

  #render() {
    const lines = Object.entries(this.view.get("backchannel")).map(([seq, line]) => ({ seq: Number(seq), ...line }));
    const list = this.piece("list");
    const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
    keep(list, lines, {
      key: (line) => line.seq,
      make: () => stamp("backchannel-line"),
      show: (row, line) => fill(row, {
        name: line.by === this.me.id ? say("words", "you") : this.view.name(line.by),
        text: line.text,
        time: clockTime(line.at, this.offset),
      }),
    });
    list.hidden = lines.length === 0;
    if (isAtEnd) list.scrollTop = list.scrollHeight;
  }
}

customElements.define("back-channel", BackChannel);
