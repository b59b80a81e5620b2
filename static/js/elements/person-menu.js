// @ts-check
/** What one may do with a person at the table: a leader more, a participant two quiet things. */
import { RoomElement } from "../lib/room-element.js";
import { about, fill, keep, showOnly, tint } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";
import { initials } from "./round-table.js";

class PersonMenu extends RoomElement {
  #person = "";

  start() {
    this.hear(this.app, "person:open", (event) => this.#open(event.detail));
    this.see(["people", "me", "hands", "round", "breakouts", "speaking", "side_rooms", "room"], () => this.#dialog.open && this.#render());
    this.hear(this, "change", () => this.#move());
  }

  /** @returns {HTMLDialogElement} */
  get #dialog() {
    return this.piece("dialog");
  }

  /** @param {string} person */
  #open(person) {
    this.#person = person;
    this.#render();
    this.#dialog.showModal();
  }

  #render() {
    const one = this.view.get("people")[this.#person];
    if (!one) return this.#dialog.close();
    const part = one.leader ? "leader" : one.part === "technical_host" ? "technical_host" : "participant";
    tint(this, this.#person);
    fill(this, { who: one.name, initial: initials(one.name), role: say("parts", part) });
    about(this, { person: this.#person, about: this.#person });
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-dialog]"))) {
      button.dataset.about = one.name;
    }
    const shown = [...this.#choices(one)];
    showOnly(this, shown.length ? shown : ["nothing"]);
    if (this.me.leader) this.#groups();
  }

  /** @param {any} one @returns {Iterable<string>} */
  *#choices(one) {
    const { me } = this;
    const isMe = this.#person === me.id;
    if (isMe) yield "self";
    if (!isMe && !me.staff && !one.leader && one.part === "participant") yield* this.#buddy();
    if (!isMe && !me.leader) yield "report";
    if (!me.leader) return;
    yield* this.#word();
    yield* this.#turn();
    if (one.leader && this.view.get("room").lead !== this.#person) yield "hand-over";
    if (one.part !== "participant") return;
    yield one.muted ? "unmute" : "mute";
    if (["prepared", "open"].includes(this.view.get("breakouts").state)) yield "move";
    if (one.here && ![one.place, me.place].some((place) => place.startsWith("side"))) yield "side-room";
    yield "remove";
  }

  *#buddy() {
    const { buddy, buddy_choice: choice } = this.me;
    if (buddy === this.#person) yield "leave-buddy";
    else if (!buddy) yield choice === this.#person ? "unchoose-buddy" : "choose-buddy";
  }

  *#word() {
    const speaks = this.view.get("speaking")?.person === this.#person;
    yield speaks ? "end-word" : "give-word";
    if (this.view.get("hands").includes(this.#person)) yield "lower-hand";
  }

  *#turn() {
    const round = this.view.get("round");
    const turn = round?.order.find((/** @type {any} */ each) => each.person === this.#person);
    if (!turn) return;
    if (round.current === this.#person) yield "finish-turn";
    if (turn.state === "waiting") yield* ["pass-turn", "postpone-turn"];
    else yield "return-turn";
  }

  #groups() {
    const { groups } = this.view.get("breakouts");
    const now = groups.findIndex((/** @type {string[]} */ group) => group.includes(this.#person)) + 1;
    keep(this.piece("group"), [0, ...groups.keys()].map((_each, index) => index), {
      key: (number) => number,
      make: (number) => new Option("", String(number)),
      show: (row, number) => (row.textContent = number ? say("groups", "table", { number }) : say("groups", "no_table")),
    });
    this.piece("group").value = String(now);
  }

  #move() {
    this.ask("assign_to_breakout", { person: this.#person, group: Number(this.piece("group").value) });
    this.#dialog.close();
  }
}

customElements.define("person-menu", PersonMenu);
