// @ts-check
/** What happens now, whose it is, and the one thing for me to do. */
import { RoomElement } from "../lib/room-element.js";
import { fill, showOnly } from "../lib/room-rows.js";
import { countdown } from "../lib/room-time.js";
import { inLanguage, namesInARow, say } from "../lib/room-words.js";

// So many words need the whole width, not the middle of the table.
const MANY_WORDS = 240;
// What is asked of me at the table, also while I look at something else.
const ASKS = ["my-turn", "my-word", "choose-group", "plan", "check"];

class NowCard extends RoomElement {
  #seen = { place: "", isMine: false };

  start() {
    this.see(["now", "room", "me", "people", "round", "speaking", "breakouts", "polls"], () => this.#render());
    const timer = setInterval(() => this.#turnTime(), 1000);
    this.signal.addEventListener("abort", () => clearInterval(timer));
  }

  get #isAside() {
    return this.me.place.startsWith("side");
  }

  #render() {
    const { title, owner, what } = this.#head();
    const act = this.#act();
    const isOpen = this.view.get("room").state === "open";
    this.dataset.act = act;
    fill(this, { title, owner, what, words: this.#words(act), then: this.#then(), broadcast: this.#broadcast() });
    this.piece("what").toggleAttribute("data-long", what.length > 60);
    this.dataset.kind = this.view.get("now")?.kind ?? "";
    const open = this.#unanswered();
    showOnly(this, [act, open && !isMine(act) ? "vote" : ""]);
    this.piece("vote").dataset.variant = act ? "secondary" : "primary";
    this.dispatchEvent(new CustomEvent("asks", { bubbles: true, detail: isOpen ? open + Number(ASKS.includes(act)) : 0 }));
    this.piece("leave-side").dataset.fields = JSON.stringify({ place: this.me.place });
    this.app.toggleAttribute("data-apart", this.#isAside);
    // While one writes or arranges, the table makes room for it.
    const isArranging = this.me.leader && ["prepared", "open"].includes(this.view.get("breakouts").state);
    this.app.toggleAttribute("data-working", isOpen && (["plan", "check", "choose-group"].includes(act) || isArranging || what.length > MANY_WORDS));
    this.#ring();
    this.#turnTime();
    this.#comeIntoSight();
  }

  /** A new phase, a new place and my own turn are seen, but nobody who is writing is moved. */
  #comeIntoSight() {
    const [place, mine] = [`${this.view.get("now")?.index} ${this.me.place}`, isMine(this.dataset.act ?? "")];
    const isNews = place !== this.#seen.place || (mine && !this.#seen.isMine);
    this.#seen = { place, isMine: mine };
    if (!isNews || (document.activeElement?.matches("textarea, input") && this.app.contains(document.activeElement))) return;
    for (const scrolls of [window, this.closest(".room-app__stage")]) scrolls?.scrollTo({ top: 0 });
  }

  /** How many questions to all wait for my answer. */
  #unanswered() {
    const polls = /** @type {[string, any][]} */ (Object.entries(this.view.get("polls")));
    return this.me.leader || this.#isAside ? 0 : polls.filter(([seq, poll]) => poll.open && this.me.votes[seq] === undefined).length;
  }

  #head() {
    const [now, room, round] = [this.view.get("now"), this.view.get("room"), this.view.get("round")];
    if (room.state === "before" || !now) {
      return { title: say("now", "before"), owner: "", what: inLanguage(room.title) };
    }
    const title = inLanguage(now.title);
    if (this.#isAside) return { title: "", owner: "", what: say("now", "in_side") };
    const asked = round?.kind === "free" ? round.prompt : "";
    return { title, owner: this.#owner(now.owner), what: asked || inLanguage(now.prompt) || title };
  }

  /** @param {string} owner */
  #owner(owner) {
    const people = /** @type {any[]} */ (Object.values(this.view.get("people")));
    if (owner === "leaders") return say("now", "owned_by_both");
    const carrier = people.find((one) => one.part === owner);
    return carrier ? say("now", "owned_by", { name: carrier.name }) : "";
  }

  /** The one thing for me, the most pressing first. */
  #act() {
    const [round, groups, now, room] = ["round", "breakouts", "now", "room"].map((name) => this.view.get(name));
    const { me } = this;
    if (me.on_break) return "on-break";
    if (round?.current === me.id) return "my-turn";
    if (this.view.get("speaking")?.person === me.id) return "my-word";
    if (this.#isAside) return "in-side";
    if (me.place.startsWith("group")) return me.leader ? "visiting" : me.has_called ? "called" : "in-group";
    if (this.#turn(me.id)?.state === "passed") return "passed";
    if (room.state === "before") return me.leader ? "may-start" : "";
    if (groups.state === "prepared" && groups.method === "choice" && !me.staff) return "choose-group";
    if (now?.tool === "action_plan" && !me.staff) return "plan";
    if (now?.tool === "session_check" && !me.staff && !me.check) return "check";
    return "";
  }

  /** @param {string} act what is mine to do is said first */
  #words(act) {
    const [room, round, speaking] = ["room", "round", "speaking"].map((name) => this.view.get(name));
    const { me } = this;
    if (act === "on-break") return say("now", "on_break");
    if (act === "my-turn") return say("now", "your_turn");
    if (act === "my-word") return say("now", "your_word");
    if (this.#isAside) return me.leader ? "" : say("now", "taken_aside", { name: this.#near() });
    if (me.place.startsWith("group")) return say("now", "in_group", { number: me.place.split("-")[1], names: this.#near() });
    if (room.state === "before") return this.#whoIsHere(room.leaders);
    const person = speaking?.person ?? round?.current;
    if (person) return say("now", "has_turn", { name: this.view.name(person) });
    if (round) return say("now", "round_done");
    return me.check && this.view.get("now")?.tool === "session_check" ? say("now", "checked") : "";
  }

  #near() {
    const people = /** @type {[string, any][]} */ (Object.entries(this.view.get("people")));
    return namesInARow(people.filter(([id, one]) => one.place === this.me.place && id !== this.me.id).map(([, one]) => one.name));
  }

  /** @param {any[]} leaders */
  #whoIsHere(leaders) {
    const missing = leaders.filter((leader) => !leader.here).map((leader) => leader.name);
    return missing.length ? say("now", "we_wait", { names: namesInARow(missing) }) : say("now", "all_here");
  }

  /** What a leader last wrote to all tables. */
  #broadcast() {
    const { state, broadcasts } = this.view.get("breakouts");
    const last = state === "open" && this.me.place.startsWith("group") ? broadcasts.at(-1) : null;
    return last ? `${this.view.name(last.by)}: ${last.text}` : "";
  }

  /** Who comes next, or how many before me; whoever was given the word in between is before them all. */
  #then() {
    const [round, speaking] = [this.view.get("round"), this.view.get("speaking")];
    if (!round?.current || this.me.place !== "main" || this.dataset.act === "my-word") return "";
    const turns = round.order.filter((/** @type {any} */ turn) => turn.state === "waiting" && turn.person !== round.current);
    const left = turns.map((/** @type {any} */ turn) => turn.person);
    if (speaking && round.current !== this.me.id) left.unshift(round.current);
    const mine = left.indexOf(this.me.id);
    if (mine === 0) return say("now", "you_next");
    if (mine > 0) return say("now", "before_you", { count: mine });
    return left.length ? say("now", "then", { name: this.view.name(left[0]) }) : "";
  }

