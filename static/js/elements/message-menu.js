// @ts-check
/** What one may do with a message: react, reply, report; a leader also hides it and shows it again. */
import { RoomElement } from "../lib/room-element.js";
import { about, fill, showOnly } from "../lib/room-rows.js";

class MessageMenu extends RoomElement {
  start() {
    this.hear(this.app, "message:open", (event) => this.#open(event.detail));
    this.hear(this.piece("reply"), "click", () => this.#reply());
  }

  /** @param {number} message */
  #open(message) {
    const said = this.view.get("messages")[message];
    if (!said) return;
    const isMine = said.by === this.me.id;
    this.dataset.message = String(message);
    fill(this, { who: this.view.name(said.by), text: said.text });
    about(this, { message });
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-reaction]"))) {
      const reaction = button.dataset.reaction ?? "";
      const isGiven = Boolean(said.reactions[reaction]?.includes(this.me.id));
      button.dataset.do = isGiven ? "unreact" : "react";
      button.dataset.fields = JSON.stringify({ message, reaction });
      button.setAttribute("aria-pressed", String(isGiven));
    }
    const hide = said.hidden ? "show" : "hide";
    const isTold = this.me.reports.some((/** @type {any} */ report) => report.message === message);
    const report = isMine || this.me.leader ? "" : isTold ? "reported" : "report";
    showOnly(this, [said.hidden ? "" : "answer", this.me.leader ? hide : "", report]);
    this.piece("dialog").showModal();
  }

  #reply() {
    this.piece("dialog").close();
    this.dispatchEvent(new CustomEvent("message:reply", { bubbles: true, detail: Number(this.dataset.message) }));
  }
}

customElements.define("message-menu", MessageMenu);
