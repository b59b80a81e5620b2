// @ts-check
/** Hold to talk: the button, or the space bar anywhere but where one writes or presses. Whoever cannot hold presses twice. */
import { isCommandKey } from "./keys.js";

/**
 * @param {HTMLElement} button
 * @param {AbortSignal} signal
 * @param {object} how
 * @param {() => boolean} how.isOn whether one has chosen to hold, and takes part
 * @param {() => boolean} how.hasKeys whether single keys are in use
 * @param {(held: boolean) => void} how.hold
 */
export function holdToTalk(button, signal, { isOn, hasKeys, hold }) {
  let isHeld = false, isPressed = false;
  const turn = (/** @type {boolean} */ held) => {
    if (held === isHeld || (held && !isOn())) return;
    isHeld = held;
    hold(held);
  };
  const isTalkKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.target === button) return [" ", "Enter"].includes(event.key);
    const presses = event.target instanceof Element && event.target.closest("button, a, summary, [role=tab], [role=log]");
    return event.key === " " && hasKeys() && !presses && isCommandKey(event);
  };

  button.addEventListener("pointerdown", (event) => {
    isPressed = isOn() && event.button === 0;
    if (!isPressed) return;
    button.setPointerCapture(event.pointerId);
    turn(true);
  }, { signal });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) button.addEventListener(end, () => turn(false), { signal });
  // A press by a screen reader or a switch is a click alone, with nothing held.
  button.addEventListener("click", () => {
    if (isOn() && !isPressed) turn(!isHeld);
    isPressed = false;
  }, { signal });
  document.addEventListener("keydown", (event) => {
    if (!isOn() || !isTalkKey(event)) return;
    event.preventDefault();
    turn(true);
  }, { signal });
  document.addEventListener("keyup", (event) => [" ", "Enter"].includes(event.key) && turn(false), { signal });
  window.addEventListener("blur", () => turn(false), { signal });
}
