// @ts-check
/** When to step down: pure judgement. Never up, for what a line bears is only known once it has been tried; that is for people to ask. */

/** @typedef {import("./kinds.js").Rung} Rung */
/** @typedef {import("./measuring.js").Measure} Measure */
/** @typedef {"loss" | "device" | "line_slow"} Why */

/** In this order: a device that cannot keep up loses frames on any line. @type {Why[]} */
const CAUSES = ["device", "loss", "line_slow"];
// With sound alone nothing lighter is left that one can hear by, so it is kept as long as it carries anything.
const LIMITS = {
  pictures: { loss: 0.1, rtt_ms: 1500, frozen: 0.4, dropped: 0.5, kbps: { picture: 100, voice: 20 } },
  sound: { loss: 0.4, rtt_ms: 4000, frozen: 2, dropped: 2, kbps: { picture: 0, voice: 8 } },
};
/** How many bad looks it takes; a good one takes one of them back. */
const PATIENCE = { device: 5, loss: 3, line_slow: 3 };
/** Looks after a step, in which it has yet to help. */
const REST = 3;

/** @type {Record<Exclude<Rung, "text">, Rung>} */
const BELOW = { all: "one", one: "sound", sound: "text" };

export class Ladder {
  #bad = { device: 0, loss: 0, line_slow: 0 };
  #rest = REST;

  /** Somebody has changed the rung: what was before counts no more. */
  begin() {
    this.#bad = { device: 0, loss: 0, line_slow: 0 };
    this.#rest = REST;
  }

  /** One look at all connections. @param {Rung} rung @param {Measure[]} measures @param {"most" | "any"} tells
   * @returns {{rung: Rung, why: Why} | null} the step to take */
  look(rung, measures, tells) {
    if (rung === "text" || measures.length === 0) return null;
    if (this.#rest > 0) {
      this.#rest -= 1;
      return null;
    }
    const limits = rung === "sound" ? LIMITS.sound : LIMITS.pictures;
    for (const why of CAUSES) {
      const bad = measures.filter((measure) => isBad(why, measure, limits)).length;
      const isOurs = tells === "any" ? bad > 0 : bad > measures.length / 2;
      this.#bad[why] = Math.max(0, this.#bad[why] + (isOurs ? 1 : -1));
    }
    const why = CAUSES.find((each) => this.#bad[each] >= PATIENCE[each]);
    if (!why) return null;
    this.begin();
    return { rung: BELOW[rung], why };
  }
}

/** @param {Why} why @param {Measure} measure @param {typeof LIMITS.sound} limits */
function isBad(why, measure, limits) {
  switch (why) {
    case "device":
      return measure.dropped > limits.dropped;
    case "loss":
      return measure.loss > limits.loss;
    case "line_slow": {
      const least = measure.sends_picture ? limits.kbps.picture : limits.kbps.voice;
      return measure.rtt_ms > limits.rtt_ms || measure.frozen > limits.frozen || measure.room_kbps < least;
    }
  }
}
