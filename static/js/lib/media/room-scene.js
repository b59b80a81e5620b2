// @ts-check
/** What the room itself, by its log, says of voice and picture: read from the view. */

/** @typedef {import("../room-view.js").RoomView} RoomView */
/**
 * @typedef {object} RoomScene
 * @property {string} me
 * @property {import("./kinds.js").Circle | ""} among how many I am; "" while that is not known
 * @property {boolean} isResting I am on a break
 * @property {boolean} isVoiceStopped a leader has turned my microphone off, or has paused me
 * @property {boolean} isPictureStopped
 * @property {boolean} mayShare
 * @property {string} focus
 * @property {string} sharing
 */

/** @param {RoomView} view @returns {RoomScene} */
export function sceneOf(view) {
  const { id = "", place = "", on_break = false, muted = false } = view.get("me") ?? {};
  const { voice_stopped = false, picture_stopped = false, may_share = false } = view.get("people")?.[id] ?? {};
  const { focus = "", sharing = "" } = view.get("media") ?? {};
  return {
    me: id,
    among: circleOf(view),
    isResting: on_break,
    isVoiceStopped: voice_stopped || (muted && !place.startsWith("side")),
    isPictureStopped: picture_stopped,
    mayShare: may_share,
    focus,
    sharing,
  };
}

/** As the server counts. @param {RoomView} view @returns {import("./kinds.js").Circle | ""} */
function circleOf(view) {
  const { place = "", on_break = false } = view.get("me") ?? {};
  if (on_break) return "nobody";
  if (place.startsWith("side")) return "side";
  if (place.startsWith("group")) return "group";
  const isApart = view.get("breakouts")?.state === "open" || view.get("room")?.state === "ended";
  return !place ? "" : isApart ? "few" : "all";
}

/** Until the view has come as far as that number. @param {RoomView} view @param {number} seq @returns {Promise<void>} */
export function seen(view, seq) {
  if (view.seq >= seq) return Promise.resolve();
  return new Promise((resolve) => {
    const look = () => {
      if (view.seq < seq) return;
      view.removeEventListener("seq", look);
      resolve();
    };
    view.addEventListener("seq", look);
  });
}
