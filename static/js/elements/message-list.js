// @ts-check
/** The chat of the place one is in: newest at the bottom, never moving while somebody reads further up. */
import { RoomElement } from "../lib/room-element.js";
import { about, fill, keep, showOnly, stamp, tint } from "../lib/room-rows.js";
import { clockTime } from "../lib/room-time.js";
import { say } from "../lib/room-words.js";
import { initials } from "./round-table.js";

const NEAR = 60;
const REACTIONS = /** @type {Record<string, string>} */ ({ heart: "❤️", thumbs_up: "👍", thanks: "🙏", smile: "😊", strength: "💪" });

class MessageList extends RoomElement {
  /** What each row shows, so that two hundred messages are not rendered again for one. @type {WeakMap<HTMLElement, string>} */
  #shown = new WeakMap();
  #isAtEnd = true;
  #isFetching = false;
  #seen = 0;
  #height = 0;

  start() {
    this.#seen = Number(this.kept("seen"));
    this.see(["messages", "people", "me"], () => this.#render());
    this.hear(this.app.line, "outbox", () => this.view.isSeated && this.#render());
    this.hear(this.#scroll, "scroll", () => this.#scrolled());
    this.hear(this.piece("new"), "click", () => this.#toEnd());
    this.hear(this, "click", (event) => this.#click(event));
    const watcher = new ResizeObserver(() => this.#resized());
    watcher.observe(this.#scroll);
    this.signal.addEventListener("abort", () => watcher.disconnect());
  }

  /** @returns {HTMLElement} */
  get #scroll() {
    return this.piece("scroll");
  }

  #render() {
    const messages = Object.entries(this.view.get("messages")).map(([seq, said]) => ({ key: seq, seq: Number(seq), ...said }));
    messages.sort((one, other) => one.seq - other.seq);
    const list = this.piece("list");
    const before = this.#scroll.scrollHeight - this.#scroll.scrollTop;
    const first = list.firstElementChild?.dataset.key;
    keep(list, [...messages, ...this.#onTheirWay(messages)], {
      key: (said) => said.key,
      make: () => stamp("message"),
      show: (row, said) => this.#showOnce(row, said),
    });
    this.piece("empty").hidden = list.childElementCount > 0;
    if (this.#isAtEnd) this.#toEnd();
    else if (first !== messages[0]?.key && first) this.#scroll.scrollTop = this.#scroll.scrollHeight - before;
    this.#unread(messages);
  }

  /** Own messages that have not come back yet. @param {any[]} messages @returns {any[]} */
  #onTheirWay(messages) {
    return this.app.line.outbox.wishes
      .filter((wish) => wish.name === "send_message")
      .filter(({ fields, seq }) => !messages.some((said) => said.seq > seq && said.by === this.me.id && said.text === fields.text.trim()))
      .map(({ id, fields, at }) => ({ key: id, by: this.me.id, at, ...fields, reactions: {}, isWaiting: true }));
  }

  /** @param {HTMLElement} row @param {any} said */
  #showOnce(row, said) {
    const { name, seat, leader } = this.view.get("people")[said.by] ?? {};
    const sight = JSON.stringify([said, name, seat, leader, this.#reply(said.reply_to), this.me.leader]);
    if (this.#shown.get(row) === sight) return;
    this.#shown.set(row, sight);
    this.#show(row, said);
  }

  /** @param {HTMLElement} row @param {any} said */
  #show(row, said) {
    const isMine = said.by === this.me.id;
    const one = this.view.get("people")[said.by];
    const name = this.view.name(said.by);
    row.toggleAttribute("data-mine", isMine);
    row.toggleAttribute("data-waiting", Boolean(said.isWaiting));
    row.toggleAttribute("data-hidden", Boolean(said.hidden));
    tint(row, said.by);
    fill(row, {
      initial: initials(name),
      name: isMine ? say("words", "you") : name,
      role: one?.leader ? say("parts", "leader") : "",
      time: said.isWaiting ? say("chat", "on_its_way") : clockTime(said.at, this.offset),
      text: said.hidden && !said.text ? say("chat", "hidden") : said.text,
      reply: this.#reply(said.reply_to),
      why: said.hidden && said.text ? say("chat", "hidden_for_others", { reason: said.hidden_reason || "–" }) : "",
    });
    showOnly(row, said.isWaiting || (said.hidden && !this.me.leader) ? [] : ["menu"]);
    row.querySelector("[data-menu-of]")?.setAttribute("data-menu-of", said.key);
    this.#reactions(row, said);
  }

  /** @param {number | null} seq */
  #reply(seq) {
    const answered = seq === null ? null : this.view.get("messages")[seq];
    if (!answered) return "";
    return `${this.view.name(answered.by)}: ${answered.hidden ? say("chat", "hidden") : answered.text}`;
  }

  /** @param {HTMLElement} row @param {any} said */
  #reactions(row, said) {
    const place = /** @type {HTMLElement} */ (row.querySelector("[data-part=reactions]"));
    const given = /** @type {[string, string[]][]} */ (Object.entries(said.hidden ? {} : said.reactions));
    place.hidden = given.length === 0;
    keep(place, given, {
      key: ([name]) => name,
      make: () => stamp("reaction"),
      show: (chip, [name, people]) => {
        const isMine = people.includes(this.me.id);
        // In words too: not every machine can draw the sign.
        fill(chip, { sign: REACTIONS[name] ?? "", said: say("reactions", name, { count: people.length }) });
        chip.setAttribute("aria-pressed", String(isMine));
        chip.title = people.map((person) => this.view.name(person)).join(", ");
        chip.dataset.do = isMine ? "unreact" : "react";
        chip.dataset.fields = JSON.stringify({ message: said.seq, reaction: name });
      },
    });
  }

  /** @param {any[]} messages */
  #unread(messages) {
    if (this.#isAtEnd && this.isVisible) this.keep("seen", (this.#seen = Math.max(this.#seen, messages.at(-1)?.seq ?? 0)));
    const fresh = messages.filter((said) => said.seq > this.#seen && said.by !== this.me.id).length;
    fill(this, { "new-count": fresh && !this.#isAtEnd ? say("chat", "new", { count: fresh }) : "" });
    this.piece("new").hidden = this.#isAtEnd || !fresh;
    this.dispatchEvent(new CustomEvent("unread", { bubbles: true, detail: fresh }));
  }

  get isVisible() {
    return this.offsetParent !== null && !document.hidden;
  }

  #scrolled() {
    const list = this.#scroll;
    if (this.#isAtEnd && list.clientHeight !== this.#height) return; // a word came in below: nobody has scrolled
    this.#isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
    if (this.#isAtEnd && this.view.isSeated) this.#render();
    else if (list.scrollTop < NEAR) this.#older();
  }

  #resized() {
    this.#height = this.#scroll.clientHeight;
    if (this.#isAtEnd) this.#toEnd();
  }

  async #older() {
    const first = Math.min(...Object.keys(this.view.get("messages") ?? {}).map(Number));
    if (this.#isFetching || !Number.isFinite(first)) return;
    this.#isFetching = true;
    const found = await this.app.line.older(first);
    setTimeout(() => (this.#isFetching = false), found ? 300 : 30_000);
  }

  #toEnd() {
    this.#isAtEnd = true;
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-menu-of]");
    const detail = Number(button?.getAttribute("data-menu-of"));
    if (button) this.dispatchEvent(new CustomEvent("message:open", { bubbles: true, detail }));
  }
}

customElements.define("message-list", MessageList);
