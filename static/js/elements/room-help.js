// @ts-check
/** The corner for a break, for not being well, for a report and for leaving. What was asked is answered here too. */
import { RoomElement } from "../lib/room-element.js";
import { fill, keep, showOnly, stamp } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

class RoomHelp extends RoomElement {
  get isForTheDoor() {
    return true;
  }

  start() {
    this.see(["me", "room"], () => this.#render());
    this.hear(this, "click", (event) => {
      const isChoice = event.target.closest("button");
      if (isChoice) this.querySelector("details")?.removeAttribute("open");
    });
  }

  #render() {
    const { me } = this;
    const hasArrived = ["waiting", "seated"].includes(me.standing);
    const isSeated = me.standing === "seated";
    const isOpen = this.view.get("room").state !== "ended";
    const signal = me.signal?.state;
    showOnly(this, [
      isSeated && isOpen ? (me.on_break ? "back" : "break") : "",
      hasArrived && !me.leader ? (signal === "open" ? "unwell-open" : "unwell") : "",
      isSeated && !me.leader ? "report" : "",
      hasArrived ? "leave" : "",
    ]);
    this.toggleAttribute("data-signal", signal === "open");
    fill(this, { heard: signal === "open" ? say("help", "heard") : signal === "attended" ? say("help", "attended") : "" });
    keep(this.piece("reports"), me.reports, {
      key: (report) => report.id,
      make: () => stamp("own-report"),
      show: (row, report) => fill(row, {
        words: report.words || say("help", "reported_message"),
        outcome: report.outcome ? `${say("outcomes", report.outcome)} ${report.outcome_words}` : say("help", `with_${report.to}`),
      }),
    });
  }
}

customElements.define("room-help", RoomHelp);
