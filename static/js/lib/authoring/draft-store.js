// @ts-check
/**
 * The draft as the author sees it: what the server has told, and on top of it what the author has done since. Tells
 * "changed" when either has. Where both have written, the author's own words stay until the server has put them
 * together or said that it cannot.
 */
import { folded, namesIn, textOf } from "./draft-folding.js";
import { newName } from "./draft-outbox.js";
import { addition, joined, removed } from "./draft-passages.js";

/** @typedef {import("./draft-folding.js").Draft} Draft */
/** @typedef {import("./draft-folding.js").Edit} Edit */
/** @typedef {import("./draft-outbox.js").Entry} Entry */
/** @typedef {{name: string, key: string, language: string}} Other */
/** @typedef {{client_id: string, outcome: string, code: string, theirs: string}} Outcome */
/** @typedef {{seq: number, draft: Draft, outcomes: Outcome[], others: Other[]}} Answer */

// As many letters as the server keeps: modules/authoring/editing.py.
const LONGEST = 20_000;

export class DraftStore extends EventTarget {
  /** @type {Other[]} */
  others = [];
  #server;
  /** @type {Map<string, Edit>} every block that has been seen, as it would be put back */
  #known = new Map();

  /** @param {number} seq @param {Draft} draft @param {import("./draft-outbox.js").DraftOutbox} outbox */
  constructor(seq, draft, outbox) {
    super();
    this.seq = seq;
    this.#server = draft;
    this.outbox = outbox;
    this.view = draft;
    this.refresh();
  }

  /** @param {string} key @param {string} language */
  text(key, language) {
    return textOf(this.view, key, language);
  }

