// @ts-check
/** Trainings put together week by week. Weeks begin on Monday; the first one is that of the first day trained. */

/** @typedef {{on: string, did: string, minutes: number | null, effort: number | null, felt: string}} Training */
/** @typedef {{number: number, days: number, minutes: number, effort: number | null}} Week `effort` is the mean, of those that say one */

const DAY_MS = 86_400_000;
// A log that went on is shown whole; a year that was mistyped is not.
const MOST_TIMES_LONGER = 2;

/** At least as many weeks as the log has. @param {Training[]} trainings @param {number} weeks @returns {Week[]} */
export function weeksOf(trainings, weeks) {
  const dated = trainings.filter(({ on }) => on);
  const first = Math.min(...dated.map(({ on }) => weekOf(on)));
  const places = dated.map(({ on }) => weekOf(on) - first);
  const most = weeks * MOST_TIMES_LONGER;
  const count = Math.max(weeks, ...places.filter((place) => place < most).map((place) => place + 1));
  return Array.from({ length: count }, (_, place) => week(place + 1, dated.filter((_training, at) => places[at] === place)));
}

/** @param {number} number @param {Training[]} trainings @returns {Week} */
function week(number, trainings) {
  const efforts = trainings.flatMap(({ effort }) => (effort === null ? [] : [effort]));
  return {
    number,
    days: new Set(trainings.map(({ on }) => on)).size,
    minutes: trainings.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
    effort: efforts.length ? efforts.reduce((sum, each) => sum + each, 0) / efforts.length : null,
  };
}

/** Whole weeks since one that began on a Monday. The first day of 1970 was a Thursday. @param {string} on a day as in 2026-11-26 */
function weekOf(on) {
  return Math.floor((Date.parse(`${on}T00:00:00Z`) / DAY_MS + 3) / 7);
}

/** Today where the reader is, as in 2026-11-26. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
