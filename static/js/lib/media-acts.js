// @ts-check
/** What a press for sound and picture does. */
import { chosenRung } from "./media/coming-back.js";

/** @typedef {import("./media-part.js").MediaApp} MediaApp */
/** @typedef {import("./media/kinds.js").Rung} Rung */

/** With how much one press takes part: what was chosen on this device, and with sound at least. @returns {Exclude<Rung, "text">} */
export function offeredRung() {
  const rung = chosenRung();
  return rung && rung !== "text" ? rung : "sound";
}

/** By the names of the buttons. @param {MediaApp} app @param {import("./media-part.js").MediaPart} part @param {string} rung for `take`
 * @returns {Record<string, () => unknown>} */
export function mediaActs(app, part, rung) {
  const { media } = app;
  return {
    enter: () => part.take(offeredRung()),
    take: () => part.take(/** @type {Rung} */ (rung)),
    voice: () => media?.setVoice(!media.mine.voice),
    picture: () => turnCamera(app, part),
    both: async () => (await media?.setVoice(true)) && (await media?.setPicture(true)),
    screen: () => media?.shareScreen(!media.mine.screen),
    see: () => part.take("one"),
    up: () => media?.climb(media.chosen),
    hear: () => media?.resume(),
  };
}

/** Whoever has chosen sound alone, and now wants to be seen, also sees, and is told so.
 * @param {MediaApp} app @param {import("./media-part.js").MediaPart} part */
async function turnCamera(app, part) {
  const { media } = app;
  const isRising = media?.rung === "sound" && !media.mine.picture;
  if (isRising) await part.take("one");
  await media?.setPicture(!media.mine.picture);
  if (isRising && app.media?.rung === "one") app.dispatchEvent(new CustomEvent("media:risen"));
}
