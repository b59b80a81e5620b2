// @ts-check
import { LivingElement } from "../lib/living-element.js";

/** @typedef {{ revision: number } & Record<string, string | number | null>} Plan */
/** @typedef {HTMLElement & { show?: (state: "" | "saving" | "saved" | "waiting") => void }} SaveState */

const PAUSE = 600;
const LONGEST_WAIT = 30_000;
const SURE_ENOUGH = 7;

/**
 * Saves a weekly plan as it is written. Only fields that changed are sent, with a number that counts up, one sending at
 * a time. Without a line the words wait here, survive a reload of the tab, and leave when the line is back.
 */
class ActionPlan extends LivingElement {
  /** Fields that the server does not have yet. @type {Map<string, string | number | null>} */
  #unsent = new Map();
  #revision = 0;
  #isSending = false;
  #wait = PAUSE;
  #timer = 0;

  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.#revision = Number(this.dataset.revision);
    const form = this.querySelector("form");
    if (!form) return;
    this.#part("save")?.setAttribute("hidden", "");
    form.addEventListener("input", (event) => this.#note(event.target), { signal });
    form.addEventListener("submit", (event) => this.#submit(event), { signal });
    addEventListener("online", () => this.#send(), { signal });
    addEventListener("pagehide", () => this.#keep(), { signal });
    signal.addEventListener("abort", () => clearTimeout(this.#timer));
    this.#restore();
  }

  /** @param {EventTarget | null} field */
  #note(field) {
    if (!isField(field) || !field.name || field.type === "hidden") return;
    this.#unsent.set(field.name, field.name === "confidence" ? Number(field.value) : field.value);
    this.#showRevise();
    this.#keep();
    this.#later(PAUSE);
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    this.#send();
  }

  /** @param {number} wait */
  #later(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), wait);
  }

  async #send() {
    if (this.#isSending || this.#unsent.size === 0) return;
    this.#isSending = true;
    this.#show("saving");
    const sent = new Map(this.#unsent);
    const answer = await this.#put({ revision: this.#revision + 1, ...Object.fromEntries(sent) });
    this.#isSending = false;
    if (answer) this.#answered(answer.status, answer.plan, sent);
    else this.#waitForLine();
  }

  /**
   * @param {Record<string, string | number | null>} change
   * @returns {Promise<{ status: number, plan: Plan } | null>} null when there is no line, or the server could not save
   */
  async #put(change) {
    try {
      const response = await fetch(this.dataset.url ?? "", {
        method: "PUT",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.dataset.csrf ?? "" },
        body: JSON.stringify(change),
      });
      if (response.status !== 200 && response.status !== 409) return null;
      return { status: response.status, plan: (await response.json()).plan };
    } catch {
      return null;
    }
  }

  /**
   * 409: another device wrote first. Its other fields are shown; what is written here is sent on top of them.
   * @param {number} status
   * @param {Plan} plan
   * @param {Map<string, string | number | null>} sent
   */
  #answered(status, plan, sent) {
    this.#revision = plan.revision;
    this.#wait = PAUSE;
    if (status === 200) {
      for (const [name, value] of sent) if (this.#unsent.get(name) === value) this.#unsent.delete(name);
    }
    this.#fill(plan);
    this.#keep();
    this.#show(this.#unsent.size ? "saving" : "saved");
    if (this.#unsent.size) this.#later(PAUSE);
    else this.dispatchEvent(new CustomEvent("plan-saved", { bubbles: true, detail: plan }));
  }

  #waitForLine() {
    this.#show("waiting");
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
    this.#later(this.#wait);
  }

  /** Shows what is stored, except where something is being written. @param {Plan} plan */
  #fill(plan) {
    for (const field of this.#fields()) {
      if (!(field.name in plan) || this.#unsent.has(field.name)) continue;
      const stored = plan[field.name] === null ? "" : String(plan[field.name]);
      if (field instanceof HTMLInputElement && field.type === "radio") field.checked = field.value === stored;
      else if (field.value !== stored && field !== document.activeElement) field.value = stored;
    }
    this.#showRevise();
  }

  #showRevise() {
    const sure = this.querySelector("input[name=confidence]:checked");
    const isBig = sure instanceof HTMLInputElement && Number(sure.value) < SURE_ENOUGH;
    this.#part("revise")?.toggleAttribute("hidden", !isBig);
  }

  /** What has not left is kept in this tab only: a shared device shows it to nobody else. */
  #keep() {
    try {
      if (this.#unsent.size) sessionStorage.setItem(this.#name, JSON.stringify([...this.#unsent]));
      else sessionStorage.removeItem(this.#name);
    } catch {
      // Private windows may refuse: the words are still in the fields.
    }
  }

  #restore() {
    try {
      this.#unsent = new Map(JSON.parse(sessionStorage.getItem(this.#name) ?? "[]"));
    } catch {
      return;
    }
    const kept = this.#unsent;
    if (kept.size === 0) return;
    this.#unsent = new Map();
    this.#fill({ revision: this.#revision, ...Object.fromEntries(kept) });
    this.#unsent = kept;
    this.#later(0);
  }

  get #name() {
    return `plan:${this.dataset.url}`;
  }

  #fields() {
    return [...this.querySelectorAll("input, textarea")].filter(isField);
  }

  /** @param {string} name */
  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  /** @param {"" | "saving" | "saved" | "waiting"} state */
  #show(state) {
    /** @type {SaveState | null} */ (this.querySelector("save-state"))?.show?.(state);
  }
}

/**
 * @param {unknown} field
 * @returns {field is HTMLInputElement | HTMLTextAreaElement}
 */
function isField(field) {
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
}

customElements.define("action-plan", ActionPlan);
