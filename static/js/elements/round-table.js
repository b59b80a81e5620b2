// @ts-check
/** The people around the table, in the order of their seats, which is the same for everybody. */
import { RoomElement } from "../lib/room-element.js";
import { fill, keep, stamp, tint } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

const CROWD = 14;
// The table is this many times as wide as it is deep.
const WIDE = 1.7;

class RoundTable extends RoomElement {
  #spoken = "";

  start() {
    this.see(["people", "round", "hands", "speaking", "me", "breakouts", "room"], () => this.#render());
    this.hear(this, "click", (event) => this.#open(event));
    const list = this.piece("seats");
    this.hear(list, "scroll", () => this.#count(list));
    for (const [name, way] of Object.entries({ before: -0.9, after: 0.9 })) {
      this.hear(this.piece(name), "click", () => list.scrollBy({ left: way * list.clientWidth }));
    }
    const watcher = new ResizeObserver(() => this.#arrange(list));
    watcher.observe(this);
    this.signal.addEventListener("abort", () => watcher.disconnect());
  }

  /** In a row that is longer than the screen is wide, one's own seat stands still beside the others. @param {HTMLElement} list */
  #arrange(list) {
    const { display, columnGap } = getComputedStyle(list);
    const gap = parseFloat(columnGap);
    const other = /** @type {HTMLElement | null} */ (list.querySelector(":scope > :not([data-me])"));
    const needed = list.children.length * ((other?.offsetWidth ?? 0) + gap) + gap;
    this.toggleAttribute("data-scrolls", display === "flex" && needed > this.clientWidth);
    this.#count(list);
  }

  /** How many more there are to each side. @param {HTMLElement} list */
  #count(list) {
    const { left, right } = list.getBoundingClientRect();
    const seats = this.hasAttribute("data-scrolls") ? [...list.querySelectorAll(":scope > :not([data-me])")] : [];
    const middles = seats.map(middleOf);
    this.#more("before", middles.filter((middle) => middle < left).length);
    this.#more("after", middles.filter((middle) => middle > right).length);
  }

  /** At the end of the row the button goes, and whoever pressed it is at the last seat. @param {string} name @param {number} count */
  #more(name, count) {
    const seats = this.piece("seats");
    const last = name === "before" ? seats.firstElementChild : seats.lastElementChild;
    if (count === 0 && document.activeElement === this.piece(name)) last?.querySelector("button").focus({ preventScroll: true });
    this.piece(name).disabled = count === 0;
    this.piece(name).ariaLabel = say("table", "more", { count });
    fill(this, { [name]: count ? `+${count}` : "" });
  }

  /** @param {MouseEvent} event */
  #open(event) {
    const seat = /** @type {HTMLElement} */ (event.target).closest("[data-person]");
    if (seat) this.dispatchEvent(new CustomEvent("person:open", { bubbles: true, detail: seat.getAttribute("data-person") }));
  }

