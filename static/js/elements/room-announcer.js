// @ts-check
/** Says once, politely, what a person who does not see the screen would otherwise miss. */
import { RoomElement } from "../lib/room-element.js";
import { inLanguage, say } from "../lib/room-words.js";

const KEPT_FOR = 20_000;

class RoomAnnouncer extends RoomElement {
  #standing = "";

  start() {
    this.hear(this.view, "view:me", () => this.#come());
    this.hear(this.view, "told", ({ detail }) => detail.forEach((/** @type {any} */ told) => this.#tell(told)));
  }

  /** @param {import("../lib/room-view.js").Told} told */
  #tell(told) {
    const sentence = this.view.isSeated ? this.#sentence(told) : "";
    if (sentence) this.#say(sentence);
  }

  /** Nobody else is told that somebody who waited at the door was let in. */
  #come() {
    const { standing } = this.me;
    if (this.#standing === "waiting" && standing === "seated") this.#say(say("door", "let_in"));
    this.#standing = standing;
  }

  /** @param {string} sentence */
  #say(sentence) {
    const line = document.createElement("p");
    line.textContent = sentence;
    this.append(line);
    setTimeout(() => line.remove(), KEPT_FOR);
  }

  /** @param {import("../lib/room-view.js").Told} told */
  #sentence({ kind, by, seq, person }) {
    const who = person ?? by;
    if (kind === "message_sent" || kind === "backchannel_sent") return this.#message(kind, by, seq);
    const now = this.view.get("now");
    const values = { name: this.view.name(who), by: this.view.name(by), title: inLanguage(now?.title) };
    const round = this.view.get("round");
    const ofMe = who === this.me.id ? say("announcements", `${kind}_me`, values) : "";
    const isMyOwn = by === this.me.id || (kind === "member_arrived" && who === this.me.id);
    if (isMyOwn && !ofMe) return "";
    const next = round?.current === this.me.id && /^(turn|round|phase)_/.test(kind) ? say("now", "your_turn") : "";
    return [ofMe || say("announcements", kind, values), next].filter(Boolean).join(" ");
  }

  /** @param {string} kind @param {string} by @param {number} seq */
  #message(kind, by, seq) {
    if (by === this.me.id) return "";
    const section = kind === "message_sent" ? "messages" : "backchannel";
    const said = this.view.get(section)?.[seq];
    return said && !said.hidden ? say("announcements", kind, { name: this.view.name(by), text: said.text }) : "";
  }
}

customElements.define("room-announcer", RoomAnnouncer);
