// @ts-check
/** Hold to talk: the button, or the space bar anywhere but where one writes or presses. Whoever cannot hold presses twice. */
import { isCommandKey } from "./keys.js";

/** @typedef {"pointer" | "key" | "press"} Way `press`: once to begin, once to end */

const KEYS = [" ", "Enter"];
/** The one click that a finger or mouse makes comes this soon after it was lifted, if at all. */
const CLICK_WITHIN_MS = 500;
const WRITING = "input, textarea, select, [contenteditable]";

/**
 * @param {HTMLElement} button
 * @param {AbortSignal} signal
 * @param {object} how
 * @param {() => boolean} how.isOn whether one has chosen to hold, and takes part
 * @param {() => boolean} how.hasKeys whether single keys are in use
 * @param {(held: boolean) => unknown} how.hold resolves to whether it is as asked
 * @param {() => boolean} how.isOpen whether the microphone is on
 */
export function holdToTalk(button, signal, { isOn, hasKeys, hold, isOpen }) {
  /** @type {Way | ""} */
  let way = "";
  let [isPressed, hasOpened] = [false, false];
  let lifted = -CLICK_WITHIN_MS;
  const begin = async (/** @type {Way} */ by) => {
    [way, hasOpened] = [by, false];
    const isAsAsked = await hold(true);
    if (way !== by) return;
    if (isAsAsked === false) way = "";
    else hasOpened = true;
  };
  // A leader, a break or more people end it too: then the next press begins anew.
  const goesOn = () => way !== "" && (!hasOpened || isOpen());
  const end = (/** @type {Way | undefined} */ only = undefined) => {
    if (!way || (only && only !== way)) return;
    way = "";
    hold(false);
  };
  const isTalkKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.target === button) return KEYS.includes(event.key);
    const presses = event.target instanceof Element && event.target.closest("button, a, summary, [role=tab], [role=log]");
    return event.key === " " && hasKeys() && !presses && isCommandKey(event);
  };
  const on = (/** @type {EventTarget} */ target, /** @type {string} */ type, /** @type {(event: any) => void} */ act) =>
    target.addEventListener(type, act, { signal });

  on(button, "pointerdown", (event) => {
    // Without any pressure it is no finger and no mouse: a screen reader or a switch, which cannot hold.
    isPressed = isOn() && event.button === 0 && event.pressure > 0;
    if (!isPressed) return;
    button.setPointerCapture(event.pointerId);
    begin("pointer");
  });
  for (const type of ["pointerup", "pointercancel", "lostpointercapture"]) on(button, type, ({ timeStamp }) => {
    if (isPressed) lifted = timeStamp;
    isPressed = false;
    end("pointer");
  });
  on(button, "click", ({ timeStamp }) => {
    const isOfTheHold = timeStamp - lifted < CLICK_WITHIN_MS;
    lifted = -CLICK_WITHIN_MS;
    if (!isOn() || isOfTheHold) return;
    if (goesOn()) end();
    else begin("press");
  });
  on(document, "keydown", (event) => {
    const isOurs = isOn() && isTalkKey(event);
    if (isOurs) event.preventDefault();
    if (event.repeat) return;
    end("key"); // another key, or the same anew: that this one was let go has not been told
    if (!isOurs) return;
    if (goesOn()) end();
    else begin("key");
  });
  on(document, "keyup", (event) => {
    if (!KEYS.includes(event.key)) return;
    if (way === "key" || (event.target === button && isOn())) event.preventDefault(); // some browsers make a click of it
    end("key");
  });
  on(document, "focusin", ({ target }) => target.closest(WRITING) && end("key"));
  on(document, "visibilitychange", () => document.hidden && end());
  on(window, "blur", () => end());
}
