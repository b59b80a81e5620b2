// @ts-check
/** What is said about the blocks of a module: read, written, answered, dealt with. Beside the editor and the review. */
import { LivingElement } from "../lib/living-element.js";

/**
 * @typedef {object} Comment
 * @property {number} id
 * @property {string} key
 * @property {string} place
 * @property {string} text
 * @property {string} name
 * @property {string} at
 * @property {number | null} answers
 * @property {boolean} is_resolved
 * @property {string} resolved_by
 */

class BlockComments extends LivingElement {
  /** @type {Comment[]} */
  #comments = [];
  /** @type {Comment | null} */
  #answered = null;

  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.addEventListener("click", (event) => this.#act(/** @type {HTMLElement} */ (event.target)), { signal });
    this.addEventListener("submit", (event) => this.#send(event), { signal });
    document.addEventListener("click", (event) => this.#speakOf(/** @type {HTMLElement} */ (event.target)), { signal });
    document.addEventListener("focusin", (event) => this.#follow(/** @type {HTMLElement} */ (event.target)), { signal });
    document.addEventListener("draft-saved", () => this.#ask(""), { signal });
    this.#ask("");
  }

  /** @param {string} name @returns {any} */
  #part(name) {
    return this.querySelector(`form [data-part=${name}], :scope > [data-part=${name}]`);
  }

  /** The block in which one writes is the one a comment is about. @param {HTMLElement} target */
  #follow(target) {
    const key = /** @type {HTMLElement | null} */ (target.closest?.("[data-key]"))?.dataset.key;
    if (key && !this.contains(target) && !this.#part("text").value) this.#choose(key);
  }

  /** @param {HTMLElement} target */
  #speakOf(target) {
    const key = target.closest?.("[data-comment-on]")?.getAttribute("data-comment-on");
    if (!key) return;
    this.#answer(null);
    this.#choose(key);
    this.#part("text").focus();
  }

  /** @param {string} key */
  #choose(key) {
    const about = this.#part("about");
    if ([...about.options].some((option) => option.value === key)) about.value = key;
  }

  /** @param {HTMLElement} target */
  #act(target) {
    const act = target.dataset.act;
    if (act === "no-answer") return this.#answer(null);
    const id = Number(/** @type {HTMLElement | null} */ (target.closest("[data-id]"))?.dataset.id);
    const comment = this.#comments.find((each) => each.id === id);
    if (!act || !comment) return;
    if (act === "answer") {
      this.#answer(comment);
      this.#part("text").focus();
    } else this.#ask(`/${id}/resolution`, { is_resolved: act === "resolve" });
  }

  /** @param {Comment | null} comment */
  #answer(comment) {
    this.#answered = comment;
    const line = this.#part("answers");
    line.hidden = !comment;
    const words = line.querySelector("[data-words]");
    words.textContent = words.dataset.words.replace("{name}", comment?.name ?? "");
    this.#part("about").disabled = Boolean(comment);
    if (comment) this.#choose(comment.key);
  }

  /** @param {Event} event */
  async #send(event) {
    event.preventDefault();
    const text = this.#part("text");
    const said = { text: text.value, key: this.#part("about").value, language: this.dataset.language ?? "", answers: this.#answered?.id ?? null };
    if (!(await this.#ask("", said))) return;
    text.value = "";
    this.#answer(null);
  }

  /** @param {string} path @param {object} [body] sent when there is something to say @returns {Promise<boolean>} */
  async #ask(path, body) {
    const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": this.dataset.csrf ?? "" };
    const options = body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers };
    const response = await fetch(`${this.dataset.address}${path}`, options).catch(() => null);
    const told = await response?.json().catch(() => null);
    if (!this.isConnected) return false;
    this.#part("state").textContent = response?.ok ? "" : (told?.message ?? this.dataset.waits ?? "");
    if (!response?.ok || !told) return false;
    this.#comments = told.comments;
    this.#show(told.places);
    return true;
  }

  /** @param {{key: string, words: string}[]} places */
  #show(places) {
    const about = this.#part("about");
    const chosen = about.value;
    about.replaceChildren(...places.map(({ key, words }) => new Option(words, key)));
    this.#choose(chosen);
    const first = this.#comments.filter((each) => each.answers === null);
    const open = first.filter((each) => !each.is_resolved);
    this.#keepFocus(() => this.#part("list").replaceChildren(...[...open, ...first.filter((each) => each.is_resolved)].map((each) => this.#row(each))));
    this.#part("empty").hidden = first.length > 0;
  }

  /** Rows are made anew: whoever has pressed a button of one goes on at what undoes it. @param {() => void} change */
  #keepFocus(change) {
    const row = /** @type {HTMLElement | null} */ (document.activeElement?.closest(".comment[data-id]"));
    change();
    if (!row || row.isConnected) return;
    const buttons = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll(`[data-id="${row.dataset.id}"] button:not([hidden])`));
    [...buttons].at(-1)?.focus();
  }

  /** @param {Comment} comment @returns {HTMLElement} */
  #row(comment) {
    const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template"));
    const row = /** @type {HTMLElement} */ (/** @type {Element} */ (template.content.firstElementChild).cloneNode(true));
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (row.querySelector(`[data-part=${name}]`));
    row.dataset.id = String(comment.id);
    row.toggleAttribute("data-resolved", comment.is_resolved);
    part("place").textContent = comment.place;
    part("place").setAttribute("href", `#block-${comment.key}`);
    part("text").textContent = comment.text;
    part("name").textContent = comment.name || (part("name").dataset.unknown ?? "");
    part("at").textContent = comment.at;
    part("resolved").textContent = comment.is_resolved ? (part("resolved").dataset.words ?? "").replace("{name}", comment.resolved_by || (part("name").dataset.unknown ?? "")) : "";
    const isAnswer = comment.answers !== null;
    if (isAnswer) part("place").parentElement?.remove();
    if (isAnswer) row.querySelector(".comment__acts")?.remove();
    const under = this.#comments.filter((each) => each.answers === comment.id).map((each) => this.#row(each));
    if (under.length) part("under").replaceChildren(...under);
    else part("under").remove();
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("[data-act]"))) {
      button.hidden = button.dataset.act === (comment.is_resolved ? "resolve" : "reopen");
      button.setAttribute("aria-label", `${button.textContent}: ${comment.place}`);
    }
    return row;
  }
}

customElements.define("block-comments", BlockComments);
