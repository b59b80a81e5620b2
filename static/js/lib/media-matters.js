// @ts-check
/** What there is to say about sound and picture just now, the most pressing first, each with what one can do about it. */
import { takesPart } from "./media-part.js";
import { withSound } from "./media-showing.js";
import { remembered } from "./remembered.js";
import { say } from "./room-words.js";

/** @typedef {import("./media-part.js").MediaApp} MediaApp */
/** @typedef {{code: string, kind: string}} Trouble */
/** @typedef {{rung: string, why: string}} Stepped */
/** @typedef {{voice: string, picture: string, hasRisen: boolean, hasMoved: boolean}} Heard the words of who turned mine off, as far as
 * it was heard; whether more of the others comes than was chosen; whether I have moved on since mine went off among more people */
/** @typedef {{key: string, words: string, act?: string, what?: string, isSaid?: boolean, isCalm?: boolean}} News `what` is done when `act` is pressed; `isSaid`: the announcer has said it; `isCalm`: it can wait */

// What one may try again, by what was in the way.
const AGAIN = /** @type {Record<string, string>} */ ({ microphone: "voice", camera: "picture" });
const ENTER_AGAIN = ["not_fetched", "media_off", "other_device", "no_line"];

/** @param {MediaApp} app @param {Trouble | null} trouble @param {Stepped | null} stepped @param {Heard} heard @returns {Iterable<News>} */
export function* mediaMatters(app, trouble, stepped, heard) {
  if (trouble) yield ofTrouble(trouble);
  yield* takesPart(app) ? ofTheRoom(app, heard) : ofTheOthers(app);
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

/** For whoever is in writing. @param {MediaApp} app @returns {Iterable<News>} */
function* ofTheOthers(app) {
  const { view, media } = app;
  yield* ofTheScreen(app);
  const others = withSound(app);
  if (others.length === 0 || media?.state === "entering" || view.get("me").on_break) return;
  const words = others.length === 1 ? say("media", "one_talks", { name: view.name(others[0]) }) : say("media", "many_talk", { count: others.length });
  yield { key: "others", words, act: say("media", "hear"), what: "enter", isCalm: true };
}

/** @param {MediaApp} app @returns {Iterable<News>} */
function* ofTheScreen({ view, dataset }) {
  const { sharing } = view.get("media") ?? {};
  if (!sharing || sharing === dataset.me) return;
  yield { key: `screen ${sharing}`, words: say("media", "screen", { name: view.name(sharing) }), act: say("media", "see"), what: "see" };
}

/** For whoever takes part. @param {MediaApp} app @param {Heard} heard @returns {Iterable<News>} */
function* ofTheRoom(app, heard) {
  const { view } = app;
  const media = /** @type {import("./media-part.js").Media} */ (app.media);
  const me = app.dataset.me ?? "";
  if (media.state === "waiting") yield { key: "waiting", words: say("media", "waiting") };
  const { paused, before, voice, picture } = media.mine;
  if (paused) return yield { key: "break", words: say("media", "break"), isCalm: true };
  // A microphone that is on only while it is held is turned on by holding it.
  const isHeld = remembered("media:push") === "yes";
  const turnOn = isHeld ? {} : { act: say("media", "microphone_on"), what: "voice" };
  const camera = { act: say("media", "camera_on"), what: "picture" };
  if (before && !voice && !picture && !heard.hasMoved && view.get("room").state !== "ended") {
    const both = before.voice && !isHeld ? { act: say("media", "both_on"), what: "both" } : camera;
    yield { key: `after ${before.why}`, words: say("media", `after_${before.why}`), ...(before.picture ? both : turnOn) };
  }
  const mine = view.get("people")[me] ?? {};
  const hasWord = [view.get("speaking")?.person, view.get("round")?.current].includes(me);
  if (hasWord && !voice) yield { key: "word", words: say("media", isHeld ? "word_hold" : "word"), ...turnOn, isSaid: true };
  const isMuted = view.get("me").muted && !view.get("me").place.startsWith("side");
  if (isMuted) yield { key: "muted", words: say("refusals", "muted"), isSaid: true };
  else if (mine.voice_stopped && heard.voice) yield { key: "stopped", words: heard.voice, ...turnOn, isSaid: true };
  if (mine.picture_stopped && heard.picture) yield { key: "hidden", words: heard.picture, ...camera, isSaid: true };
  if (heard.hasRisen) yield { key: "risen", words: say("media", "risen"), isCalm: true };
  if (media.rung === "sound") yield* ofTheScreen(app);
  // A button that is promised and does not come is explained; those who lead may at any time, and were promised nothing.
  const isLetShow = mine.may_share && mine.part === "participant";
  if (isLetShow && !media.mine.canShare) yield { key: "no screen", words: say("trouble", "cannot_screen"), isCalm: true };
}
