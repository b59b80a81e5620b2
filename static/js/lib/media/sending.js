// @ts-check
/** What is sent to whom, and how much of it: every device that sends decides by the same rules. */

/** @typedef {import("./kinds.js").Party} Party */
/** @typedef {{focus: string, sharing: string, speakers: string[]}} Scene who is in focus, who shows a screen, who speaks or spoke */

const ONE_KBPS = 400;
const FEW_KBPS = 250;
const MANY_KBPS = 150;
const SCREEN_KBPS = 600;
export const VOICE_KBPS = 32;

/** Whose camera somebody gets who takes one picture; "" where a screen is shown instead, or nobody has a camera on.
 * @param {Party} to @param {Party[]} everybody with myself @param {Scene} scene */
export function onePictureFor(to, everybody, { focus, sharing, speakers }) {
  const seen = everybody.filter((each) => each.picture && each.person !== to.person);
  if (everybody.some((each) => each.screen && each.person === sharing && sharing !== to.person)) return "";
  const first = [focus, ...speakers].find((person) => seen.some((each) => each.person === person));
  return first ?? seen.map((each) => each.person).sort()[0] ?? "";
}

/** @param {Party} me @param {Party} to @param {Party[]} everybody with myself @param {Scene} scene */
export function sends(me, to, everybody, scene) {
  const picture = to.rung === "all" || (to.rung === "one" && onePictureFor(to, everybody, scene) === me.person);
  return { voice: true, picture: me.picture && picture, screen: me.screen && (to.rung === "all" || to.rung === "one") };
}

/** How many kbit/s a picture may take: the more are sent at once, the less each.
 * @param {Party} me @param {Party} to @param {Party[]} everybody with myself @param {Scene} scene */
export function pictureKbps(me, to, everybody, scene) {
  if (to.rung === "one" || scene.focus === me.person) return ONE_KBPS;
  return kbpsAmong(everybody.filter((each) => each.picture).length);
}

/** Where one stream serves everybody. @param {number} pictures that are seen at once */
export function kbpsAmong(pictures) {
  if (pictures <= 2) return ONE_KBPS;
  return pictures <= 3 ? FEW_KBPS : MANY_KBPS;
}

export const screenKbps = SCREEN_KBPS;
