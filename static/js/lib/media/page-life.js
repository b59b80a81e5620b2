// @ts-check
/** When the page goes, and when the browser brings it back from its memory. */

/** @typedef {{goes: () => void, flees: () => void, returns: () => void}} Terms `flees`: by quick exit, which waits for no next page */

/** @param {Terms} terms */
export function onPageLife({ goes, flees, returns }) {
  let isGone = false;
  const go = (/** @type {() => void} */ act) => () => {
    isGone = true;
    act();
  };
  addEventListener("pagehide", go(goes));
  document.addEventListener("quick-exit", go(flees));
  addEventListener("pageshow", () => {
    if (isGone) returns();
    isGone = false;
  });
}
