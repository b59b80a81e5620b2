// @ts-check
/** What the line to this server carries, and whether sound and picture get through at all. */
import { opensBetweenTwo } from "../lib/equipment/line-between.js";
import { speedOf } from "../lib/equipment/line-speed.js";
import { TryingStep } from "../lib/equipment/trying-step.js";
import { until } from "../lib/equipment/until.js";
import { canTakePart } from "../lib/media/devices.js";
import { say } from "../lib/room-words.js";

const LONGEST_MS = 45_000;
const MOST_TOLD = 20_000; // kbit/s

/** @typedef {[string, number, number, number]} Need a rung, and the least kbit/s down and up and the longest ms it asks for */

class LineTry extends TryingStep {
  /** @type {AbortController | null} */
  #measuring = null;

  get outcome() {
    return this.state === "away" ? "skipped" : super.outcome;
  }

  async attempt() {
    this.leaves();
    this.show("trying");
    const measuring = (this.#measuring = new AbortController());
    const { signal, done } = until(measuring.signal, LONGEST_MS);
    try {
      const why = await this.#hindrance(signal);
      const speed = await speedOf(this.dataset.line ?? "", this.#headers, Number(this.dataset.mostBytes), signal);
      if (!measuring.signal.aborted) this.#tell(speed, why);
    } catch (error) {
      if (!measuring.signal.aborted) this.show("away");
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error; // not the line's fault
    } finally {
      done();
    }
  }

  leaves() {
    this.#measuring?.abort();
    this.#measuring = null;
    super.leaves();
  }

  get #headers() {
    return { "X-CSRFToken": this.dataset.csrf ?? "", Accept: "application/json" };
  }

  /** Why sound and picture do not get through; "" when they do, or when there are none here. @param {AbortSignal} signal */
  async #hindrance(signal) {
    const answer = await fetch(this.dataset.ice ?? "", { method: "POST", headers: this.#headers, signal });
    if (!answer.ok) throw new TypeError(String(answer.status));
    const { ice, relay_only: relayOnly, can_try: canTry } = await answer.json();
    if (!canTry) return "";
    if (!canTakePart()) return "browser";
    return (await opensBetweenTwo({ iceServers: ice, iceTransportPolicy: relayOnly ? "relay" : "all" }, signal)) ? "" : "blocked";
  }

  /** @param {import("../lib/equipment/line-speed.js").Speed} speed @param {string} why */
  #tell({ down, up, rtt }, why) {
    const needs = /** @type {Need[]} */ (JSON.parse(this.dataset.needs ?? "[]"));
    const rung = needs.find(([, least, leastUp, longest]) => down >= least && up >= leastUp && rtt <= longest)?.[0] ?? "text";
    for (const part of this.querySelectorAll("[data-if]")) {
      /** @type {HTMLElement} */ (part).hidden = part.getAttribute("data-if") !== (why || "slow");
    }
    this.piece("plenty").textContent = Math.min(down, up) > MOST_TOLD ? say("line", "plenty") : "";
    this.piece("figures").textContent = say("line", "figures", { down: figure(down), up: figure(up), rtt: Math.round(rtt) });
    this.show(why ? "text" : rung);
  }
}

/** So quick a line is over before it is measured, and more is never needed. @param {number} kbits */
function figure(kbits) {
  return kbits > MOST_TOLD ? say("line", "over", { number: MOST_TOLD }) : String(Math.round(kbits));
}

customElements.define("line-try", LineTry);
