// @ts-check
/** Times as people read them; the same in all our languages. */

/** `18:04` where the course is. @param {number} at milliseconds @param {number} offset minutes from UTC */
export function clockTime(at, offset) {
  const there = new Date(at + offset * 60_000);
  return `${two(there.getUTCHours())}:${two(there.getUTCMinutes())}`;
}

/** `0:27`, never below zero. @param {number} ms */
export function countdown(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

/** What is left, the begun minute with it: the ring and the run-sheet say the same. @param {number} ms */
export function minutesLeft(ms) {
  return Math.max(0, Math.ceil(ms / 60_000));
}

/** @param {number} ms */
export function wholeMinutes(ms) {
  return Math.round(ms / 60_000);
}

/** @param {number} number */
function two(number) {
  return String(number).padStart(2, "0");
}