  #render() {
    const seated = this.#seated();
    const list = this.piece("seats");
    const angles = anglesOf(seated.length);
    this.toggleAttribute("data-crowd", seated.length > CROWD);
    const turns = this.#turns();
    keep(list, seated, {
      key: (one) => one.id,
      make: () => stamp("seat"),
      show: (row, one, index) => this.#seat(row, one, angles[index], turns.get(one.id) ?? ""),
    });
    this.#arrange(list);
    this.#bringIntoSight(list);
  }

  /** In a group one sits at its small table; in the whole room one also sees who is elsewhere. */
  #seated() {
    const people = Object.entries(this.view.get("people")).map(([id, one]) => ({ id, ...one }));
    const { place } = this.me;
    const near = place === "main" ? people : people.filter((one) => one.place === place);
    return near.sort((one, other) => one.seat - other.seat);
  }

  /** Whoever was given the word in between is before the one whose turn it is. @returns {Map<string, string>} */
  #turns() {
    const [round, speaking] = [this.view.get("round"), this.view.get("speaking")];
    if (!round || this.me.place.startsWith("side")) return new Map();
    const isBetween = speaking && speaking.person !== round.current;
    const now = isBetween ? "" : round.current;
    const waiting = round.order.filter((/** @type {any} */ turn) => turn.state === "waiting" && turn.person !== round.current);
    const next = (isBetween && round.current) || waiting[0]?.person;
    return new Map(round.order.map((/** @type {any} */ turn) => {
      if (turn.person === now) return [turn.person, "now"];
      return [turn.person, turn.person === next ? "next" : turn.state];
    }));
  }

  /** @param {HTMLElement} row @param {any} one @param {number} angle @param {string} turn */
  #seat(row, one, angle, turn) {
    const hand = this.view.get("room").state === "ended" ? -1 : this.view.get("hands").indexOf(one.id);
    const isSpeaking = this.view.get("speaking")?.person === one.id;
    const state = this.#state(one, turn, isSpeaking);
    row.style.setProperty("--turn", `${angle}deg`);
    row.dataset.turn = turn;
    row.dataset.person = one.id;
    row.toggleAttribute("data-me", one.id === this.me.id);
    row.toggleAttribute("data-speaking", isSpeaking);
    row.toggleAttribute("data-away", !one.here || one.on_break || one.place === "away");
    row.toggleAttribute("data-elsewhere", one.place !== this.me.place);
    fill(row, { initial: initials(one.name), name: one.name, state, "hand-words": hand < 0 ? "" : say("table", "hand", { number: hand + 1 }) });
    fill(row, { leader: one.leader ? say("parts", "leader") : one.part === "technical_host" ? say("parts", "technical_host") : "" });
    tint(row, one.id);
    for (const [name, isOn] of Object.entries({ mark: one.leader, hand: hand >= 0, muted: one.muted })) {
      /** @type {HTMLElement} */ (row.querySelector(`[data-part=${name}]`)).hidden = !isOn;
    }
  }

  /** @param {any} one @param {string} turn @param {boolean} isSpeaking */
  #state(one, turn, isSpeaking) {
    if (one.on_break) return say("table", "on_break");
    if (!one.here) return say("table", "away");
    if (one.place === "away") return say("table", "stepped_out");
    if (one.place.startsWith("side")) return one.place === this.me.place ? "" : say("table", "apart");
    if (one.place !== this.me.place) return say("table", "in_group", { number: one.place.split("-")[1] });
    if (isSpeaking || turn === "now") return say("table", "speaking");
    if (turn === "next" || turn === "done" || turn === "passed") return say("table", turn);
    return "";
  }

  /** On a phone the table is a row that scrolls: whoever has the word comes into sight. @param {HTMLElement} list */
  #bringIntoSight(list) {
    const speaker = /** @type {HTMLElement | null} */ (list.querySelector("[data-speaking], [data-turn=now]"));
    const person = speaker?.dataset.person ?? "";
    if (!speaker || person === this.#spoken) return;
    this.#spoken = person;
    list.scrollBy({ left: middleOf(speaker) - middleOf(list) });
  }
}

/** @param {Element} element */
function middleOf(element) {
  const { left, right } = element.getBoundingClientRect();
  return (left + right) / 2;
}

/** Where each of `count` people sits, in degrees from the top, with equally long stretches of table between them.
 * @param {number} count */
function anglesOf(count) {
  if (count === 2) return [90, 270]; // at the ends, so that the card between them stays readable
  const steps = Array.from({ length: 360 }, (_each, degree) => stretchAt(degree));
  const whole = steps.reduce((sum, step) => sum + step);
  const angles = [];
  for (let degree = 0, walked = 0; angles.length < count; walked += steps[degree++]) {
    if (walked >= (whole * angles.length) / count) angles.push(degree);
  }
  return angles;
}

/** How far one degree takes one along the rim of a table that is wider than it is deep. @param {number} degree */
function stretchAt(degree) {
  const turn = (degree * Math.PI) / 180;
  return Math.hypot(WIDE * Math.cos(turn), Math.sin(turn));
}

/** Two letters where a name has two parts. @param {string} name */
export function initials(name) {
  const [first = "", second = ""] = name.trim().split(/\s+/);
  return (([...first][0] ?? "") + ([...second][0] ?? "")).toUpperCase();
}

customElements.define("round-table", RoundTable);
