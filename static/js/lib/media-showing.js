// @ts-check
/** How somebody's picture and microphone are shown, the same at the seat and on a tile. */
import { takesPart } from "./media-part.js";
import { say } from "./room-words.js";

/** @typedef {import("./media-part.js").MediaApp} MediaApp */

/** The picture or screen of somebody that comes here just now. @param {MediaApp} app @param {string} person @param {"picture" | "screen"} [what] */
export function streamOf(app, person, what = "picture") {
  const { media } = app;
  if (!media) return null;
  if (person === app.dataset.me) return what === "picture" && media.mine.picture ? media.mine.preview : null;
  const one = media.people.get(person);
  return one?.[what] ? one.streams[what] : null;
}

/** Put the moving picture into its place, over the initials; take it away when none comes.
 * @param {HTMLElement} place @param {MediaStream | null} stream @param {boolean} [isMine] one sees oneself as in a mirror */
export function showStream(place, stream, isMine = false) {
  const there = place.querySelector("video");
  if (!stream) {
    if (there) there.srcObject = null;
    return there?.remove();
  }
  const video = there ?? makeVideo();
  video.toggleAttribute("data-mirrored", isMine);
  if (video.srcObject !== stream) video.srcObject = stream;
  if (!there) place.append(video);
}

/** Names and states are told in words beside it; the picture itself says nothing to a screen reader. */
function makeVideo() {
  const video = document.createElement("video");
  Object.assign(video, { muted: true, autoplay: true, playsInline: true, tabIndex: -1, ariaHidden: "true", className: "media-picture" });
  video.disablePictureInPicture = true;
  return video;
}

/** When the session is over, nobody hears the participants but whom a leader talks with alone. @param {MediaApp} app @param {any} one */
function isOver({ view }, one) {
  return view.get("room").state === "ended" && one.part === "participant" && !one.place.startsWith("side");
}

/** `phone`, `heard` or `silent`; `sound` for others where oneself is in writing; "" for whoever takes part in writing, rests, is
 * elsewhere, or heard by nobody any more. @param {MediaApp} app @param {string} person @param {any} one */
export function markOf(app, person, one) {
  if (isOver(app, one)) return "";
  if (one.by_phone) return "phone";
  if (!one.in_media || one.on_break) return "";
  if (!takesPart(app)) return withSound(app).includes(person) ? "sound" : "";
  const known = person === app.dataset.me ? app.media?.mine : app.media?.people.get(person);
  return known ? (known.voice ? "heard" : "silent") : "";
}

/** The others who take part with sound where I am, as the room's log says it. @param {MediaApp} app @returns {string[]} */
export function withSound(app) {
  const { view, dataset } = app;
  const { place } = view.get("me");
  const people = /** @type {[string, any][]} */ (Object.entries(view.get("people")));
  return people.filter(([id, one]) => id !== dataset.me && one.in_media && one.here && one.place === place && !isOver(app, one)).map(([id]) => id);
}

/** @param {MediaApp} app @param {string} person */
export function isSounding(app, person) {
  const known = person === app.dataset.me ? app.media?.mine : app.media?.people.get(person);
  return Boolean(known?.voice && known.speaking);
}

/** Mark a seat or a tile, and say the same in words. @param {MediaApp} app @param {HTMLElement} row @param {string} person @param {any} one @returns {string} */
export function mark(app, row, person, one) {
  const state = markOf(app, person, one);
  row.dataset.mark = state;
  row.toggleAttribute("data-sounding", isSounding(app, person));
  return state && say("media", `is_${state}`);
}
