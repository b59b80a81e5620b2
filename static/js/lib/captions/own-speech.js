// @ts-check
/** Whether the browser recognises speech on the device itself: asked where captions are offered, and before any are written. */

const SPOKEN = /** @type {Record<string, string[]>} */ ({ nb: ["nb-NO"], nn: ["nn-NO", "nb-NO"], se: ["nb-NO"], en: ["en-GB", "en-US"] });

/** Not every browser that recognises can be told to do it itself. @returns {any} */
export function recognition() {
  const { SpeechRecognition, webkitSpeechRecognition } = /** @type {any} */ (globalThis);
  const found = SpeechRecognition ?? webkitSpeechRecognition;
  return found?.available && "processLocally" in found.prototype ? found : null;
}

/** What this device can do by itself with the language of the page.
 * @returns {Promise<{state: "available" | "downloadable" | "downloading" | "unavailable", language: string}>} */
export async function onDevice() {
  const found = recognition();
  for (const language of found ? SPOKEN[document.documentElement.lang] ?? SPOKEN.nb : []) {
    const state = await found.available({ langs: [language], processLocally: true }).catch(() => "unavailable");
    if (state !== "unavailable") return { state, language };
  }
  return { state: "unavailable", language: "" };
}
