// @ts-check
/** The corner for a break, for not being well, for a report and for leaving. What was asked is answered here too. */
import { remember, remembered } from "../lib/remembered.js";
import { RoomElement } from "../lib/room-element.js";
import { fill, keep, showOnly, stamp } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

// What takes longer than this to arrive is said to be on its way.
const QUIET_FOR = 1200;

class RoomHelp extends RoomElement {
  #timer = 0;

  get isForTheDoor() {
    return true;
  }

  start() {
    this.see(["me", "room"], () => this.#render());
    this.hear(this.app.line, "state", () => this.me.id && this.#render());
    this.hear(this.app.line, "outbox", () => this.#soon());
    this.signal.addEventListener("abort", () => clearTimeout(this.#timer));
    this.hear(this.piece("seen"), "click", () => this.#see());
    this.hear(this, "click", ({ target }) => target.closest("details button") && this.#fold());
  }

  /** Once for all that is sent meanwhile: each message of the room is news of the outbox. */
  #soon() {
    this.#timer ||= setTimeout(() => {
      this.#timer = 0;
      if (this.me.id) this.#render();
    }, QUIET_FOR + 50);
  }

  /** The focus stays in the corner, also when a dialog has been open in between. */
  #fold() {
    this.querySelector("summary")?.focus();
    this.querySelector("details")?.removeAttribute("open");
  }

  #render() {
    const { me } = this;
    showOnly(this, this.#choices());
    this.toggleAttribute("data-signal", me.signal?.state === "open");
    if (me.signal?.state === "open") remember(this.#seenName, "");
    const heard = this.#heard();
    fill(this, { heard });
    this.piece("heard").hidden = !heard;
    this.piece("seen").hidden = me.signal?.state !== "attended";
    keep(this.piece("reports"), me.reports, {
      key: (report) => report.id,
      make: () => stamp("own-report"),
      show: (row, report) => fill(row, {
        words: report.words || say("help", "reported_message"),
        outcome: report.outcome ? `${say("outcomes", report.outcome)} ${report.outcome_words}` : say("help", `with_${report.to}`),
      }),
    });
  }

  /** Whoever has left may still say that they are not well, or that something was not right. @returns {Iterable<string>} */
  *#choices() {
    const { me } = this;
    const hasArrived = ["waiting", "seated"].includes(me.standing);
    const isSeated = me.standing === "seated";
    const isAway = this.app.line.state === "resting";
    const isOpen = this.view.get("room").state !== "ended";
    if (isSeated && isOpen && !isAway) yield me.on_break ? "back" : "break";
    if (hasArrived && !me.leader) yield me.signal?.state === "open" ? "unwell-open" : "unwell";
    if (isSeated && !me.leader) yield "report";
    if (hasArrived && !isAway) yield "leave";
  }

  /** What has come of saying that one is not well; that the leaders know it only when they do. */
  #heard() {
    const isOnItsWay = this.app.line.outbox.waiting.some((wish) => wish.name === "signal_unwell" && Date.now() - wish.at >= QUIET_FOR);
    if (isOnItsWay) return say("help", "on_its_way");
    const state = this.me.signal?.state;
    if (state === "open") return say("help", "heard");
    return state === "attended" && !remembered(this.#seenName) ? say("help", "attended") : "";
  }

  get #seenName() {
    return `room-help-seen:${this.app.dataset.room}:${this.me.id}`;
  }

  /** It has been read, and need not stay all evening. */
  #see() {
    remember(this.#seenName, "yes");
    this.#render();
    this.querySelector("summary")?.focus();
  }
}

customElements.define("room-help", RoomHelp);
