// @ts-check
/** The writing of one module on this page: what is written, where one is in it, and every way to change it. */
import { DraftLine } from "./draft-line.js";
import { DraftOutbox } from "./draft-outbox.js";
import { DraftStore } from "./draft-store.js";
import { TakingBack } from "./taking-back.js";

/** @typedef {import("./draft-folding.js").Edit} Edit */
/** @typedef {import("./block-markdown.js").Kind} Kind */

class Writing extends EventTarget {
  back = new TakingBack();
  #page = location.hash.startsWith("#page-") ? location.hash.slice(6) : "";

  /** @param {HTMLElement} editor */
  constructor(editor) {
    super();
    const { address = "", person = "", module = "", csrf = "" } = editor.dataset;
    const { seq, draft, kinds } = JSON.parse(document.getElementById("draft")?.textContent ?? "{}");
    this.outbox = new DraftOutbox(person, module);
    this.store = new DraftStore(seq, draft, this.outbox);
    this.line = new DraftLine(address, csrf, this.store);
    /** @type {Record<string, Kind>} */
    this.kinds = Object.fromEntries(kinds.map((/** @type {Kind} */ kind) => [kind.kind, kind]));
    const wanted = new URLSearchParams(location.search).get("language") ?? "";
    this.language = draft.languages.includes(wanted) ? wanted : draft.main;
    this.store.addEventListener("changed", () => this.#changed());
  }

  /** @param {AbortSignal} signal */
  async start(signal) {
    await this.outbox.open();
    this.store.refresh();
    this.line.start(signal);
  }

  get draft() {
    return this.store.view;
  }

  /** The page that is shown: the first when the one before is gone. */
  get page() {
    return this.draft.pages.find(({ id }) => id === this.#page) ?? this.draft.pages[0];
  }

  /** Show another page. @param {string} id */
  open(id) {
    this.#page = id;
    history.replaceState(null, "", `#page-${id}`);
    this.back.pause();
    this.#changed();
  }

  /** Write in another language. @param {string} language */
  speak(language) {
    this.language = language;
    const address = new URL(location.href);
    address.searchParams.set("language", language);
    history.replaceState(null, "", address);
    this.back.pause();
    this.#changed();
  }

  /** One step of the author's: edits that belong together. @param {...Edit} edits */
  do(...edits) {
    this.back.did(this.draft, edits);
    for (const edit of edits) this.store.make(edit);
    this.line.send();
  }

  /** The author writes: [key, language, text] of each passage that changes. @param {[string, string, string][]} texts */
  write(texts) {
    const edits = texts.map(([key, language, text]) => ({ kind: "write_text", key, language, text, was: this.store.text(key, language) }));
    this.back.did(this.draft, edits.filter(({ text, was }) => text !== was));
    for (const [key, language, text] of texts) this.store.write(key, language, text);
    this.line.soon();
  }

  /** Settle what two have written at once. @param {string} key @param {string} language @param {string} text */
  settle(key, language, text) {
    const was = this.store.text(key, language);
    if (text !== was) this.back.did(this.draft, [{ kind: "write_text", key, language, text, was }]);
    this.store.settle(key, language, text);
    this.line.send();
  }

  /** @returns {boolean} whether there was something to take back */
  undo() {
    return this.#again(this.back.undo());
  }

  redo() {
    return this.#again(this.back.redo());
  }

  /** @param {Edit[]} edits */
  #again(edits) {
    const names = new Set(Object.keys(this.draft.passages));
    for (const edit of edits) if (edit.kind !== "write_text" || names.has(edit.key)) this.store.make(edit);
    this.line.send();
    return edits.length > 0;
  }

  #changed() {
    this.dispatchEvent(new CustomEvent("changed"));
  }
}

/** @type {Writing | undefined} */
let writing;

/** The module that is written on this page. */
export function theWriting() {
  writing ??= new Writing(/** @type {HTMLElement} */ (document.querySelector("module-editor")));
  return writing;
}
