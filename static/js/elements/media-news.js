// @ts-check
/** One sentence about sound and picture, the most pressing, with the one thing to do about it. */
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

  /** Who turned mine off last: the log says it while it happens. */
  #by = { voice: say("media", "a_leader"), picture: say("media", "a_leader") };

  start() {
    this.hear(this.view, "told", ({ detail }) => detail.forEach((/** @type {any} */ told) => this.#hearOf(told)));
    this.see(["me", "people", "media", "speaking", "round"], () => this.#render());
    for (const type of ["media:change", "media:settings"]) this.hear(this.app, type, () => this.view.isSeated && this.#render());
    this.hear(this.app, "media:trouble", ({ detail }) => this.#meet(detail));
    this.hear(this.app, "media:stepped", ({ detail }) => this.#tell(this.#trouble, detail));
    this.hear(this.app, "media:doing", ({ detail }) => this.#tell(null, ["voice", "picture"].includes(detail) ? this.#stepped : null));
    this.hear(this.piece("act"), "click", () => this.app.dispatchEvent(new CustomEvent("media:do", { detail: this.#news?.what })));
    this.hear(this.piece("close"), "click", () => this.#close());
  }

  /** @param {import("../lib/room-view.js").Told} told */
  #hearOf({ kind, by, person }) {
    const [what, happened] = kind.split("_");
    if (happened === "stopped" && person === this.me.id && (what === "voice" || what === "picture")) this.#by[what] = this.view.name(by);
  }

  /** @param {import("../lib/media-matters.js").Trouble} trouble */
  #meet(trouble) {
    this.#tell(trouble, this.#stepped);
    if (trouble.code === "connection") setTimeout(() => this.#trouble === trouble && this.#tell(null, this.#stepped), PASSING_MS);
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
    const all = [...mediaMatters(this.app, this.#trouble, this.#stepped, this.#by)];
    for (const key of this.#closed) if (!all.some((news) => news.key === key)) this.#closed.delete(key);
    const news = all.find(({ key }) => !this.#closed.has(key));
    const box = this.piece("box");
    const focused = document.activeElement;
    if (news?.key !== this.#news?.key) this.piece("said").textContent = news && !news.isSaid ? news.words : "";
    this.#news = news;
    box.hidden = !news;
    box.toggleAttribute("data-calm", Boolean(news?.isCalm));
    this.piece("act").hidden = !news?.act;
    this.piece("act").dataset.variant = news?.isCalm ? "secondary" : "primary";
    fill(this, { news: news?.words ?? "", act: news?.act ?? "" });
    if (box.contains(focused) && focused?.closest("[hidden]")) this.#handOn();
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
