// @ts-check
/** Pictures beside the table: whom everybody shall see, whom I have chosen to see large, whoever speaks, or all side by side. */
import { isSounding, mark, showStream, streamOf } from "../lib/media-showing.js";
import { takesPart } from "../lib/media-part.js";
import { RoomElement } from "../lib/room-element.js";
import { fill, keep, showOnly, stamp, tint } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";
import { shownView } from "./media-settings.js";
import { initials } from "./round-table.js";

/** @typedef {{key: string, person: string, what: "picture" | "screen", why: string}} Shown */

const MOST_LARGE = 2, MOST_TILES = 25;

class MediaStage extends RoomElement {
  #pinned = this.kept("pinned");

  start() {
    this.see(["people", "me", "media", "speaking", "room", "breakouts"], () => this.#render());
    for (const type of ["media:change", "media:settings"]) this.hear(this.app, type, () => this.view.isSeated && this.#render());
    this.hear(this.app, "media:pin", ({ detail }) => this.#pin(detail));
    this.hear(this, "click", ({ target }) => this.#click(target.closest("button")));
  }

  get #room() {
    return /** @type {import("../lib/media-part.js").MediaApp} */ (this.app);
  }

  /** @param {string} person "" for nobody */
  #pin(person) {
    this.#pinned = person;
    this.keep("pinned", person);
    this.app.dispatchEvent(new CustomEvent("media:pinned", { detail: person }));
    if (this.view.isSeated) this.#render();
  }

  /** @param {HTMLButtonElement | null} button */
  #click(button) {
    if (!button) return;
    const person = button.closest("[data-person]")?.getAttribute("data-person");
    if (button.hasAttribute("data-unpin")) this.#pin("");
    else if (button.hasAttribute("data-climb")) this.app.dispatchEvent(new CustomEvent("media:do", { detail: "see" }));
    else if (person && !button.dataset.do) this.dispatchEvent(new CustomEvent("person:open", { bubbles: true, detail: person }));
  }

  #render() {
    const isIn = takesPart(this.#room);
    const view = isIn ? shownView() : "table";
    const large = isIn ? this.#large(view) : [];
    const all = view === "gallery" ? this.#sideBySide() : [];
    const tiles = all.slice(0, MOST_TILES);
    const focused = /** @type {HTMLElement} */ (document.activeElement);
    fill(this, { note: all.length ? this.#count(all) : view === "speaker" && !large.length ? say("media", "calm") : "" });
    this.hidden = view === "table" && !large.length;
    this.app.toggleAttribute("data-staged", !this.hidden);
    keep(this.piece("large"), large, { key: ({ key }) => key, make: () => stamp("media-large"), show: (row, shown) => this.#showLarge(row, shown) });
    keep(this.piece("gallery"), tiles, { key: (person) => person, make: () => stamp("media-tile"), show: (row, person) => this.#showTile(row, person) });
    this.piece("large").hidden = large.length === 0;
    this.piece("gallery").hidden = tiles.length === 0;
    if (this.contains(focused)) focused.focus({ preventScroll: true }); // a row that moved has lost it
  }

  /** Pictures first, then voices, then those in writing. */
  #sideBySide() {
    const people = this.view.get("people");
    const rank = (/** @type {string} */ person) => (this.#isSeen(person) ? 0 : isWriter(people[person]) ? 2 : 1);
    return this.#near().sort((one, other) => rank(one) - rank(other));
  }

  /** @param {string[]} all */
  #count(all) {
    const pictures = all.filter((person) => this.#isSeen(person)).length;
    const count = all.length - MOST_TILES;
    return `${say("media", "with_picture", { pictures, all: all.length })} ${count > 0 ? say("media", "more_at_table", { count }) : ""}`.trim();
  }

  /** Whether a picture comes here, or is about to. @param {string} person */
  #isSeen(person) {
    const { media } = this.#room;
    return Boolean(person === this.me.id ? media?.mine.picture : media?.rung !== "sound" && media?.people.get(person)?.picture);
  }

  /** Everybody who sits here, in the order of the table. @returns {string[]} */
  #near() {
    const people = /** @type {[string, any][]} */ (Object.entries(this.view.get("people")));
    const here = people.filter(([, one]) => one.here && one.place === this.me.place);
    return here.sort(([, one], [, other]) => one.seat - other.seat).map(([person]) => person);
  }

  /** A screen that is shown, whom I chose, and whom the leaders chose: two of them; else, if I want it, whoever speaks. @param {string} view @returns {Shown[]} */
  #large(view) {
    const { sharing = "", focus = "" } = this.view.get("media") ?? {};
    const near = this.#near();
    const wanted = [[sharing, "screen", "screen"], [this.#pinned, "picture", "pinned"], [focus, "picture", "focus"]];
    if (view === "speaker" && !sharing && !focus && !near.includes(this.#pinned)) wanted.push([this.#speaker(near), "picture", "speaker"]);
    const shown = wanted.filter(([person]) => near.includes(person)).map(([person, what, why]) => ({ key: `${what} ${person}`, person, what, why }));
    const once = shown.filter(({ key }, index) => shown.findIndex((other) => other.key === key) === index);
    return /** @type {Shown[]} */ (once.slice(0, MOST_LARGE));
  }

  /** Never myself, as long as there is somebody else. @param {string[]} near */
  #speaker(near) {
    const { media } = this.#room;
    const others = near.filter((person) => person !== this.me.id);
    const wanted = [media?.speaker ?? "", this.view.get("speaking")?.person ?? "", media?.shown ?? ""];
    return wanted.find((person) => others.includes(person)) ?? others.find((person) => this.#isSeen(person)) ?? "";
  }

  /** @param {HTMLElement} row @param {Shown} shown */
  #showLarge(row, { person, what, why }) {
    this.#show(row, person, what, [why === "speaker" && !isSounding(this.#room, person) ? "" : say("media", `large_${why}`)]);
    row.dataset.what = what;
    const isMine = person === this.me.id;
    fill(row, { own: isMine && what === "screen" ? say("media", "own_screen") : "" });
    const { media } = this.#room;
    showOnly(row, [
      why === "pinned" ? "unpin" : "",
      why === "focus" ? "lift" : "",
      what === "screen" && (isMine || this.me.leader) ? "stop-sharing" : "",
      !isMine && media?.rung === "sound" ? "climb" : "",
    ]);
  }

  /** @param {HTMLElement} row @param {string} person */
  #showTile(row, person) {
    const speaks = this.view.get("speaking")?.person === person;
    row.toggleAttribute("data-speaking", speaks);
    this.#show(row, person, "picture", [speaks ? say("table", "speaking") : ""]);
  }

  /** @param {HTMLElement} row @param {string} person @param {"picture" | "screen"} what @param {string[]} states */
  #show(row, person, what, states) {
    const one = this.view.get("people")[person];
    const isMine = person === this.me.id;
    row.toggleAttribute("data-small", what === "picture" && !this.#isSeen(person) && (row.matches("[data-large]") || isWriter(one)));
    const place = /** @type {HTMLElement} */ (row.querySelector("[data-part=picture]"));
    row.dataset.person = person;
    showStream(place, streamOf(this.#room, person, what), isMine && what === "picture");
    const all = [...states, mark(this.#room, row, person, one), one.on_break ? say("table", "on_break") : "", isWriter(one) ? say("media", "writes") : ""];
    fill(row, { initial: initials(one.name), name: isMine ? say("words", "you") : one.name, state: all.filter(Boolean).join(" · ") });
    tint(row, person);
  }
}

/** @param {any} one */
function isWriter(one) {
  return !one.in_media && !one.by_phone;
}

customElements.define("media-stage", MediaStage);