  /** What stands on the server: beside the author's own words when the two have parted.
   * @param {string} key @param {string} language */
  theirs(key, language) {
    return textOf(this.#server, key, language);
  }

  /** The author writes a passage. @param {string} key @param {string} language @param {string} text */
  write(key, language, text) {
    const held = this.outbox.heldAt(key, language);
    const was = held && held.why !== "parted" ? this.#standing(key, language) : this.text(key, language);
    if (text === was && !held) return;
    if (held?.why === "parted") this.outbox.hold({ ...held, mine: text });
    else if (text.length > LONGEST) this.outbox.hold({ key, language, mine: text, why: "too_long" });
    else {
      this.outbox.letGo(key, language);
      if (text !== was) this.#put({ kind: "write_text", key, language, text, was });
    }
    this.refresh();
  }

  /** Do an edit as it is: one that writes leaves in place what the author has not seen. @param {Edit} edit */
  make(edit) {
    if (edit.kind === "write_text") return this.#rewrite(edit);
    const isRemoval = edit.kind.startsWith("remove_");
    const seen = isRemoval ? { seen: removed(edit, this.view) } : {};
    this.outbox.entries.push({ id: newName(), edit: isRemoval ? { ...edit, seen: this.seq } : edit, sent: false, ...seen });
    this.refresh();
  }

  /** The text that shall stand where two have parted. @param {string} key @param {string} language @param {string} text */
  settle(key, language, text) {
    const was = this.theirs(key, language);
    this.outbox.letGo(key, language);
    if (text !== was) this.#put({ kind: "write_text", key, language, text, was });
    this.refresh();
  }

  /** What goes now. @returns {Entry[]} */
  send() {
    const batch = this.outbox.next();
    for (const entry of batch) {
      if (entry.seen && !entry.sent && JSON.stringify(entry.seen) === JSON.stringify(removed(entry.edit, this.#server))) {
        entry.edit = { ...entry.edit, seen: this.seq }; // what is there now is what the author has seen
      }
      entry.sent = true;
    }
    if (batch.length) this.outbox.keep();
    return batch;
  }

  /** What the server has made of it, and what the others have done. @param {Answer} answer */
  hear({ seq, draft, outcomes, others }) {
    const hasMoved = seq > this.seq;
    if (seq >= this.seq) this.#server = joined(this.#server, draft);
    this.seq = Math.max(seq, this.seq);
    this.others = others;
    for (const outcome of outcomes) this.#end(outcome);
    this.refresh();
    if (hasMoved) this.dispatchEvent(new CustomEvent("draft-saved", { detail: { seq } }));
  }

  /** What the server will never do: it must not hold up the rest. @param {Outcome[]} outcomes */
  refuse(outcomes) {
    for (const outcome of outcomes) this.#end(outcome);
    this.refresh();
  }

  /** Keep, and show, how it stands now. */
  refresh() {
    this.outbox.keep();
    for (const { blocks } of this.#server.pages) for (const { key } of blocks) this.#known.set(key, /** @type {Edit} */ (addition(this.#server, key)));
    let view = this.#server;
    this.outbox.entries.forEach(({ edit }, index) => (view = folded(view, edit, this.seq + 1 + index)));
    for (const { key, language, mine } of this.outbox.held) {
      if (namesIn(view).has(key)) view = folded(view, { kind: "write_text", key, language, text: mine }, this.seq);
    }
    this.view = view;
    this.dispatchEvent(new CustomEvent("changed"));
  }

  /** @param {Edit} edit */
  #rewrite(edit) {
    if (this.outbox.heldAt(edit.key, edit.language)) return this.write(edit.key, edit.language, edit.text);
    this.#put(edit);
    this.refresh();
  }

  /** Newer words take the place of older ones that have not been sent. @param {Edit} edit */
  #put(edit) {
    const last = this.outbox.lastWrite(edit.key, edit.language);
    const isFree = last && !last.sent && last.edit.text === edit.was && this.#nothingElseSince(last);
    if (isFree) last.edit = { ...last.edit, text: edit.text };
    else this.outbox.entries.push({ id: newName(), edit, sent: false });
  }

  /** @param {Entry} entry */
  #nothingElseSince(entry) {
    const since = this.outbox.entries.slice(this.outbox.entries.indexOf(entry));
    return since.every(({ edit }) => edit.kind === "write_text" || edit.kind === "confirm_text");
  }

  /** What stands in the passage without what is held back. @param {string} key @param {string} language */
  #standing(key, language) {
    return this.outbox.lastWrite(key, language)?.edit.text ?? this.theirs(key, language);
  }

  /** @param {Outcome} outcome */
  #end({ client_id, outcome, code }) {
    const entry = this.outbox.entries.find((each) => each.id === client_id);
    if (!entry) return;
    this.outbox.entries = this.outbox.entries.filter((each) => each !== entry);
    if (outcome === "parted") this.#part(entry.edit, "parted");
    else if (outcome === "refused") this.#refuse(entry.edit, code);
  }

  /** What the author has written there, up to the last letter, waits for their choice. @param {Edit} edit @param {string} why */
  #part({ key, language, text }, why) {
    const mine = this.outbox.lastWrite(key, language)?.edit.text ?? text;
    const isOfIt = (/** @type {Entry} */ { edit }) => edit.kind === "write_text" && edit.key === key && edit.language === language;
    this.outbox.entries = this.outbox.entries.filter((entry) => !isOfIt(entry));
    this.outbox.hold({ key, language, mine, why, again: this.#known.get(key) });
  }

  /** @param {Edit} edit @param {string} code */
  #refuse(edit, code) {
    if (edit.kind === "write_text") return this.#part(edit, code);
    const isStanding = code === "name_is_taken";
    if (edit.kind === "add_block" && !isStanding) {
      for (const [language, mine] of Object.entries(edit.texts)) {
        if (mine) this.outbox.hold({ key: edit.key, language, mine: this.outbox.lastWrite(edit.key, language)?.edit.text ?? mine, why: code, again: edit });
      }
    }
    if (!isStanding) this.dispatchEvent(new CustomEvent("refused", { detail: { edit, code } }));
  }
}
