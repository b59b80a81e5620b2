// @ts-check
/**
 * What an author has done and the server has not yet acknowledged, in order, and what waits for the author's choice.
 * Kept in this browser under this tab's own name, so that a reload or a closed tab loses nothing and two tabs do not
 * write over each other: a tab takes over what a closed one has left. Names begin with "outbox:", so that signing
 * out and leaving quickly wipe them.
 */
import { remember, remembered } from "../remembered.js";

/** @typedef {import("./draft-folding.js").Edit} Edit */
/**
 * @typedef {object} Entry
 * @property {string} id the edit's own name: the server does each once, however often it arrives
 * @property {Edit} edit
 * @property {boolean} sent on its way, perhaps arrived: never changed
 * @property {Record<string, string>} [seen] for a removal, what stood there when the author removed it
 */
/**
 * @typedef {object} Held what an author wrote that has no place to stand yet
 * @property {string} key
 * @property {string} language
 * @property {string} mine
 * @property {string} why "parted", "is_gone" or another code of the server
 * @property {Edit} [again] the block as it was, to put it back
 */

const LONGEST_BATCH = 20;
const MOST_LETTERS = 100_000;
const SOON_MS = 1500;

export const newName = () => Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(36).padStart(2, "0")).join("");

export class DraftOutbox {
  #prefix;
  device = remembered("draft-device", "sessionStorage") || newName();
  /** @type {Entry[]} */
  entries = [];
  /** @type {Held[]} */
  held = [];
  isKept = true;
  #isOpen = false;

  /** @param {string} person @param {string} module */
  constructor(person, module) {
    this.#prefix = `outbox:draft:${person}:${module}:`;
  }

  /** Take this tab's name, and everything that lies here and that no living tab holds. */
  async open() {
    // A page that is being loaded again has to wait for its own past to let go; a copied tab waits in vain.
    if (!(await this.#hold(this.device, { signal: AbortSignal.timeout(SOON_MS) }))) this.device = newName();
    await this.#hold(this.device, { ifAvailable: true });
    remember("draft-device", this.device, "sessionStorage");
    for (const name of this.#names()) await this.#takeOver(name);
    this.#isOpen = true;
    this.keep();
  }

  /** Write down how it stands; not before what lay here has been taken up. */
  keep() {
    if (!this.#isOpen) return;
    const isEmpty = this.entries.length + this.held.length === 0;
    const value = isEmpty ? "" : JSON.stringify({ entries: this.entries, held: this.held });
    remember(this.#prefix + this.device, value);
    this.isKept = remembered(this.#prefix + this.device) === value;
  }

  /** The next that go together: of one passage one at a time, and a removal never after something else, so that
   * what the answer brings is known before the next is sent. @returns {Entry[]} */
  next() {
    const batch = /** @type {Entry[]} */ ([]);
    const passages = new Set();
    let letters = 0;
    for (const entry of this.entries) {
      const { kind, key, language } = entry.edit;
      const passage = kind === "write_text" ? `${key} ${language}` : entry.id;
      letters += JSON.stringify(entry.edit).length;
      if (batch.length && (passages.has(passage) || kind.startsWith("remove_") || letters > MOST_LETTERS)) break;
      batch.push(entry);
      passages.add(passage);
      if (batch.length === LONGEST_BATCH || kind.startsWith("remove_")) break;
    }
    return batch;
  }

  /** The last of what the author wrote in a passage and that waits. @param {string} key @param {string} language */
  lastWrite(key, language) {
    return this.entries.findLast(({ edit }) => edit.kind === "write_text" && edit.key === key && edit.language === language);
  }

  /** @param {string} key @param {string} language */
  heldAt(key, language) {
    return this.held.find((each) => each.key === key && each.language === language);
  }

  /** @param {Held} held */
  hold(held) {
    this.held = [...this.held.filter((each) => each.key !== held.key || each.language !== held.language), held];
  }

  /** @param {string} key @param {string} language */
  letGo(key, language) {
    this.held = this.held.filter((each) => each.key !== key || each.language !== language);
  }

  /** False when another tab lives under that name. The name is given back when the tab is gone.
   * @param {string} device @param {LockOptions} how @returns {Promise<boolean>} */
  #hold(device, how) {
    if (!navigator.locks) return Promise.resolve(true);
    return new Promise((answer) => {
      const keepIt = (/** @type {Lock | null} */ lock) => {
        answer(lock !== null);
        return lock && new Promise(() => {});
      };
      navigator.locks.request(this.#prefix + device, how, keepIt).catch(() => answer(false));
    });
  }

  #names() {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(this.#prefix));
    } catch {
      return [];
    }
  }

  /** @param {string} name */
  async #takeOver(name) {
    const device = name.slice(this.#prefix.length);
    if (device !== this.device && !(await this.#hold(device, { ifAvailable: true }))) return;
    try {
      const { entries = [], held = [] } = JSON.parse(remembered(name));
      this.entries.unshift(...entries);
      for (const each of held) if (!this.heldAt(each.key, each.language)) this.hold(each);
    } catch {
      return; // nothing of ours
    }
    if (device !== this.device) remember(name, "");
  }
}
