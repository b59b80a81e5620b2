// @ts-check
/** Rows that are dragged from place to place. What the keys do is the element's own affair. */

/**
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 * @param {object} how
 * @param {string} how.from attribute that names the row one drags
 * @param {string} how.to attribute that names the place it may land on
 * @param {(place: string) => boolean} how.mayLand
 * @param {(row: string, place: string) => void} how.move
 */
export function movable(root, signal, { from, to, mayLand, move }) {
  let dragged = "";
  const nameOf = (/** @type {EventTarget | null} */ target, /** @type {string} */ attribute) =>
    target instanceof Element ? (target.closest(`[${attribute}]`)?.getAttribute(attribute) ?? "") : "";
  const mark = (/** @type {Element | null | undefined} */ place) => {
    for (const each of root.querySelectorAll("[data-dropping]")) each.removeAttribute("data-dropping");
    place?.setAttribute("data-dropping", "");
  };

  root.addEventListener("dragstart", (event) => {
    dragged = nameOf(event.target, from);
    event.dataTransfer?.setData("text/plain", "");
  }, { signal });
  root.addEventListener("dragover", (event) => {
    const place = nameOf(event.target, to);
    const lands = dragged !== "" && place !== "" && mayLand(place);
    mark(lands && event.target instanceof Element ? event.target.closest(`[${to}]`) : null);
    if (lands) event.preventDefault();
  }, { signal });
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(null);
    move(dragged, nameOf(event.target, to));
  }, { signal });
  root.addEventListener("dragend", () => {
    dragged = "";
    mark(null);
  }, { signal });
}
