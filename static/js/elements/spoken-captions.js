// @ts-check
import { LivingElement } from "../lib/living-element.js";

/** Sound has no picture to lay captions on: the words being said are written under the player. */
class SpokenCaptions extends LivingElement {
  /** @param {AbortSignal} signal */
  arrives(signal) {
    const audio = this.querySelector("audio");
    const track = audio?.textTracks[0];
    if (!audio || !track) return;
    // Captions are fetched when somebody listens, not with the page.
    audio.addEventListener("play", () => (track.mode = "hidden"), { signal });
    track.addEventListener("cuechange", () => this.#write(track), { signal });
  }

  /** @param {TextTrack} track */
  #write(track) {
    const line = /** @type {HTMLElement} */ (this.querySelector(".block__spoken"));
    const cues = /** @type {VTTCue[]} */ ([...(track.activeCues ?? [])]);
    line.hidden = false;
    line.textContent = cues.map((cue) => cue.text).join(" ");
  }
}

customElements.define("spoken-captions", SpokenCaptions);
