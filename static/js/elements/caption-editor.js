// @ts-check
import { LivingElement } from "../lib/living-element.js";
import { splitAt, troublesOf } from "../lib/library/cue-times.js";
import { remember, remembered } from "../lib/remembered.js";
import { CaptionCue } from "./caption-cue.js";

/** @typedef {import("../lib/library/cue-times.js").Cue} Cue */

// A cue that is added lasts so long, unless the next one begins before.
const LASTS_MS = 3000;

/** Captions beside their recording: written, played, split. What is not saved is kept on this device. */
class CaptionEditor extends LivingElement {
  /** @param {AbortSignal} signal */
  arrives(signal) {
    const on = { signal };
    this.addEventListener("click", (event) => this.#press(event.target), on);
    this.addEventListener("input", () => this.#changed(), on);
    this.addEventListener("change", () => this.#tell(), on);
    document.addEventListener("keydown", (event) => this.#key(event), on);
    this.#player.addEventListener("timeupdate", () => this.#follow(), on);
    const kept = remembered(this.#name);
    this.#show(kept ? JSON.parse(kept) : this.#json("given"));
    if (kept) this.#unsaved("back");
  }

  /** @param {EventTarget | null} target */
  #press(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    const cue = button?.closest("caption-cue");
    const what = button?.dataset.part;
    if (what === "add") this.#add();
    else if (what === "save") this.#save();
    else if (what === "forget") this.#forget();
    else if (cue instanceof CaptionCue && what === "play") this.#playFrom(cue);
    else if (cue instanceof CaptionCue && what === "split") this.#split(cue);
    else if (cue instanceof CaptionCue && what === "remove") this.#remove(cue);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const cue = event.target instanceof Element ? event.target.closest("caption-cue") : null;
    const mine = cue instanceof CaptionCue ? cue : null;
    if (event.code === "KeyK") this.#player.paused ? this.#play() : this.#player.pause();
    else if (event.code === "KeyN") this.#add();
    else if (event.code === "KeyJ" && mine) this.#playFrom(mine);
    else if (event.code === "Enter" && mine) this.#split(mine);
    else return;
    event.preventDefault();
  }

  #add() {
    const start = this.#now;
    const after = this.#cues.find((each) => each.cue.start > start);
    const end = Math.min(start + LASTS_MS, after?.cue.start ?? Infinity);
    const added = this.#put({ start, end, text: "" }, after ?? null);
    this.#changed();
    added.write();
  }

  /** @param {CaptionCue} whole */
  #split(whole) {
    const at = this.#now;
    if (!(at > whole.cue.start && at < whole.cue.end)) return this.#say("elsewhere");
    const [first, second] = splitAt(whole.cue, at);
    whole.cue = first;
    const next = this.#put(second, this.#cues[this.#cues.indexOf(whole) + 1] ?? null);
    this.#changed();
    this.#tell();
    next.write();
  }

  /** @param {CaptionCue} cue */
  #remove(cue) {
    const place = this.#cues.indexOf(cue);
    cue.closest("li")?.remove();
    this.#changed();
    this.#tell();
    const next = this.#cues[Math.min(place, this.#cues.length - 1)];
    if (next) next.write();
    else this.#part("add").focus();
    this.#say("removed");
  }

  /** @param {CaptionCue} cue */
  #playFrom(cue) {
    if (Number.isNaN(cue.cue.start)) return this.#tell();
    this.#player.currentTime = cue.cue.start / 1000;
    this.#play();
  }

  #play() {
    this.#player.play().catch(() => {}); // paused again before it began
  }

  async #save() {
    if (!this.#cues.length) return this.#say("nothing");
    const wrong = this.#tell();
    if (wrong >= 0) {
      this.#cues[wrong].write();
      return this.#say("look");
    }
    this.#say("saving");
    const { save = "", csrf = "", language, follows } = this.dataset;
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrf };
    const body = JSON.stringify({ cues: this.#cues.map((each) => each.cue), language, follows });
    try {
      const response = await fetch(save, { method: "POST", headers, body });
      const told = await response.json();
      if (!response.ok) return this.#say("not_saved", told.message);
      remember(this.#name, "");
      location.assign(told.address);
    } catch {
      this.#say("not_saved");
    }
  }

  #forget() {
    remember(this.#name, "");
    this.#show(this.#json("given"));
    this.#part("forget").hidden = true;
    this.#say("");
    this.#part("add").focus();
  }

  #changed() {
    remember(this.#name, JSON.stringify(this.#cues.map((each) => each.cue)));
    this.#unsaved("kept");
    this.#follow();
  }

  /** Say of each cue what has to be looked at; the place of the first, or -1. @returns {number} */
  #tell() {
    const words = this.#json("words");
    const found = troublesOf(this.#cues.map((each) => each.cue));
    this.#cues.forEach((each, place) => each.trouble(words[found[place]] ?? ""));
    return found.findIndex(Boolean);
  }

  /** The cue that is heard now stands under the player, and is marked in the list. */
  #follow() {
    const now = this.#now;
    const playing = this.#cues.find(({ cue }) => cue.start <= now && now < cue.end);
    this.#part("now").textContent = playing?.cue.text ?? "";
    this.#cues.forEach((each, place) => each.place(place + 1, each === playing));
  }

  /** @param {Cue[]} cues */
  #show(cues) {
    this.#part("cues").replaceChildren();
    for (const cue of cues) this.#put({ ...cue, start: cue.start ?? NaN, end: cue.end ?? NaN }, null);
    this.#follow();
  }

  /** @param {Cue} cue @param {CaptionCue | null} before @returns {CaptionCue} */
  #put(cue, before) {
    const blank = /** @type {HTMLTemplateElement} */ (this.querySelector("template[data-part=cue]"));
    const line = /** @type {HTMLElement} */ (document.importNode(blank.content, true).firstElementChild);
    this.#part("cues").insertBefore(line, before?.closest("li") ?? null);
    const put = /** @type {CaptionCue} */ (line.querySelector("caption-cue"));
    put.cue = cue;
    return put;
  }

  /** @param {string} word */
  #unsaved(word) {
    this.#part("forget").hidden = false;
    this.#say(word);
  }

  /** @param {string} word @param {string} [message] */
  #say(word, message) {
    const words = message ?? this.#json("words")[word] ?? "";
    if (this.#part("said").textContent !== words) this.#part("said").textContent = words;
  }

  get #cues() {
    return /** @type {CaptionCue[]} */ ([...this.querySelectorAll("caption-cue")]);
  }

  get #player() {
    return /** @type {HTMLMediaElement} */ (this.querySelector("[data-part=player]"));
  }

  get #now() {
    return Math.round(this.#player.currentTime * 1000);
  }

  /** Wiped with everything else that begins so when somebody signs out. */
  get #name() {
    return `outbox:captions:${this.dataset.person}:${this.dataset.save}:${this.dataset.language}`;
  }

  /** @param {string} name */
  #json(name) {
    return JSON.parse(this.querySelector(`script[data-part=${name}]`)?.textContent ?? "{}");
  }

  /** @param {string} name @returns {HTMLElement} */
  #part(name) {
    return /** @type {HTMLElement} */ (this.querySelector(`[data-part="${name}"]`));
  }
}

customElements.define("caption-editor", CaptionEditor);
