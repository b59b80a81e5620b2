// @ts-check
/** The room as a whole: opens the line, and shows the door, the table, the end, or why there is nothing more. */
import { Connection } from "../lib/connection.js";
import { obey } from "../lib/room-doing.js";
import { RoomElement } from "../lib/room-element.js";
import { Outbox } from "../lib/room-outbox.js";
import { fill } from "../lib/room-rows.js";
import { RoomView } from "../lib/room-view.js";
import { say } from "../lib/room-words.js";

class RoomApp extends RoomElement {
  #view = new RoomView();
  /** @type {Connection | undefined} */
  #line;

  get view() {
    return this.#view;
  }

  get line() {
    return /** @type {Connection} */ (this.#line);
  }

  get isForTheDoor() {
    return true;
  }

  start() {
    const { room = "", me = "", token = "" } = this.dataset;
    this.#line = new Connection(this.#view, new Outbox(room, me), { room, token }, this.signal);
    obey(this, this.line, this.signal);
    this.see(["me", "room"], () => this.#show());
    this.hear(this.line, "entering", (event) => {
      this.dataset.refused = event.detail.refused;
      this.#show();
    });
    this.hear(this.line, "gone", (event) => this.#end(say("refusals", event.detail.code), event.detail.code));
    this.hear(this, "click", (event) => this.#click(event));
    this.hear(this, "unread", (event) => fill(this, { "nav-unread": event.detail || "" }));
    this.hear(this, "needs", (event) => fill(this, { "nav-needs": event.detail || "" }));
    this.hear(this, "asks", (event) => fill(this, { "nav-asks": event.detail || "" }));
    this.#go(this.kept("spot") || "table");
  }

  /** On a phone one part of the room is seen at a time. @param {string} spot */
  #go(spot) {
    this.dataset.shown = spot;
    this.keep("spot", spot);
    for (const button of this.querySelectorAll("[data-spot]")) {
      if (button instanceof HTMLButtonElement) button.setAttribute("aria-current", String(button.dataset.spot === spot));
    }
  }

  /** What the now-card points to lies under the table, which may be out of sight. @param {string} id @param {MouseEvent} event */
  #goTo(id, event) {
    const place = document.getElementById(id);
    if (!place) return;
    event.preventDefault();
    this.#go("table");
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  }

  #show() {
    if (!["gone", "left"].includes(this.dataset.screen ?? "")) this.#open(this.#screen());
  }

  #screen() {
    if (!this.view.isSeated) return "door";
    return this.view.get("room").state === "ended" ? "ended" : "table";
  }

  /** @param {string} screen */
  #open(screen) {
    if (screen !== this.dataset.screen) {
      // What has ended is read on the table, whatever one looked at.
      if (screen === "ended" && this.dataset.screen === "table") this.#go("table");
      scrollTo({ top: 0 });
      this.querySelector(".room-app__stage")?.scrollTo({ top: 0 });
    }
    this.dataset.screen = screen;
    const focused = document.activeElement;
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-for]"))) {
      part.hidden = !part.dataset.for?.split(" ").includes(screen);
    }
    if (focused?.closest("[hidden]")) document.getElementById("main")?.focus({ preventScroll: true });
  }

  /** @param {string} why @param {string} code */
  #end(why, code) {
    fill(this, { "gone-why": why || say("states", "gone") });
    this.dataset.refused = code;
    this.#open("gone");
  }

  /** @param {MouseEvent} event */
  async #click(event) {
    const pressed = /** @type {HTMLElement} */ (event.target);
    const button = pressed.closest("button");
    const way = pressed.closest("a")?.getAttribute("href") ?? "";
    if (way.startsWith("#")) this.#goTo(way.slice(1), event);
    if (button?.dataset.spot) this.#go(button.dataset.spot);
    if (button?.hasAttribute("data-leave")) await this.#leave();
    if (button?.hasAttribute("data-reload")) location.reload();
  }

  /** Go quietly: the seat is kept, and the line rests until one comes back, or is not well and says so. */
  async #leave() {
    this.dataset.screen = "left";
    await Promise.race([this.ask("leave_room"), new Promise((done) => setTimeout(done, 3000))]);
    this.line.rest();
    this.#open("left");
  }
}

customElements.define("room-app", RoomApp);
