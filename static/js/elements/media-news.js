// @ts-check
/** One sentence about sound and picture, the newest, with the one thing to do about it, and how many more there are. */
import { mediaMatters } from "../lib/media-matters.js";
import { RoomElement } from "../lib/room-element.js";
import { fill } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

/** What comes and goes by itself, without anybody telling that it is gone. */
const PASSING_MS = 20_000;

class MediaNews extends RoomElement {
  /** @type {import("../lib/media-matters.js").Trouble | null} */
  #trouble = null;
  /** @type {import("../lib/media-matters.js").Stepped | null} */
  #stepped = null;
  /** What was closed while it still held. @type {Set<string>} */
  #closed = new Set();
  /** @type {import("../lib/media-matters.js").News | undefined} */
  #news;
  /** The keys of what there is to say, in the order in which it came. @type {string[]} */
  #came = [];
  /** What was heard while it happened: after a reload nothing is told again. @type {import("../lib/media-matters.js").Heard} */
  #heard = { voice: "", picture: "", hasRisen: false, hasMoved: false };
  /** @type {{before: unknown, place: string}} */
  #silenced = { before: null, place: "" };

  start() {
    this.hear(this.view, "told", ({ detail }) => detail.forEach((/** @type {any} */ told) => this.#hearOf(told)));
    this.see(["me", "people", "media", "speaking", "round"], () => this.#render());
    for (const type of ["media:change", "media:settings"]) this.hear(this.app, type, () => this.view.isSeated && this.#render());
    this.hear(this.app, "media:trouble", ({ detail }) => this.#meet(detail));
    this.hear(this.app, "media:risen", () => this.#pass({ hasRisen: true }, { hasRisen: false }));
    this.hear(this.app, "media:stepped", ({ detail }) => this.#tell(this.#trouble, detail));
    this.hear(this.app, "media:doing", ({ detail }) => this.#goOn(detail));
    this.hear(this.piece("act"), "click", () => this.app.dispatchEvent(new CustomEvent("media:do", { detail: this.#news?.what })));
    this.hear(this.piece("close"), "click", () => this.#close());
  }

  /** @param {import("../lib/room-view.js").Told} told */
  #hearOf({ kind, by, person }) {
    if (person !== this.me.id) return;
    const name = this.view.name(by);
    if (kind === "voice_stopped") this.#know({ voice: say("media", kind, { name }) });
    if (kind === "picture_stopped") this.#know({ picture: say("media", kind, { name }) });
    if (kind === "all_voices_stopped") this.#pass({ voice: say("announcements", `${kind}_me`, { by: name }) }, { voice: "" });
  }

  /** @param {Partial<import("../lib/media-matters.js").Heard>} heard */
  #know(heard) {
    this.#heard = { ...this.#heard, ...heard };
    if (this.view.isSeated) this.#render();
  }

  /** @param {Partial<import("../lib/media-matters.js").Heard>} heard @param {Partial<import("../lib/media-matters.js").Heard>} after unless something else was heard meanwhile */
  #pass(heard, after) {
    this.#know(heard);
    setTimeout(() => Object.entries(heard).every(([what, words]) => /** @type {any} */ (this.#heard)[what] === words) && this.#know(after), PASSING_MS);
  }

  /** @param {import("../lib/media-matters.js").Trouble} trouble */
  #meet(trouble) {
    this.#tell(trouble, this.#stepped);
    if (trouble.code === "connection") setTimeout(() => this.#trouble === trouble && this.#tell(null, this.#stepped), PASSING_MS);
  }

  /** Whoever does something has read what was told. @param {string} what */
  #goOn(what) {
    this.#heard.hasRisen = false;
    this.#tell(null, ["voice", "picture"].includes(what) ? this.#stepped : null);
  }

  /** @param {import("../lib/media-matters.js").Trouble | null} trouble @param {import("../lib/media-matters.js").Stepped | null} stepped */
  #tell(trouble, stepped) {
    if (trouble !== this.#trouble || stepped !== this.#stepped) this.#closed.clear();
    this.#trouble = trouble;
    this.#stepped = stepped;
    if (this.view.isSeated) this.#render();
  }

  /** What no longer holds may be said again the next time. */
  #render() {
    this.#forget();
    const all = [...mediaMatters(this.app, this.#trouble, this.#stepped, this.#heard)];
    for (const key of this.#closed) if (!all.some((news) => news.key === key)) this.#closed.delete(key);
    const open = this.#inOrder(all.filter(({ key }) => !this.#closed.has(key)));
    const [news] = open;
    const box = this.piece("box");
    const focused = document.activeElement;
    if (news?.key !== this.#news?.key) this.piece("said").textContent = news && !news.isSaid ? news.words : "";
    this.#news = news;
    box.hidden = !news;
    box.toggleAttribute("data-calm", Boolean(news?.isCalm));
    this.piece("act").hidden = !news?.act;
    this.piece("act").dataset.variant = news?.isCalm ? "secondary" : "primary";
    const count = open.length - 1;
    fill(this, { news: news?.words ?? "", act: news?.act ?? "", others: count > 0 ? say("media", "more_news", { count }) : "" });
    if (box.contains(focused) && focused?.closest("[hidden]")) this.#handOn();
  }

  /** What is on again was not turned off last; of whoever went on to another place it is no longer true. */
  #forget() {
    const { voice_stopped, picture_stopped } = this.view.get("people")[this.me.id] ?? {};
    if (!voice_stopped && !this.me.muted) this.#heard.voice = "";
    if (!picture_stopped) this.#heard.picture = "";
    const { before = null } = /** @type {import("../lib/media-part.js").MediaApp} */ (this.app).media?.mine ?? {};
    if (before !== this.#silenced.before) this.#silenced = { before, place: this.me.place };
    this.#heard.hasMoved = this.#silenced.place !== this.me.place;
  }

  /** The newest first, of what came together the most pressing, and last what can wait. @param {import("../lib/media-matters.js").News[]} open */
  #inOrder(open) {
    const isNew = (/** @type {string} */ key) => !this.#came.includes(key);
    const keys = open.map(({ key }) => key);
    this.#came = [...this.#came.filter((key) => keys.includes(key)), ...keys.filter(isNew).reverse()];
    const rank = (/** @type {import("../lib/media-matters.js").News} */ { key, isCalm }) => (isCalm ? 0 : 1000) + this.#came.indexOf(key);
    return open.sort((one, other) => rank(other) - rank(one));
  }

  /** That one alone: what else there is to say comes after it. */
  #close() {
    const { key = "" } = this.#news ?? {};
    this.#closed.add(key);
    if (key.startsWith("trouble")) this.#trouble = null;
    if (key.startsWith("stepped")) this.#stepped = null;
    this.#render();
  }

  /** Whoever goes by the keys goes on from the row below. */
  #handOn() {
    /** @type {HTMLElement | null | undefined} */ (this.parentElement?.querySelector(".media-controls__bar button:not([hidden])"))?.focus();
  }
}

customElements.define("media-news", MediaNews);
