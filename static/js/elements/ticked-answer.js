// @ts-check
import { AnswerFields } from "../lib/answer-fields.js";

/** One box to tick: a promise, or that something is done. The day of a promise is written by the server. */
class TickedAnswer extends AnswerFields {
  name = "agreed";

  get value() {
    return { [this.name]: this.choices[0].checked };
  }

  /** @param {Record<string, any>} value */
  show(value) {
    this.choices[0].checked = Boolean(value[this.name]);
  }

  /** @param {Record<string, any>} value */
  words(value) {
    return value[this.name] ? "✓" : "–";
  }
}

class BuddyBlock extends TickedAnswer {
  name = "done";
}

customElements.define("agreement-block", class AgreementBlock extends TickedAnswer {});
customElements.define("buddy-block", BuddyBlock);
