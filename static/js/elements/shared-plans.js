// @ts-check
/** The plans for the week that people chose to show, and how the last one went. */
import { RoomElement } from "../lib/room-element.js";
import { fill, keep, showOnly, stamp } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

// Where people look back and where they look ahead; outside these phases the plans stay out of the way.
const LOOKS_BACK = ["opening_round"];

class SharedPlans extends RoomElement {
  #isChanged = false;

  start() {
    this.see(["plans", "progress", "people", "me", "now"], () => this.#render());
    if (this.piece("share")) this.hear(this.piece("share"), "click", () => this.#share());
    // What has been changed since it was shown can be shown again.
    this.hear(this, "input", (event) => event.isTrusted && this.#change(true));
    if (this.piece("unshare")) this.hear(this.piece("unshare"), "click", () => this.#keepFor("nobody"));
  }

  #render() {
    const now = this.view.get("now");
    const isPlanning = now?.tool === "action_plan";
    const isLookingBack = LOOKS_BACK.includes(now?.kind);
    const { me } = this;
    const [plans, progress] = [this.view.get("plans"), this.view.get("progress")];
    const shared = isPlanning ? plans : isLookingBack ? progress : {};
    this.hidden = !isPlanning && !isLookingBack;
    fill(this, { title: say("plans", isPlanning ? "ahead" : "back") });
    showOnly(this, [
      isPlanning && !me.staff ? "write" : "",
      isPlanning && plans[me.id] ? "unshare" : "",
      isPlanning && (!plans[me.id] || this.#isChanged) ? "share" : "",
      isLookingBack && !me.staff ? "went" : "",
    ]);
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-went]"))) {
      button.setAttribute("aria-pressed", String(progress[me.id]?.how_it_went === button.dataset.went));
    }
    keep(this.piece("list"), Object.entries(shared).filter(([person]) => this.view.name(person)), {
      key: ([person]) => person,
      make: () => stamp("plan"),
      show: (row, [person, plan]) => this.#plan(row, person, plan, isPlanning),
    });
    this.piece("empty").hidden = Object.keys(shared).length > 0;
  }

  /** @param {HTMLElement} row @param {string} person @param {any} plan @param {boolean} isPlan */
  #plan(row, person, plan, isPlan) {
    const parts = isPlan ? [plan.how_much, plan.when, plan.how_often].filter(Boolean) : [plan.words];
    fill(row, {
      name: person === this.me.id ? say("words", "you") : this.view.name(person),
      what: isPlan ? plan.what : say("went", plan.how_it_went),
      how: parts.join(" · "),
      sure: isPlan ? say("plans", "sure", { confidence: plan.confidence }) : "",
    });
  }

  /** @param {boolean} isChanged */
  #change(isChanged) {
    this.#isChanged = isChanged;
    if (this.view.isSeated) this.#render();
  }

  /** The form saves itself, for oneself alone; showing it to the group is a choice of its own. */
  #share() {
    const data = new FormData(/** @type {HTMLFormElement} */ (this.querySelector("action-plan form")));
    const [what, how_much, when, how_often] = ["what", "how_much", "when", "how_often"].map((name) => String(data.get(name) ?? ""));
    const isWhole = what.trim() && data.has("confidence");
    fill(this, { refusal: isWhole ? "" : say("plans", "unfinished") });
    if (!isWhole) return;
    this.#change(false);
    this.#keepFor("group");
    this.ask("share_plan", { what, how_much, when, how_often, confidence: Number(data.get("confidence")) });
  }

  /** @param {string} whom "group" or "nobody": also where the plan is kept outside the room */
  #keepFor(whom) {
    const choice = /** @type {HTMLInputElement | null} */ (this.querySelector(`[name=shared_with][value=${whom}]`));
    if (!choice) return;
    choice.checked = true;
    choice.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

customElements.define("shared-plans", SharedPlans);
