// @ts-check
import { LivingElement } from "../lib/living-element.js";
import { word } from "../lib/module-words.js";
import { weeksOf } from "../lib/training-weeks.js";

/** @typedef {import("../lib/training-weeks.js").Training} Training */
/** @typedef {import("../lib/training-weeks.js").Week} Week */

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, TALLEST] = [10, 100];
const HEADROOM = 1.1; // so that a line at the very top is still seen

/** Days trained in each week as bars, with the aim as a line, and the same in words and as a table. */
class TrainingChart extends LivingElement {
  arrives() {
    this.draw(JSON.parse(this.dataset.trainings ?? "[]"));
  }

  /** @param {Training[]} trainings */
  draw(trainings) {
    const weeks = weeksOf(trainings, Number(this.dataset.weeks));
    const most = HEADROOM * Math.max(Number(this.#aim), ...weeks.map(({ days }) => days));
    this.#drawBars(weeks, most);
    this.#drawAim(weeks.length, most);
    const picture = /** @type {Element} */ (this.querySelector("svg"));
    picture.setAttribute("aria-label", word("weeks_told", { days: weeks.map(({ days }) => days).join(", "), aim: this.#aim }));
    /** @type {Element} */ (this.querySelector("figcaption")).textContent = this.#latest(weeks);
    /** @type {Element} */ (this.querySelector(".training-chart__weeks")).replaceChildren(...weeks.map(({ number }) => element("span", String(number))));
    /** @type {Element} */ (this.querySelector("tbody")).replaceChildren(...weeks.map((week) => this.#row(week)));
  }

  get #aim() {
    return this.dataset.aim ?? "";
  }

  /** @param {Week[]} weeks @param {number} most */
  #drawBars(weeks, most) {
    const bars = weeks.filter(({ days }) => days).map(({ number, days }) => {
      const height = (TALLEST * days) / most;
      return drawn("rect", { class: "training-chart__bar", x: (number - 1) * WIDTH + 2, y: TALLEST - height, width: WIDTH - 4, height });
    });
    /** @type {Element} */ (this.querySelector("g")).replaceChildren(...bars);
  }

  /** @param {number} count @param {number} most */
  #drawAim(count, most) {
    const y = String(TALLEST - (TALLEST * Number(this.#aim)) / most);
    /** @type {Element} */ (this.querySelector("svg")).setAttribute("viewBox", `0 0 ${count * WIDTH} ${TALLEST}`);
    for (const end of ["y1", "y2"]) this.querySelector("line")?.setAttribute(end, y);
  }

  /** The newest week in which there is something. @param {Week[]} weeks */
  #latest(weeks) {
    const week = weeks.findLast(({ days }) => days);
    return week ? word("week_told", { week: String(week.number), days: String(week.days), aim: this.#aim }) : word("no_training");
  }

  /** @param {Week} week */
  #row({ number, days, minutes, effort }) {
    const row = document.createElement("tr");
    const head = element("th", String(number));
    head.setAttribute("scope", "row");
    const mean = effort === null ? "–" : String(Math.round(effort));
    const cells = [String(days), this.#aim, String(minutes), mean].map((words) => element("td", words));
    for (const cell of cells) cell.className = "table__number";
    row.append(head, ...cells);
    return row;
  }
}

/** @param {string} tag @param {string} words */
function element(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}

/** @param {string} tag @param {Record<string, string | number>} attributes */
function drawn(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}

customElements.define("training-chart", TrainingChart);

export { TrainingChart };
