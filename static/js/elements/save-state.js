// @ts-check

/** @typedef {"" | "saving" | "saved" | "waiting"} Saving */

/**
 * Says in words how it stands with what one writes. The words come from the template:
 * `data-saving`, `data-saved`, `data-waiting`. Somebody else saves and calls `show`.
 */
class SaveState extends HTMLElement {
  /** @param {Saving} state */
  show(state) {
    if (this.dataset.state === state) return;
    this.dataset.state = state;
    this.textContent = state ? (this.dataset[state] ?? "") : "";
  }
}

customElements.define("save-state", SaveState);
