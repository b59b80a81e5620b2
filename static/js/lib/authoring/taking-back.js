// @ts-check
/** Undo and redo in this sitting. Nothing is rolled back: the opposite edit is made, so that what others did stays. */
import { placeOf, titleKey } from "./draft-folding.js";
import { addition, textsOf } from "./draft-passages.js";

/** @typedef {import("./draft-folding.js").Draft} Draft */
/** @typedef {import("./draft-folding.js").Edit} Edit */
/** @typedef {{edits: Edit[], opposite: Edit[], isWriting: boolean}} Step */

/** The edits that take it back, seen from the draft before it. @param {Draft} draft @param {Edit} edit @returns {Edit[]} */
export function opposite(draft, edit) {
  const place = placeOf(draft, edit.key);
  const index = draft.pages.findIndex((page) => page.id === edit.page);
  const after = draft.pages[index - 1]?.id ?? "";
  switch (edit.kind) {
    case "write_text":
      return [{ ...edit, text: edit.was, was: edit.text }];
    case "add_block":
      return [{ kind: "remove_block", key: edit.key }];
    case "move_block":
      return place ? [{ kind: "move_block", key: edit.key, page: place.page.id, after: place.after }] : [];
    case "remove_block":
      return additions(draft, [edit.key]);
    case "add_page":
      return [{ kind: "remove_page", page: edit.page }];
    case "move_page":
      return [{ kind: "move_page", page: edit.page, after }];
    case "remove_page":
      return index < 0 ? [] : [pageAgain(draft, edit.page, after), ...additions(draft, draft.pages[index].blocks.map(({ key }) => key))];
    default:
      return [];
  }
}

export class TakingBack {
  /** @type {Step[]} */
  #done = [];
  /** @type {Step[]} */
  #undone = [];
  #isOpen = false;

  get canUndo() {
    return this.#done.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /** The author did that. Letters in one passage, one after another, are taken back together.
   * @param {Draft} draft as it was before @param {Edit[]} edits */
  did(draft, edits) {
    if (!edits.length) return;
    const isWriting = edits.every(({ kind }) => kind === "write_text");
    const step = { edits, opposite: edits.toReversed().flatMap((edit) => opposite(draft, edit)), isWriting };
    this.#undone = [];
    const last = this.#done.at(-1);
    if (this.#isOpen && last && goesOn(last, step)) Object.assign(last, longer(last, step));
    else if (step.opposite.length) this.#done.push(step);
    this.#isOpen = isWriting;
  }

  /** What is written from now on is taken back by itself. */
  pause() {
    this.#isOpen = false;
  }

  /** @returns {Edit[]} what to do now to take back the last step; the edits are not told to `did` again */
  undo() {
    const step = this.#done.pop();
    this.pause();
    if (step) this.#undone.push(step);
    return step?.opposite ?? [];
  }

  /** @returns {Edit[]} */
  redo() {
    const step = this.#undone.pop();
    if (step) this.#done.push(step);
    return step?.edits ?? [];
  }
}

/** @param {Step} last @param {Step} step */
function goesOn(last, step) {
  const places = (/** @type {Step} */ { edits }) => edits.map(({ key, language }) => `${key} ${language}`).join();
  return last.isWriting && step.isWriting && places(last) === places(step);
}

/** @param {Step} last @param {Step} step */
function longer(last, step) {
  return {
    edits: step.edits.map((edit, index) => ({ ...edit, was: last.edits[index].was })),
    opposite: step.opposite.map((edit, index) => ({ ...edit, text: last.opposite[index].text })),
  };
}

/** @param {Draft} draft @param {string[]} keys @returns {Edit[]} */
const additions = (draft, keys) => keys.flatMap((key) => addition(draft, key) ?? []);

/** @param {Draft} draft @param {string} page @param {string} after @returns {Edit} */
function pageAgain(draft, page, after) {
  return { kind: "add_page", page, after, titles: textsOf(draft, titleKey(page)) };
}
