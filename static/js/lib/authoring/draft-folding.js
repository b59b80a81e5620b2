// @ts-check
/** What an edit makes of a draft, as long as the server has not said it itself: modules/authoring/editing.py is the rule. */

/** @typedef {{text: string, revision: number, of: number}} Passage */
/** @typedef {{key: string, kind: string}} Block */
/** @typedef {{id: string, blocks: Block[]}} Page */
/** @typedef {Record<string, Record<string, Passage>>} Passages */
/** @typedef {{languages: string[], main: string, pages: Page[], passages: Passages}} Draft */
/** @typedef {{kind: string} & Record<string, any>} Edit */

/** @param {string} page */
export const titleKey = (page) => `page:${page}`;

/** @param {Draft} draft @param {string} key @param {string} language */
export const textOf = (draft, key, language) => draft.passages[key]?.[language]?.text ?? "";

/** @param {Draft} draft @param {string} key @returns {{page: Page, block: Block, after: string} | null} */
export function placeOf(draft, key) {
  for (const page of draft.pages) {
    const index = page.blocks.findIndex((block) => block.key === key);
    if (index >= 0) return { page, block: page.blocks[index], after: page.blocks[index - 1]?.key ?? "" };
  }
  return null;
}

/** Every name under which a passage may stand: the module's own, pages' titles, blocks. @param {Draft} draft */
export function namesIn(draft) {
  const inPages = draft.pages.flatMap((page) => [titleKey(page.id), ...page.blocks.map((block) => block.key)]);
  return new Set(["title", "summary", "minutes", "opens", "due", ...inPages]);
}

/** True when the main language has changed since the passage was written, or it never was.
 * @param {Draft} draft @param {string} key @param {string} language */
export function isBehind(draft, key, language) {
  const first = draft.passages[key]?.[draft.main];
  if (!first?.text || !language || language === draft.main) return false;
  const other = draft.passages[key][language];
  return !other?.text || other.of < first.revision;
}

/** The draft after the edit; one that cannot be done changes nothing. @param {Draft} draft @param {Edit} edit
 * @param {number} number the revision that what is written gets until the server gives its own @returns {Draft} */
export function folded(draft, edit, number) {
  switch (edit.kind) {
    case "write_text":
      return namesIn(draft).has(edit.key) ? written(draft, edit.key, { [edit.language]: edit.text }, number) : draft;
    case "confirm_text":
      return confirmed(draft, edit, number);
    case "add_page":
      return written({ ...draft, pages: placed(draft.pages, { id: edit.page, blocks: [] }, edit.after, (page) => page.id) }, titleKey(edit.page), edit.titles, number);
    case "move_page":
      return movedPage(draft, edit);
    case "remove_page":
      return { ...draft, pages: draft.pages.filter((page) => page.id !== edit.page) };
    case "add_block":
      return written(withBlock(draft, { key: edit.key, kind: edit.block }, edit), edit.key, edit.texts, number);
    case "move_block": {
      const place = placeOf(draft, edit.key);
      return place && draft.pages.some((page) => page.id === edit.page) ? withBlock(withoutBlock(draft, edit.key), place.block, edit) : draft;
    }
    case "remove_block":
      return withoutBlock(draft, edit.key);
    case "add_language":
      return draft.languages.includes(edit.language) ? draft : { ...draft, languages: [...draft.languages, edit.language] };
    default:
      return draft;
  }
}

/** First when nothing is named, last when what is named is there no more.
 * @template T @param {T[]} things @param {T} thing @param {string} after @param {(thing: T) => string} name @returns {T[]} */
function placed(things, thing, after, name) {
  const index = things.findIndex((each) => name(each) === after);
  const place = !after ? 0 : index < 0 ? things.length : index + 1;
  return things.toSpliced(place, 0, thing);
}

/** @param {Draft} draft @param {string} key @param {Record<string, string>} texts @param {number} number @returns {Draft} */
function written(draft, key, texts, number) {
  const before = draft.passages[key] ?? {};
  const first = draft.main in texts ? number : (before[draft.main]?.revision ?? 0);
  const now = Object.entries(texts).map(([language, text]) => [language, { text, revision: number, of: language === draft.main ? 0 : first }]);
  return { ...draft, passages: { ...draft.passages, [key]: { ...before, ...Object.fromEntries(now) } } };
}

/** @param {Draft} draft @param {Edit} edit @param {number} number @returns {Draft} */
function confirmed(draft, { key, language }, number) {
  const texts = draft.passages[key];
  if (!texts?.[language]) return draft;
  const still = { ...texts[language], revision: number, of: texts[draft.main]?.revision ?? 0 };
  return { ...draft, passages: { ...draft.passages, [key]: { ...texts, [language]: still } } };
}

/** @param {Draft} draft @param {Edit} edit @returns {Draft} */
function movedPage(draft, edit) {
  const page = draft.pages.find((each) => each.id === edit.page);
  const others = draft.pages.filter((each) => each !== page);
  return page ? { ...draft, pages: placed(others, page, edit.after, (each) => each.id) } : draft;
}

/** @param {Draft} draft @param {Block} block @param {Edit} edit @returns {Draft} */
function withBlock(draft, block, edit) {
  const pages = draft.pages.map((page) => (page.id === edit.page ? { ...page, blocks: placed(page.blocks, block, edit.after, (each) => each.key) } : page));
  return { ...draft, pages };
}

/** @param {Draft} draft @param {string} key @returns {Draft} */
function withoutBlock(draft, key) {
  return { ...draft, pages: draft.pages.map((page) => ({ ...page, blocks: page.blocks.filter((block) => block.key !== key) })) };
}
