// @ts-check
/** What there is to say about sound and picture just now, the most pressing first, each with what one can do about it. */
import { takesPart } from "./media-part.js";
import { remembered } from "./remembered.js";
import { say } from "./room-words.js";

/** @typedef {import("./media-part.js").MediaApp} MediaApp */
/** @typedef {{code: string, kind: string}} Trouble */
/** @typedef {{rung: string, why: string}} Stepped */
/** @typedef {{key: string, words: string, act?: string, what?: string, isSaid?: boolean}} News `what` is done when `act` is pressed; `isSaid`: the announcer has said it */

// What one may try again, by what was in the way.
const AGAIN = /** @type {Record<string, string>} */ ({ microphone: "voice", camera: "picture" });
const ENTER_AGAIN = ["not_fetched", "media_off", "other_device", "no_line"];

/** @param {MediaApp} app @param {Trouble | null} trouble @param {Stepped | null} stepped @returns {Iterable<News>} */
export function* mediaMatters(app, trouble, stepped) {
  if (trouble) yield ofTrouble(trouble);
  yield* ofTheRoom(app);
  const { media } = app;
  if (stepped && media && (takesPart(app) || stepped.rung === "text")) {
    const words = `${say("stepped", stepped.why)} ${say("stepped", stepped.rung)}`.trim();
    yield { key: `stepped ${stepped.rung}`, words, act: say("media", "up"), what: "up" };
  }
}

/** @param {Trouble} trouble @returns {News} */
function ofTrouble({ code, kind }) {
  const words = say("trouble", `${code}_${kind}`) || say("trouble", code) || say("refusals", code) || say("trouble", "connection");
  const news = { key: `trouble ${code} ${kind}`, words };
  if (code === "tap_to_hear") return { ...news, act: say("media", "hear"), what: "hear" };
  if (ENTER_AGAIN.includes(code)) return { ...news, act: say("media", code === "other_device" ? "here" : "again"), what: "enter" };
  return ["denied", "busy"].includes(code) && AGAIN[kind] ? { ...news, act: say("media", "again"), what: AGAIN[kind] } : news;
}

/** @param {MediaApp} app @returns {Iterable<News>} */
function* ofTheRoom({ view, media, dataset }) {
  const me = dataset.me ?? "";
  const { sharing } = view.get("media") ?? {};
  const screen = { key: `screen ${sharing}`, words: say("media", "screen", { name: view.name(sharing) }), act: say("media", "see"), what: "see" };
  if (!media || !["on", "waiting"].includes(media.state)) {
    if (sharing && sharing !== me) yield screen;
    return;
  }
  if (media.state === "waiting") yield { key: "waiting", words: say("media", "waiting") };
  const mine = view.get("people")[me] ?? {};
  const isOff = !media.mine.voice && !media.mine.paused;
  // A microphone that is on only while it is held is turned on by holding it.
  const turnOn = remembered("media:push") === "yes" ? {} : { act: say("media", "microphone_on"), what: "voice" };
  const hasWord = [view.get("speaking")?.person, view.get("round")?.current].includes(me);
  if (hasWord && isOff) yield { key: "word", words: say("media", "word"), ...turnOn, isSaid: true };
  const isPaused = view.get("me").muted && !view.get("me").place.startsWith("side");
  if (isPaused) yield { key: "muted", words: say("refusals", "muted"), isSaid: true };
  else if (mine.voice_stopped) yield { key: "stopped", words: say("media", "voice_stopped"), ...turnOn, isSaid: true };
  if (mine.picture_stopped) yield { key: "hidden", words: say("media", "picture_stopped"), act: say("media", "camera_on"), what: "picture", isSaid: true };
  if (sharing && sharing !== me && media.rung === "sound") yield screen;
}
