// @ts-check
/** Taking part with sound and picture: the engine is fetched when somebody wants it, and what they chose is remembered. */
import { chooseRung, chosenRung, keptHere } from "./media/coming-back.js";

/** @typedef {import("./media/media-engine.js").Media} Media */
/** @typedef {import("./media/kinds.js").Rung} Rung */
/** @typedef {import("./room-element.js").App & {media?: Media}} MediaApp */

/** Whether the person takes part just now, or did until the line went. @param {MediaApp} app */
export function takesPart(app) {
  return ["on", "waiting"].includes(app.media?.state ?? "off");
}

/** Events: `change`, `stepped`, `trouble`: those of the engine, also before there is one. */
export class MediaPart extends EventTarget {
  #app;
  /** @type {Promise<Media> | undefined} */
  #coming;
  #attempts = 0;

  /** @param {MediaApp} app */
  constructor(app) {
    super();
    this.#app = app;
  }

  /** Take part with sound, or on a higher rung; microphone and camera are off until they are turned on. @param {Rung} rung */
  async take(rung) {
    chooseRung(rung);
    if (rung === "text") return this.#app.media?.leave();
    const media = await this.#engine();
    if (!media) return;
    if (takesPart(this.#app)) await media.climb(rung);
    else await media.enter({ rung, voice: false, picture: false });
  }

  /** As this tab was here before; else as this device remembers it. */
  async comeBack() {
    const kept = keptHere();
    const rung = kept?.rung ?? chosenRung();
    if (!rung || rung === "text") return;
    await (kept ? (await this.#engine())?.comeBack() : this.take(rung));
  }

  async #engine() {
    try {
      return await (this.#coming ??= this.#fetch());
    } catch (failed) {
      this.#coming = undefined;
      if (!(failed instanceof TypeError)) throw failed; // no fault of the line
      this.#tell("trouble", { code: "not_fetched", kind: "" });
    }
  }

  /** Some browsers keep it in mind that a file has failed, so it is asked for under another name. */
  async #fetch() {
    const again = this.#attempts++;
    const { Media, holdToTalk } = await import(`./media/media-engine.js${again ? `?again=${again}` : ""}`);
    const app = this.#app;
    const media = /** @type {Media} */ (new Media(app.line, app.view, { locale: app.dataset.locale ?? "" }));
    for (const type of ["change", "stepped", "trouble"]) {
      media.addEventListener(type, (event) => this.#tell(type, /** @type {CustomEvent} */ (event).detail));
    }
    app.media = media;
    app.dispatchEvent(new CustomEvent("media:ready", { detail: { holdToTalk } }));
    return media;
  }

  /** @param {string} type @param {unknown} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
