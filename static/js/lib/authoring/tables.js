// @ts-check
import { word } from "../module-words.js";

/** Put an empty table where the caret is, as if the author had written it. @param {HTMLTextAreaElement} area */
export function putTable(area) {
  const [head, text] = [word("table_head"), word("table_text")];
  const gap = area.value.slice(0, area.selectionStart).trim() ? "\n\n" : "";
  const table = `${gap}| ${head} | ${head} |\n| --- | --- |\n| ${text} | ${text} |\n\n`;
  area.setRangeText(table, area.selectionStart, area.selectionEnd, "end");
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
