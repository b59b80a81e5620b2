// @ts-check
import { choose, devices, DeviceTrouble } from "../media/devices.js";
import { LivingElement } from "../living-element.js";
import { say } from "../room-words.js";

const GOOD = ["works", "all", "one", "sound"];
const OUTCOMES = /** @type {Record<string, string>} */ ({
  denied: "denied", no_microphone: "missing", no_camera: "missing", busy: "busy", no_webrtc: "unsupported",
});
// Where the focus goes when what had it is not there any more.
const ONWARD = ["yes", "next", "try"];

/** One thing to try. `data-when` says in which states a part of it is seen; `works` and `fails` stand for several. */
export class TryingStep extends LivingElement {
  state = "idle";
  /** Counts up when what is being opened is no longer waited for. */
  #attempt = 0;

  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.on("try", "click", () => this.attempt(), signal);
    signal.addEventListener("abort", () => this.leaves());
    // A page that is kept for going back to must not keep the camera on, nor one that is left quickly for a slow one.
    addEventListener("pagehide", () => this.leaves(), { signal });
    document.addEventListener("quick-exit", () => this.leaves(), { signal });
  }

  /** How it went, as the server keeps it. */
  get outcome() {
    return ["idle", "trying"].includes(this.state) ? "skipped" : this.state;
  }

  /** Try it. @returns {Promise<void> | void} */
  attempt() {}

  /** Let go of devices and lines; what was found stays. */
  leaves() {
    this.#attempt += 1;
    if (this.state === "trying") this.show("idle");
  }

  /** Open a device for this attempt: what comes too late is closed, and whoever has gone on is told of no trouble.
   * @param {() => Promise<MediaStreamTrack>} open @param {(track: MediaStreamTrack) => void} use */
  async opens(open, use) {
    const attempt = this.#attempt;
    const isWanted = () => attempt === this.#attempt && this.state === "trying";
    try {
      const track = await open();
      if (isWanted()) use(track);
      else track.stop();
    } catch (error) {
      if (isWanted()) this.#showTrouble(error);
    }
  }

  /** Begin anew. */
  forget() {
    this.leaves();
    this.show("idle");
  }

  /** @param {string} state */
  show(state) {
    this.state = state;
    const seen = new Set([state, GOOD.includes(state) ? "works" : ["idle", "trying"].includes(state) ? state : "fails"]);
    const hadFocus = this.contains(document.activeElement);
    for (const part of this.querySelectorAll("[data-when]")) {
      /** @type {HTMLElement} */ (part).hidden = !(part.getAttribute("data-when") ?? "").split(" ").some((when) => seen.has(when));
    }
    const hasFocus = this.contains(document.activeElement) && isSeen(document.activeElement);
    if (hadFocus && !hasFocus) this.#moveFocus();
  }

  /** Offer the devices of a kind, where there are several; whichever is chosen is remembered, and tried.
   * @param {"audioinput" | "videoinput"} kind @param {"microphone" | "camera"} what @param {MediaStreamTrack} track in use */
  async offerDevices(kind, what, track) {
    const select = /** @type {HTMLSelectElement} */ (this.piece("devices"));
    const found = await devices(kind);
    select.replaceChildren(...found.map((device, index) => new Option(device.label || say("device", "nameless", { number: index + 1 }), device.deviceId)));
    select.value = track.getSettings().deviceId ?? "";
    select.onchange = () => {
      choose(what, select.value);
      void this.attempt();
    };
    this.piece("choice").hidden = found.length < 2;
  }

  /** @param {string} name @returns {any} */
  piece(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  /** @param {string} name @param {string} event @param {(event: Event) => void} hear @param {AbortSignal} signal */
  on(name, event, hear, signal) {
    for (const part of this.querySelectorAll(`[data-part="${name}"]`)) part.addEventListener(event, hear, { signal });
  }

  /** @param {unknown} error from opening a device */
  #showTrouble(error) {
    if (!(error instanceof DeviceTrouble)) throw error;
    this.show(OUTCOMES[error.code] ?? "busy");
  }

  #moveFocus() {
    const buttons = ONWARD.flatMap((name) => /** @type {HTMLElement[]} */ ([...this.querySelectorAll(`[data-part="${name}"]`)]));
    buttons.find(isSeen)?.focus();
  }
}

/** @param {Element | null} element */
function isSeen(element) {
  return Boolean(element?.getClientRects().length);
}
