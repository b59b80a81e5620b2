// @ts-check
/** Shows a module page by page, and tells the learning platform how far its reader has come (SCORM 1.2). */
import "./quizzes.js";

/**
 * What a platform offers. Every call answers in words; "true" and "false" where it only says whether it worked.
 * @typedef {object} Platform
 * @property {(nothing: "") => string} LMSInitialize
 * @property {(nothing: "") => string} LMSFinish
 * @property {(nothing: "") => string} LMSCommit
 * @property {(name: string) => string} LMSGetValue
 * @property {(name: string, value: string) => string} LMSSetValue
 */

// As far as the specification goes up from a package to its platform, and a little further.
const MOST_WINDOWS = 12;

/** The platform around the package: in a window above, or in the one that opened it. */
function platform() {
  return above(window) ?? (window.opener ? above(window.opener) : null);
}

/**
 * @param {Window} start
 * @returns {Platform | null}
 */
function above(start) {
  let here = start;
  for (let count = 0; count < MOST_WINDOWS; count += 1) {
    try {
      const found = /** @type {any} */ (here).API;
      if (found) return found;
    } catch {
      return null; // a window of somebody else's
    }
    if (here.parent === here) return null;
    here = here.parent;
  }
  return null;
}

/** What the platform is told: where the reader is, whether all is read, for how long. Never what was written. */
class Progress {
  /** @type {Platform | null} */
  #platform = platform();
  #since = Date.now();
  #runs = false;

  /** Returns the page on which the reader left off, or nothing. */
  begin() {
    this.#runs = this.#platform?.LMSInitialize("") === "true";
    if (!this.#isCompleted()) this.#tell("cmi.core.lesson_status", "incomplete");
    return this.#runs ? (this.#platform?.LMSGetValue("cmi.core.lesson_location") ?? "") : "";
  }

  /** @param {string} page */
  at(page) {
    this.#tell("cmi.core.lesson_location", page);
    this.#keep();
  }

  complete() {
    this.#tell("cmi.core.lesson_status", "completed");
    this.#keep();
  }

  end() {
    if (!this.#runs) return;
    this.#tell("cmi.core.session_time", spent(Date.now() - this.#since));
    this.#tell("cmi.core.exit", this.#isCompleted() ? "" : "suspend");
    this.#keep();
    this.#platform?.LMSFinish("");
    this.#runs = false;
  }

  #isCompleted() {
    return this.#runs && ["completed", "passed"].includes(this.#platform?.LMSGetValue("cmi.core.lesson_status") ?? "");
  }

  /** @param {string} name @param {string} value */
  #tell(name, value) {
    if (this.#runs) this.#platform?.LMSSetValue(name, value);
  }

  #keep() {
    if (this.#runs) this.#platform?.LMSCommit("");
  }
}

/**
 * Milliseconds as `HHHH:MM:SS.SS`.
 * @param {number} milliseconds
 */
function spent(milliseconds) {
  const seconds = Math.max(0, milliseconds) / 1000;
  const hours = String(Math.min(9999, Math.floor(seconds / 3600))).padStart(4, "0");
  const minutes = String(Math.floor((seconds % 3600) / 60)).padStart(2, "0");
  return `${hours}:${minutes}:${(seconds % 60).toFixed(2).padStart(5, "0")}`.replace(":60.00", ":59.99");
}

/** @type {HTMLElement[]} */
const pages = [...document.querySelectorAll("[data-page]")].flatMap((page) => (page instanceof HTMLElement ? [page] : []));
const progress = new Progress();

/** @param {string} id @param {boolean} isTurned true when the reader has turned the page */
function show(id, isTurned) {
  const shown = pages.find((page) => page.id === id) ?? pages[0];
  if (!shown) return;
  for (const page of pages) page.hidden = page !== shown;
  progress.at(shown.id);
  if (!isTurned) return;
  window.scrollTo(0, 0);
  shown.querySelector("h1")?.focus();
}

document.documentElement.dataset.works = "";
show(progress.begin() || location.hash.slice(1), false);
window.addEventListener("hashchange", () => show(location.hash.slice(1), true));
window.addEventListener("pagehide", () => progress.end());
document.querySelector("[data-finish]")?.addEventListener("click", () => {
  progress.complete();
  const told = document.querySelector("[data-finished]");
  if (told instanceof HTMLElement) told.textContent = told.dataset.finished ?? "";
});
