// @ts-check
/** What turns the room: begin and end, the door, the chat, and how fast it goes. */
import { RoomElement } from "../lib/room-element.js";
import { fill, showOnly } from "../lib/room-rows.js";
import { namesInARow, say } from "../lib/room-words.js";

class RoomSwitches extends RoomElement {
  start() {
    this.see(["room", "me", "people", "debrief"], () => this.#render());
    this.hear(this.app.line, "refused", ({ detail }) => this.#askWhy(detail));
    this.hear(this.app, "media:change", () => this.view.isSeated && this.#voices());
    this.hear(this.piece("slow"), "change", (event) => this.ask("set_slow_mode", { seconds: Number(event.target.value) }));
  }

  #render() {
    const room = this.view.get("room");
    const missing = room.leaders.filter((/** @type {any} */ leader) => !leader.here).map((/** @type {any} */ leader) => leader.name);
    this.dataset.state = room.state;
    showOnly(this, [
      room.state === "ended" && this.view.get("debrief").is_signed ? "" : room.state,
      ...(room.state === "ended" ? [] : ["turning", room.locked ? "locked" : "unlocked", room.chat_closed ? "chat-closed" : "chat-open"]),
    ]);
    this.#voices();
    this.piece("slow").value = String(room.slow_seconds);
    fill(this, {
      missing: room.state === "before" && missing.length ? say("now", "we_wait", { names: namesInARow(missing) }) : "",
      lead: room.lead && room.state === "open" ? say("switches", room.lead === this.me.id ? "you_lead" : "leads", { name: this.view.name(room.lead) }) : "",
    });
  }

  /** Nothing moves under a finger, and the focus stays. Of those elsewhere one does not know whose is on. */
  #voices() {
    const { media } = /** @type {import("../lib/media-part.js").MediaApp} */ (this.app);
    const isOn = (/** @type {[string, any]} */ [id, one]) =>
      one.part === "participant" && one.in_media && !one.voice_stopped && media?.people.get(id)?.voice !== false;
    const button = this.piece("stop-all");
    if (button) button.ariaDisabled = String(!Object.entries(this.view.get("people")).some(isOn));
  }

  /** The other leader is not here: the session begins when somebody says why. @param {{code: string}} refused */
  #askWhy({ code }) {
    if (code !== "other_leader_missing") return;
    const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("start-dialog"));
    if (!dialog.open) dialog.showModal();
  }
}

customElements.define("room-switches", RoomSwitches);
