// @ts-check
/** Where one writes: Enter sends, Shift and Enter makes a new line; says in words when one cannot write, and why. */
import { enterSends, isTouch } from "../lib/keys.js";
import { RoomElement } from "../lib/room-element.js";
import { fill } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

const TYPING_EVERY = 3000;
const TYPING_SHOWN = 4500;

class MessageComposer extends RoomElement {
  /** @type {number | null} */
  #replyTo = null;
  #typedAt = 0;
  #counts = false;
  /** @type {Map<string, number>} */
  #typing = new Map();

  start() {
    this.#box.value ||= this.kept("draft");
    this.see(["me", "room", "messages", "people"], () => this.#render());
    this.hear(this, "submit", (event) => this.#submit(event));
    enterSends(this.#box, this.signal);
    this.hear(this.#box, "input", () => this.#input());
    this.hear(this.piece("no-reply"), "click", () => this.#replyingTo(null));
    this.hear(this.app, "message:reply", (event) => this.#replyingTo(event.detail));
    this.hear(this.app, "talk:write", () => this.#box.focus());
    this.hear(this.app.line, "typing", (event) => this.#heard(event.detail.by));
    this.hear(this.view, "told", ({ detail }) => detail.forEach((/** @type {any} */ told) => told.kind === "message_sent" && this.#typing.delete(told.by)));
    this.hear(this.app.line, "refused", (event) => this.#giveBack(event.detail));
    const timer = setInterval(() => this.view.isSeated && this.#render(), 1000);
    this.signal.addEventListener("abort", () => clearInterval(timer));
  }

  /** @returns {HTMLTextAreaElement} */
  get #box() {
    return this.piece("box");
  }

  #render() {
    const why = this.#whyNot();
    this.piece("form").hidden = Boolean(why) && !this.#rest();
    if (this.view.get("room").state === "ended") for (const draft of ["draft", "question"]) this.keep(draft, "");
    this.piece("send").disabled = Boolean(why);
    this.#quieten();
    fill(this, { notice: why, hint: isTouch() ? "" : say("chat", "keys"), typing: this.#whoTypes() });
    this.#box.placeholder = this.#box.ariaLabel = this.#whom();
  }

  /** A count of seconds is said when it begins, and not at every second. */
  #quieten() {
    const [isCounting, notice] = [this.#rest() > 0, this.querySelector("[data-slot=notice]")];
    notice?.setAttribute("aria-live", isCounting && this.#counts ? "off" : "polite");
    this.#counts = isCounting;
  }

  /** Who reads it: one person, those at my small table, or everybody. */
  #whom() {
    if (this.me.place.startsWith("group")) return say("chat", "to_table", { number: this.me.place.split("-")[1] });
    const people = /** @type {[string, any][]} */ (Object.entries(this.view.get("people")));
    const beside = people.find(([id, one]) => one.place === this.me.place && id !== this.me.id);
    return this.me.place.startsWith("side") && beside ? say("chat", "to_one", { name: beside[1].name }) : say("chat", "to_group");
  }

  /** Why I cannot write just now, in words; "" when I can. */
  #whyNot() {
    const room = this.view.get("room");
    const { me } = this;
    const isApart = me.place.startsWith("side");
    if (room.state === "ended" && !isApart) return say("chat", "ended");
    if (me.muted && !isApart) return say("chat", "muted");
    if (room.chat_closed && me.place === "main" && !me.leader) return say("chat", "closed");
    const rest = this.#rest();
    return rest ? say("chat", "slow", { seconds: rest }) : "";
  }

  /** Seconds until I may write again. */
  #rest() {
    const { slow_seconds: slow } = this.view.get("room");
    if (!slow || this.me.staff || this.me.place.startsWith("side")) return 0;
    const mine = /** @type {any[]} */ (Object.values(this.view.get("messages"))).filter((said) => said.by === this.me.id);
    const last = Math.max(0, ...mine.map((said) => said.at));
    return Math.max(0, Math.ceil((last + slow * 1000 - this.view.now()) / 1000));
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const text = this.#box.value.trim();
    if (!text || this.piece("send").disabled) return;
    this.ask("send_message", { text, reply_to: this.#replyTo });
    this.#box.value = "";
    this.keep("draft", "");
    this.#typedAt = 0;
    this.#replyingTo(null, false);
    this.dispatchEvent(new CustomEvent("message:sent", { bubbles: true }));
  }

  /** What was refused comes back, so that nobody has to write it again. @param {any} refused */
  #giveBack({ name, fields, code }) {
    if (name !== "send_message") return;
    if (!this.#box.value) this.keep("draft", (this.#box.value = fields.text));
    fill(this, { notice: say("refusals", code) });
  }

  #input() {
    this.keep("draft", this.#box.value);
    if (!this.#box.value || Date.now() - this.#typedAt < TYPING_EVERY) return;
    this.#typedAt = Date.now();
    this.app.line.typing();
  }

  /** @param {number | null} message @param {boolean} [focus] */
  #replyingTo(message, focus = true) {
    this.#replyTo = message;
    const said = message === null ? null : this.view.get("messages")[message];
    this.piece("replying").hidden = !said;
    if (said) fill(this, { replying: say("chat", "replying", { name: this.view.name(said.by), text: said.text }) });
    if (focus) this.#box.focus();
  }

  /** @param {string} person */
  #heard(person) {
    this.#typing.set(person, Date.now());
    if (this.view.isSeated) this.#render();
  }

  #whoTypes() {
    const now = [...this.#typing].filter(([, at]) => Date.now() - at < TYPING_SHOWN);
    this.#typing = new Map(now);
    if (now.length > 2) return say("chat", "many_type");
    return now.map(([person]) => say("chat", "types", { name: this.view.name(person) })).join(" ");
  }
}

customElements.define("message-composer", MessageComposer);
