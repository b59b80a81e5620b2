// @ts-check
/** Rows from templates, kept in step with data without being rebuilt, so that focus and scroll stay. */

/** A fresh copy of the element in `<template id>`. @param {string} id @returns {HTMLElement} */
export function stamp(id) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
}

/** Put texts where `data-slot` says; an empty one hides its place.
 * @param {HTMLElement} root @param {Record<string, string | number>} texts */
export function fill(root, texts) {
  for (const [name, text] of Object.entries(texts)) {
    for (const place of root.querySelectorAll(`[data-slot="${name}"]`)) {
      const written = String(text);
      if (place.textContent !== written) place.textContent = written;
      /** @type {HTMLElement} */ (place).hidden = written === "";
    }
  }
}

/** Show the elements of `root` that have `data-if` among `names`, hide the other ones with `data-if`; rows in it have their own.
 * @param {HTMLElement} root @param {Iterable<string>} names */
export function showOnly(root, names) {
  const wanted = new Set(names);
  const focused = document.activeElement;
  /** @type {HTMLElement[]} */
  const came = [];
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-if]"))) {
    const row = part.closest("[data-key]");
    if (row && row !== root && root.contains(row)) continue;
    const isWanted = part.dataset.if?.split(" ").some((name) => wanted.has(name));
    if (isWanted && part.hidden) came.push(part);
    part.hidden = !isWanted;
  }
  if (focused !== root && root.contains(focused) && focused?.closest("[hidden]")) focusOn(buttonOf(came) ?? root);
}

/** What came instead of a button that was pressed and is gone. @param {HTMLElement[]} parts @returns {HTMLElement | null} */
function buttonOf(parts) {
  const buttons = parts.map((part) => /** @type {HTMLElement | null} */ (part.matches("button") ? part : part.querySelector("button")));
  return buttons.find((button) => button && !button.closest("[hidden]")) ?? null;
}

/** Whoever goes by the keys goes on from there, and not from the top of the page. @param {HTMLElement} place */
function focusOn(place) {
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

/** Give every command button in `root` what it is about; one with `data-keys` gets only those fields.
 * @param {HTMLElement} root @param {Record<string, any>} fields */
export function about(root, fields) {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-do], [data-dialog]"))) {
    const keys = button.dataset.keys?.split(" ") ?? Object.keys(fields);
    const wanted = Object.fromEntries(Object.entries(fields).filter(([key]) => keys.includes(key)));
    button.dataset.fields = JSON.stringify({ ...JSON.parse(button.dataset.more ?? "{}"), ...wanted });
  }
}

/**
 * Make `list` show `items` in order. Rows that stay are kept, and moved only when their order really changed.
 * @template T
 * @param {HTMLElement} list
 * @param {T[]} items
 * @param {{key: (item: T) => string | number, make: (item: T) => HTMLElement, show: (row: HTMLElement, item: T, index: number) => void}} how
 */
export function keep(list, items, { key, make, show }) {
  const wanted = new Set(items.map((item) => String(key(item))));
  /** @type {Map<string, HTMLElement>} */
  const rows = new Map();
  let left = -1;
  for (const row of /** @type {HTMLElement[]} */ ([...list.children])) {
    if (row.dataset.key === undefined) continue;
    if (wanted.has(row.dataset.key)) {
      rows.set(row.dataset.key, row);
      continue;
    }
    if (row.contains(document.activeElement)) left = rows.size;
    row.remove();
  }
  let place = list.firstElementChild;
  items.forEach((item, index) => {
    const name = String(key(item));
    const row = rows.get(name) ?? make(item);
    row.dataset.key = name;
    show(row, item, index);
    if (row === place) place = place.nextElementSibling;
    else list.insertBefore(row, place);
  });
  // The one that had the focus is gone: the one after it has it now.
  if (left >= 0) focusOn(/** @type {HTMLElement | undefined} */ ([...rows.values()][Math.min(left, rows.size - 1)]) ?? list);
}

/** The colour that somebody has on every page: macros/avatar.html. @param {Element} row @param {string} person */
export function tint(row, person) {
  row.querySelector(".avatar")?.setAttribute("data-tint", String((parseInt(person.slice(-1), 16) || 0) % 4));
}
