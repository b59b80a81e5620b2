// @ts-check
/** Microphone, camera, screen and how much of the others: what is on, what there is to say about it, and one press for each. */
import { isCommandKey } from "../lib/keys.js";
import { comeLater } from "../lib/later.js";
import { chosenRung } from "../lib/media/coming-back.js";
import { mediaActs, offeredRung } from "../lib/media-acts.js";
import { MediaPart, takesPart } from "../lib/media-part.js";
import { chosenWay, markWays } from "../lib/media-ways.js";
import { remembered } from "../lib/remembered.js";
import { RoomElement } from "../lib/room-element.js";
import { fill, showOnly } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";
import "./media-news.js";
import "./media-settings.js";
import "./room-sounds.js";

class MediaControls extends RoomElement {
  /** @type {MediaPart} */
  #part = new MediaPart(this.#room);
  #hasBegun = false;

  start() {
    this.see(["me", "people", "room", "media", "speaking", "round"], () => this.#render());
    this.hear(this.#part, "change", () => this.#change());
    for (const type of ["stepped", "trouble"]) this.hear(this.#part, type, ({ detail }) => this.#tell(type, detail));
    this.hear(this.app.line, "state", () => this.app.line.state === "resting" && this.#room.media?.leave());
    this.hear(this.app, "media:settings", ({ detail }) => this.#settle(detail));
    this.hear(this.app, "media:do", ({ detail }) => this.#do(detail));
    this.hear(this.app, "opening", ({ target }) => target.id === "media-ways-dialog" && markWays(target, this.#rung));
    this.hear(this.app, "submit", ({ target }) => target.matches("[data-part=ways]") && this.#do("take", chosenWay(target.elements)));
    this.hear(this, "click", ({ target }) => this.#click(target.closest("button")));
    this.hear(document, "keydown", (event) => this.#press(event));
    this.hear(this.app, "media:ready", ({ detail }) => this.#holdBy(detail));
  }

  /** @param {{holdToTalk: typeof import("../lib/hold-to-talk.js").holdToTalk}} engine */
  #holdBy({ holdToTalk }) {
    comeLater(["media-stage"]); // pictures are of those who take part
    holdToTalk(this.piece("voice"), this.signal, {
      isOn: () => this.#isHeld && takesPart(this.#room),
      hasKeys: () => this.#hasKeys,
      hold: (held) => this.#room.media?.holdVoice(held),
      isOpen: () => Boolean(this.#room.media?.mine.voice),
    });
  }

  get #room() {
    return /** @type {import("../lib/media-part.js").MediaApp} */ (this.app);
  }

  /** How much one takes in now, or would. */
  get #rung() {
    return (takesPart(this.#room) ? this.#room.media?.rung : chosenRung()) || "text";
  }

  get #isHeld() {
    return remembered("media:push") === "yes";
  }

  get #hasKeys() {
    return !remembered("room-keys-off") && this.view.isSeated;
  }

  /** When the session is over, those who lead talk on, and two who talk alone. */
  get #mayTalk() {
    return this.view.get("room").state !== "ended" || this.me.staff || this.me.place.startsWith("side");
  }

  #render() {
    this.#begin();
    const { media } = this.#room;
    const isIn = takesPart(this.#room);
    const mine = this.view.get("people")[this.me.id] ?? {};
    this.toggleAttribute("data-idle", !this.#mayTalk);
    this.dataset.state = media?.state ?? "off";
    showOnly(this, [isIn ? "on" : "off", isIn && mine.may_share && media?.mine.canShare ? "share" : ""]);
    fill(this, {
      enter: say("media", media?.state === "entering" ? "entering" : `enter_${offeredRung()}`),
      rung: say("rungs", this.#rung),
      voice: say("media", this.#isHeld ? "hold" : "microphone"),
    });
    this.#show("voice", Boolean(media?.mine.voice), mine.voice_stopped || mine.muted);
    this.#show("picture", Boolean(media?.mine.picture), mine.picture_stopped);
    this.#show("screen", Boolean(media?.mine.screen), false);
    this.piece("voice").toggleAttribute("data-held", this.#isHeld);
    this.piece("voice").toggleAttribute("data-sounding", Boolean(media?.mine.voice && media.mine.speaking));
  }

  /** @param {string} what @param {boolean} isOn @param {boolean} isStopped by a leader */
  #show(what, isOn, isStopped) {
    const button = this.piece(what);
    const isPaused = Boolean(this.#room.media?.mine.paused);
    const isUnusual = isStopped || isPaused;
    const state = isPaused ? "paused" : isStopped ? "stopped" : isOn ? "on" : "off";
    button.ariaPressed = String(isOn);
    button.disabled = isPaused;
    fill(button, { [`${what}-state`]: say("media", state) });
    if (isUnusual) button.setAttribute("aria-describedby", `${what}-state`);
    else button.removeAttribute("aria-describedby");
  }

  /** Once one has a seat: as it was before a reload, or as this device remembers it. */
  #begin() {
    if (this.#hasBegun || !this.#mayTalk) return;
    this.#hasBegun = true;
    this.#part.comeBack();
  }

  /** Whoever chooses to hold does not hold yet. @param {string} setting */
  #settle(setting) {
    if (setting === "push" && this.#isHeld) this.#room.media?.holdVoice(false);
    this.#render();
  }

  #change() {
    this.#tell("change");
    if (this.view.isSeated) this.#render();
  }

  /** To all that has to do with sound and picture. @param {string} type @param {unknown} [detail] */
  #tell(type, detail) {
    this.app.dispatchEvent(new CustomEvent(`media:${type}`, { detail }));
  }

  /** @param {HTMLButtonElement | null} button */
  #click(button) {
    const part = button?.dataset.part ?? "";
    if (["enter", "voice", "picture", "screen"].includes(part) && !(part === "voice" && this.#isHeld)) this.#do(part);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (!this.#hasKeys || event.repeat || !isCommandKey(event) || !takesPart(this.#room)) return;
    const what = { m: "voice", v: "picture" }[event.key.toLowerCase()];
    if (!what || (what === "voice" && this.#isHeld)) return;
    event.preventDefault();
    this.#do(what);
  }

  /** @param {string} what @param {string} [rung] */
  async #do(what, rung = "") {
    this.#tell("doing", what);
    const button = this.piece(what);
    button?.setAttribute("aria-busy", "true");
    await mediaActs(this.#room, this.#part, rung)[what]?.();
    button?.removeAttribute("aria-busy");
    this.#change();
  }
}

customElements.define("media-controls", MediaControls);