  /** @param {string} person */
  #turn(person) {
    return this.view.get("round")?.order.find((/** @type {any} */ turn) => turn.person === person);
  }

  /** None for two who talk alone. */
  #ring() {
    const [now, groups, room] = ["now", "breakouts", "room"].map((name) => this.view.get(name));
    const inGroups = groups.state === "open" && groups.ends_at;
    const until = this.#isAside || room.state !== "open" ? 0 : inGroups ? groups.ends_at : (now?.ends_at ?? 0);
    const from = inGroups ? groups.ends_at - groups.minutes * 60_000 : (now?.since ?? 0);
    /** @type {any} */ (this.querySelector("time-ring"))?.between(from, until);
  }

  /** A gentle timer: it says when the time is up, and lets people finish. */
  #turnTime() {
    const round = this.view.isSeated && this.view.get("round");
    const isTimed = Boolean(round?.current && round.seconds_each && !this.#isAside);
    const left = isTimed ? round.since + round.seconds_each * 1000 - this.view.now() : 0;
    fill(this, { "turn-time": !isTimed ? "" : left > 0 ? say("clock", "turn_left", { time: countdown(left) }) : say("clock", "finish_calmly") });
  }
}

/** Whether the table listens to me. @param {string} act */
function isMine(act) {
  return ["my-turn", "my-word"].includes(act);
}

customElements.define("now-card", NowCard);
