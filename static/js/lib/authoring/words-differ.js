// @ts-check
/** What two texts do not share, word by word: for eyes that compare them. */

/** @typedef {{is: "same" | "mine" | "theirs", text: string}} Run */

// Beyond it comparing every word with every other takes too long: then the middle is shown as two whole pieces.
const MOST_CELLS = 4_000_000;

/** The two texts as one row of runs: those of one's own alone, those of the other's alone, those of both.
 * @param {string} mine @param {string} theirs @returns {Run[]} */
export function differing(mine, theirs) {
  const [a, b] = [mine, theirs].map((text) => text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? []);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return joined([...same(a.slice(0, start)), ...middle, ...same(a.slice(a.length - end))]);
}

/** @param {string[]} words @returns {Run[]} */
const same = (words) => words.map((text) => ({ is: "same", text }));

/** @param {string[]} a @param {string[]} b @returns {Run[]} */
function between(a, b) {
  if (a.length * b.length > MOST_CELLS) return [{ is: "mine", text: a.join("") }, { is: "theirs", text: b.join("") }];
  const shared = lengths(a, b);
  const runs = /** @type {Run[]} */ ([]);
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) [runs.push({ is: "same", text: a[i] }), i++, j++];
    else if (j >= b.length || (i < a.length && shared[i + 1][j] >= shared[i][j + 1])) runs.push({ is: "mine", text: a[i++] });
    else runs.push({ is: "theirs", text: b[j++] });
  }
  return runs;
}

/** How many words the rests of both share, from each place on. @param {string[]} a @param {string[]} b */
function lengths(a, b) {
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}

/** @param {Run[]} runs @returns {Run[]} */
function joined(runs) {
  const rows = /** @type {Run[]} */ ([]);
  for (const run of runs) {
    const last = rows.at(-1);
    if (last?.is === run.is) last.text += run.text;
    else rows.push({ ...run });
  }
  return rows;
}
