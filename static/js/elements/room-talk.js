// @ts-check
/** Chat and questions as two tabs; where there is room they stand side by side. */
import { enterSends, isTouch } from "../lib/keys.js";
import { RoomElement } from "../lib/room-element.js";
import { fill } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

class RoomTalk extends RoomElement {
  start() {
    this.hear(this, "click", (event) => this.#click(event));
    this.hear(this, "keydown", (event) => this.#key(event));
    this.hear(this.app, "talk:show", (event) => this.show(event.detail));
    this.hear(this, "unread", (event) => fill(this, { unread: event.detail || "" }));
    this.see(["questions"], () => this.#count());
    enterSends(this.piece("ask"), this.signal);
    fill(this, { "ask-hint": isTouch() ? "" : say("chat", "keys") });
    this.piece("ask").value ||= this.kept("question");
    this.hear(this.piece("ask"), "input", (event) => this.keep("question", event.target.value));
    this.hear(this, "asked", () => this.keep("question", ""));
    this.show(this.kept("tab") || "chat", false);
  }

  /** @param {string} name @param {boolean} [focus] */
  show(name, focus = true) {
    this.dataset.tab = name;
    this.keep("tab", name);
    for (const tab of this.#tabs) {
      const isChosen = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      if (isChosen && focus) tab.focus();
    }
  }

  get #tabs() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[role=tab]")]);
  }

  #count() {
    const questions = /** @type {any[]} */ (Object.values(this.view.get("questions")));
    fill(this, { open: questions.filter((one) => one.state !== "answered" && !one.hidden).length || "" });
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const tab = /** @type {HTMLElement} */ (event.target).closest("[role=tab]");
    if (tab) this.show(tab.getAttribute("data-tab") ?? "chat");
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!(event.target instanceof HTMLElement) || event.target.role !== "tab") return;
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    event.preventDefault();
    this.show(this.dataset.tab === "chat" ? "questions" : "chat");
  }
}

customElements.define("room-talk", RoomTalk);
