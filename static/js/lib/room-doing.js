// @ts-check
/**
 * Commands written in the markup. `<button data-do="raise_hand">` and `<form data-do="send_backchannel">` ask for
 * it with `data-fields` (JSON) and what the form holds; `data-dialog="id"` opens a dialog that asks more first.
 */
import { fill } from "./room-rows.js";
import { say } from "./room-words.js";

/** @typedef {import("./connection.js").Connection} Connection */

const PATIENCE = 6000;

/** @param {HTMLElement} root @param {Connection} line @param {AbortSignal} signal */
export function obey(root, line, signal) {
  root.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (!button) return;
    if (button.hasAttribute("data-close")) button.closest("dialog")?.close();
    if (button.dataset.dialog) openDialog(button.dataset.dialog, button);
    else if (button.dataset.do) press(button, line);
  }, { signal });
  root.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.dataset.do) return;
    event.preventDefault();
    // On a slow line one presses again: it is asked once.
    if (form.ariaBusy !== "true") submit(form, line);
  }, { signal });
}

/** Open a dialog about what the button is about. @param {string} id @param {HTMLElement} [from] */
export function openDialog(id, from) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById(id));
  const form = /** @type {HTMLFormElement | null} */ (dialog.querySelector("form[data-do]"));
  from?.closest("dialog")?.close();
  if (form) form.dataset.fields = from?.dataset.fields ?? "{}";
  fill(dialog, { about: from?.dataset.about ?? "", refusal: "" });
  dialog.dispatchEvent(new CustomEvent("opening", { bubbles: true, detail: fieldsOf(form ?? dialog) }));
  dialog.showModal();
}

/** @param {HTMLButtonElement} button @param {Connection} line */
async function press(button, line) {
  button.closest("dialog")?.close();
  button.closest("details[data-menu]")?.removeAttribute("open");
  button.setAttribute("aria-busy", "true");
  await line.do(button.dataset.do ?? "", fieldsOf(button));
  button.removeAttribute("aria-busy");
}

/** @param {HTMLFormElement} form @param {Connection} line */
async function submit(form, line) {
  form.ariaBusy = "true";
  const answer = await answered(line, form.dataset.do ?? "", { ...fieldsOf(form), ...written(form) });
  form.ariaBusy = null;
  fill(form, { refusal: answer.ok ? "" : say("refusals", answer.code) });
  if (!answer.ok) return;
  form.dispatchEvent(new CustomEvent("asked", { bubbles: true }));
  if (!form.hasAttribute("data-keep")) form.reset();
  form.closest("dialog")?.close();
}

/** The answer; where none comes the wish is safe in the outbox, which counts as an answer too.
 * @param {Connection} line @param {string} name @param {Record<string, any>} fields */
function answered(line, name, fields) {
  const hasLine = ["connected", "resting"].includes(line.state);
  const asked = line.do(name, fields);
  const kept = new Promise((done) => setTimeout(done, hasLine ? PATIENCE : 0, { ok: true }));
  return Promise.race([asked, kept]);
}

/** @param {HTMLElement} element @returns {Record<string, any>} */
export function fieldsOf(element) {
  return JSON.parse(element.dataset.fields ?? element.dataset.more ?? "{}");
}

/** What the form holds, as the command wants it: numbers as numbers, boxes as true or false, many as a list.
 * @param {HTMLFormElement} form */
export function written(form) {
  /** @type {Record<string, any>} */
  const fields = {};
  for (const control of /** @type {any} */ (form.elements)) {
    if (!control.name || control.disabled || (control.type === "radio" && !control.checked)) continue;
    if (control.type === "checkbox") fields[control.name] = control.checked;
    else if (control.dataset.kind === "number") fields[control.name] = Number(control.value);
    else if (control.dataset.kind === "many") fields[control.name] = [...(fields[control.name] ?? []), control.value];
    else fields[control.name] = control.value;
  }
  for (const [name, value] of Object.entries(fields)) {
    if (Array.isArray(value)) fields[name] = value.filter((one) => one.trim());
  }
  return fields;
}
