// @ts-check
// What the server counts on saving (elearn/courses/run_sheets.py), counted while one moves the parts.

/** @typedef {{ title: string, kind: string, minutes: number, exchange: boolean }} Phase */
/**
 * @typedef {object} Limits
 * @property {number} leastExchange in per cent
 * @property {number} longestBlock in minutes
 * @property {number} longestInput in minutes
 * @property {string[]} breaks kinds that end a block
 * @property {string[]} inputs kinds that one listens to
 */
/** @typedef {{ worry: "littleExchange" | "longBlock" | "longInput", phase: string, figure: number }} Caution */

/**
 * Minutes from the start; what lies before it does not count.
 * @param {Phase[]} phases
 */
export function lengthOf(phases) {
  return phases.reduce((sum, phase) => sum + Math.max(0, phase.minutes), 0);
}

/**
 * How much is exchange, in per cent.
 * @param {Phase[]} phases
 */
export function exchangeShare(phases) {
  return (100 * lengthOf(phases.filter((phase) => phase.exchange))) / (lengthOf(phases) || 1);
}

/**
 * What to think twice about, the whole session first.
 * @param {Phase[]} phases
 * @param {Limits} limits
 * @returns {Caution[]}
 */
export function cautions(phases, limits) {
  const share = exchangeShare(phases);
  /** @type {Caution[]} */
  const little = [{ worry: "littleExchange", phase: "", figure: Math.floor(share) }];
  return [
    ...(share < limits.leastExchange ? little : []),
    ...longBlocks(phases, limits),
    ...longInputs(phases, limits),
  ];
}

/**
 * @param {Phase[]} phases
 * @param {Limits} limits
 * @returns {Caution[]}
 */
function longBlocks(phases, limits) {
  /** @type {Phase[][]} */
  const blocks = [[]];
  for (const phase of phases) {
    if (limits.breaks.includes(phase.kind)) blocks.push([]);
    else if (phase.minutes > 0) blocks[blocks.length - 1].push(phase);
  }
  return blocks
    .filter((block) => lengthOf(block) > limits.longestBlock)
    .map((block) => ({ worry: "longBlock", phase: block[0].title, figure: lengthOf(block) }));
}

/**
 * @param {Phase[]} phases
 * @param {Limits} limits
 * @returns {Caution[]}
 */
function longInputs(phases, limits) {
  return phases
    .filter((phase) => limits.inputs.includes(phase.kind) && phase.minutes > limits.longestInput)
    .map((phase) => ({ worry: "longInput", phase: phase.title, figure: phase.minutes }));
}
