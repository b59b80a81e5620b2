// @ts-check
/** Elements that the page works without: they come after it, and are asked for again until they are there. */

const AGAIN_AFTER = 2000;

/** Fetch those that this page has. They wait for nothing else, so that they are here before the line can go.
 * @param {string[]} names of files in elements/ */
export function comeLater(names) {
  for (const name of names) if (document.querySelector(name)) bring(name);
}

/** Some browsers keep it in mind that a file has failed, so it is asked for under another name.
 * @param {string} name @param {number} [attempt] */
async function bring(name, attempt = 0) {
  try {
    await import(`../elements/${name}.js${attempt ? `?again=${attempt}` : ""}`);
  } catch (failed) {
    if (!(failed instanceof TypeError)) throw failed; // no fault of the line
    setTimeout(() => bring(name, attempt + 1), AGAIN_AFTER);
  }
}
