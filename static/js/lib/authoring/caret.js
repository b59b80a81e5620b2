// @ts-check

/**
 * Give a field another text, with the caret between the same letters as before, as far as they are still there.
 * @param {HTMLInputElement | HTMLTextAreaElement} field @param {string} text
 */
export function replaceText(field, text) {
  const before = field.value;
  if (before === text) return;
  const isHere = document.activeElement === field;
  const { selectionStart, selectionEnd, scrollTop } = field;
  field.value = text;
  if (!isHere || selectionStart === null || selectionEnd === null) return;
  field.setSelectionRange(moved(selectionStart, before, text), moved(selectionEnd, before, text));
  field.scrollTop = scrollTop;
}

/** @param {number} place @param {string} before @param {string} after */
function moved(place, before, after) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  if (place <= start) return place;
  if (place >= before.length - end) return place + after.length - before.length;
  return nearby(place, before, after, start, after.length - end);
}

/** In the middle of what has changed: after the words that stand before the caret, where they are found again.
 * @param {number} place @param {string} before @param {string} after @param {number} from @param {number} to */
function nearby(place, before, after, from, to) {
  for (const length of [30, 15, 6]) {
    const words = before.slice(Math.max(place - length, 0), place);
    const found = after.indexOf(words, Math.max(from - length, 0));
    if (words.length === length && found >= 0) return found + length;
  }
  return Math.min(place, to);
}
