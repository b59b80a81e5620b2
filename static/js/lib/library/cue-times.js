// @ts-check
/** Times of captions, in milliseconds, as people read and write them. */

const TIME = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?$/;

/** `1:02.500`; with hours `1:00:02.500`. @param {number} milliseconds */
export function asTime(milliseconds) {
  if (Number.isNaN(milliseconds)) return "";
  const whole = Math.max(0, Math.round(milliseconds));
  const [hours, minutes, seconds] = [Math.floor(whole / 3_600_000), Math.floor(whole / 60_000) % 60, Math.floor(whole / 1000) % 60];
  const minute = hours ? `${hours}:${String(minutes).padStart(2, "0")}` : String(minutes);
  return `${minute}:${String(seconds).padStart(2, "0")}.${String(whole % 1000).padStart(3, "0")}`;
}

/** What somebody wrote, also as `62,5`; NaN when it is no time. @param {string} text */
export function asMilliseconds(text) {
  const match = TIME.exec(text.trim());
  if (!match) return NaN;
  const [, hours = "0", minutes = "0", seconds, rest = "0"] = match;
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(rest.padEnd(3, "0"));
}

/** @typedef {{start: number, end: number, text: string}} Cue */

/**
 * What has to be looked at, by its code, for each cue; "" where nothing has. As the server counts
 * (modules/library/captions.py).
 * @param {Cue[]} cues
 * @returns {string[]}
 */
export function troublesOf(cues) {
  return cues.map((cue, place) => {
    const before = cues[place - 1];
    if (Number.isNaN(cue.start) || Number.isNaN(cue.end)) return "not_a_time";
    if (!cue.text.trim()) return "empty";
    if (cue.text.includes("-->")) return "arrow";
    if (cue.text.length > 500) return "too_long";
    if (cue.end <= cue.start) return "ends_before";
    if (before && cue.start < before.start) return "begins_before";
    if (before && cue.start < before.end) return "overlaps";
    return "";
  });
}

/** The cue in two, its words as near to the place as a gap between words allows. @param {Cue} cue @param {number} at @returns {[Cue, Cue]} */
export function splitAt(cue, at) {
  const wanted = (cue.text.length * (at - cue.start)) / (cue.end - cue.start);
  const gaps = [...cue.text.matchAll(/\s+/g)].map((gap) => gap.index);
  const gap = gaps.length ? gaps.reduce((best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best)) : cue.text.length;
  return [
    { start: cue.start, end: at, text: cue.text.slice(0, gap).trim() },
    { start: at, end: cue.end, text: cue.text.slice(gap).trim() },
  ];
}
