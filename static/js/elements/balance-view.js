// @ts-check
/** Who has had the word: the two leaders and the group, and the groups among themselves, in words and as lines. */
import { RoomElement } from "../lib/room-element.js";
import { fill, keep, stamp } from "../lib/room-rows.js";
import { wholeMinutes } from "../lib/room-time.js";
import { say } from "../lib/room-words.js";

class BalanceView extends RoomElement {
  start() {
    this.see(["balance"], () => this.#render());
  }

  #render() {
    const { sides, groups } = this.view.get("balance");
    const rows = Object.entries(sides).map(([side, air]) => ({ key: side, name: say("balance", side), ...air }));
    groups.forEach((/** @type {any} */ air, /** @type {number} */ index) => rows.push({ key: `group-${index}`, name: say("groups", "table", { number: index + 1 }), ...air }));
    const most = Math.max(1, ...rows.map((row) => row.ms));
    keep(this.piece("list"), rows, {
      key: (row) => row.key,
      make: () => stamp("balance"),
      show: (line, row) => {
        fill(line, { name: row.name, words: say("balance", "words", { minutes: wholeMinutes(row.ms), turns: row.turns }) });
        const bar = /** @type {HTMLProgressElement} */ (line.querySelector("progress"));
        bar.max = most;
        bar.value = row.ms;
        bar.setAttribute("aria-label", row.name);
      },
    });
  }
}

customElements.define("balance-view", BalanceView);
