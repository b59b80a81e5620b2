// @ts-check
/** The others in my place: what they have on, what comes from them, who speaks. */
import { Incoming } from "./incoming.js";
import { Voices } from "./playback.js";
import { Speakers } from "./speakers.js";

/** @typedef {import("./kinds.js").Party} Party */
/** @typedef {import("./kinds.js").Person} Person */
/** @typedef {import("./carriage.js").Carriage} Carriage */

export class Company {
  /** @type {Party[]} */
  parties = [];
  /** @type {Map<string, Person>} */
  people = new Map();
  speakers = new Speakers();
  voices;
  #incoming = new Incoming();

  /** @param {() => void} refused the browser wants a press before anything is heard */
  constructor(refused) {
    this.voices = new Voices(refused);
  }

  /** Everybody there is now. @param {Party[]} parties @param {string} me my own person */
  set(parties, me) {
    this.parties = parties;
    const ids = new Set(parties.map((each) => each.party));
    const people = new Set(parties.map((each) => each.person));
    this.#incoming.keep((party) => ids.has(party));
    this.voices.keep((party) => ids.has(party));
    this.speakers.keep((person) => people.has(person) || person === me);
    for (const each of parties) this.speakers.hear(each.person, each.speaking);
  }

  /** @param {Partial<Party> & {party: string}} news of one of them */
  change(news) {
    this.parties = this.parties.map((each) => (each.party === news.party ? { ...each, ...news } : each));
    const changed = this.parties.find((each) => each.party === news.party);
    if (changed) this.speakers.hear(changed.person, changed.speaking && changed.voice);
  }

  /** Look at what comes, and let voices be heard that the room lets through. @param {Carriage | null} carriage
   * @returns {boolean} whether anything is different from before */
  look(carriage) {
    const people = new Map(this.parties.map((each) => [each.person, this.#person(each, carriage)]));
    for (const { party, voice, streams } of people.values()) this.voices.play(party, streams.voice, voice);
    const isDifferent = !isSame(this.people, people);
    this.people = people;
    return isDifferent;
  }

  /** Whose picture to show where only one is: the same order in which others choose what to send me. @param {string} focus */
  shown(focus) {
    const comes = (/** @type {string} */ person) => Boolean(this.people.get(person)?.streams.picture);
    return [focus, ...this.speakers.ranked, ...this.people.keys()].find(comes) ?? "";
  }

  /** @param {Party} party @param {Carriage | null} carriage @returns {Person} */
  #person(party, carriage) {
    const stream = (/** @type {import("./kinds.js").What} */ what) =>
      this.#incoming.stream(party.party, what, carriage?.receiver(party.party, what) ?? null, party[what]);
    return { ...party, streams: { voice: stream("voice"), picture: stream("picture"), screen: stream("screen") } };
  }
}

/** @param {Map<string, Person>} before @param {Map<string, Person>} after */
function isSame(before, after) {
  return before.size === after.size && [...after].every(([person, each]) => isSamePerson(before.get(person), each));
}

/** @param {Person | undefined} before @param {Person} after */
function isSamePerson(before, after) {
  if (!before) return false;
  const flat = ({ streams, ...rest } = after) => Object.values({ ...rest, ...streams });
  const values = flat(before);
  return flat(after).every((value, index) => value === values[index]);
}
