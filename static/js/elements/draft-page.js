// @ts-check
import { DraftElement } from "../lib/authoring/draft-element.js";
import { newName } from "../lib/authoring/draft-outbox.js";
import { word } from "../lib/module-words.js";
import { keep, stamp } from "../lib/room-rows.js";
import "./draft-block.js";

/** The page that is written: its title and its blocks in order. */
class DraftPage extends DraftElement {
  start() {
    this.press({ add: () => this.#add("") });
    this.hear(this, "add-after", ({ detail }) => this.#add(detail.after));
    this.hear(this, "move-block", ({ detail }) => this.#move(detail.key, detail.by));
    this.hear(this, "remove-block", ({ detail }) => this.#remove(detail.key));
    this.hear(document, "kind-chosen", ({ detail }) => this.#put(detail.kind, detail.after));
  }

  show() {
    const { page } = this.writing;
    this.piece("head").hidden = this.piece("first").hidden = !page;
    this.piece("empty").hidden = Boolean(page);
    const title = /** @type {any} */ (this.querySelector("passage-field"));
    const key = page ? `page:${page.id}` : "";
    if (title.dataset.key !== key) {
      title.dataset.key = key;
      for (const part of title.querySelectorAll("who-writes, translation-mark, parted-choice")) part.show?.();
    }
    title.show?.();
    withFocusKept(() => keep(this.piece("blocks"), page?.blocks ?? [], { key: ({ key: name }) => name, make: ({ key: name, kind }) => block(name, kind), show: () => {} }));
  }

  /** @param {string} after */
  #add(after) {
    document.querySelector("kind-menu")?.dispatchEvent(new CustomEvent("ask-kind", { detail: { after } }));
  }

  /** @param {string} kind @param {string} after */
  #put(kind, after) {
    const key = `${kind}-${newName().slice(0, 6)}`;
    this.writing.do({ kind: "add_block", key, block: kind, page: this.writing.page.id, after, texts: {} });
    const row = document.getElementById(`block-${key}`);
    /** @type {HTMLElement | null | undefined} */ (row?.querySelector("input, textarea, select, item-list button"))?.focus();
    this.tell(word("added", { kind: this.writing.kinds[kind].words }));
  }

  /** @param {string} key @param {number} by */
  #move(key, by) {
    const { page } = this.writing;
    const keys = page.blocks.map((each) => each.key);
    const to = keys.indexOf(key) + by;
    if (to < 0 || to >= keys.length) return this.tell(word("at_end"));
    const others = keys.filter((each) => each !== key);
    this.writing.do({ kind: "move_block", key, page: page.id, after: others[to - 1] ?? "" });
    this.tell(word("moved", { number: String(to + 1), all: String(keys.length) }));
  }

  /** @param {string} key */
  #remove(key) {
    const row = document.getElementById(`block-${key}`);
    const kind = row?.querySelector("h2")?.textContent ?? "";
    const next = row?.nextElementSibling ?? row?.previousElementSibling ?? this.piece("first");
    this.writing.do({ kind: "remove_block", key });
    next.focus();
    this.tell(word("removed", { kind }));
  }
}

/** @param {string} key @param {string} kind */
function block(key, kind) {
  const row = stamp("edit-block");
  row.id = `block-${key}`;
  row.dataset.key = key;
  row.dataset.kind = kind;
  return row;
}

/** A row that is put elsewhere forgets that one writes in it. @param {() => void} act */
function withFocusKept(act) {
  const field = /** @type {any} */ (document.activeElement);
  const caret = field?.selectionStart === undefined ? null : [field.selectionStart, field.selectionEnd];
  act();
  if (!field?.isConnected || field === document.activeElement) return;
  field.focus({ preventScroll: true });
  if (caret && caret[0] !== null) field.setSelectionRange(caret[0], caret[1]);
}

customElements.define("draft-page", DraftPage);
