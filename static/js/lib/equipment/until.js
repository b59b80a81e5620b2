// @ts-check

/** A signal that ends with another one, or after so many ms. `done` gives it up.
 * @param {AbortSignal} signal @param {number} ms */
export function until(signal, ms) {
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, ms);
  signal.addEventListener("abort", end, { once: true });
  const done = () => {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  };
  return { signal: ending.signal, done };
}
