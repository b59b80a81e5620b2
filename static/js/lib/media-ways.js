// @ts-check
/** The dialog in which one says how much one takes in, and whether all pictures come side by side. */
import { shownView } from "../elements/media-settings.js";
import { remember, remembered } from "./remembered.js";

/** What holds now: nobody takes part in another way than they meant to. @param {HTMLElement} dialog @param {string} rung */
export function markWays(dialog, rung) {
  const box = /** @type {HTMLInputElement | null} */ (dialog.querySelector(`[value="${rung}"]`));
  if (box) box.checked = true;
  const view = remembered("media:view");
  const gallery = /** @type {HTMLInputElement} */ (dialog.querySelector("[name=gallery]"));
  gallery.checked = view ? view === "gallery" : matchMedia("(min-width: 62rem)").matches;
}

/** How much it is. How pictures are shown is said only by whoever takes all of them.
 * @param {any} chosen the form's elements @returns {string} a rung */
export function chosenWay({ rung, gallery }) {
  const other = shownView() === "gallery" ? "table" : shownView();
  if (rung.value === "all") remember("media:view", gallery.checked ? "gallery" : other);
  return rung.value;
}
