// @ts-check
/** Says what belongs to an answer. Nothing of it is kept, and the learning platform is told nothing of it. */
import { folded, numberIn } from "../lib/forgiving.js";

/** @typedef {{word: string, shown?: HTMLElement[], fits?: number, count?: number}} Result what is said, by the name of the words,
 * and the feedback that is shown */

/** @type {Record<string, (quiz: HTMLElement) => Result>} */
const JUDGES = { "quiz-many": many, "quiz-order": placed, "quiz-match": placed, "quiz-text": text, "quiz-number": number };
const ROUNDING = 1e-9;

/** @param {HTMLElement} place @param {string} selector */
const all = (place, selector) => /** @type {HTMLElement[]} */ ([...place.querySelectorAll(selector)]);

/** @param {HTMLElement} quiz */
const feedbacks = (quiz) => all(quiz, "[data-feedback]");

/** @param {HTMLElement} quiz @returns {Result} */
function many(quiz) {
  const choices = /** @type {HTMLInputElement[]} */ (all(quiz, "input"));
  if (!choices.some(({ checked }) => checked)) return { word: "first" };
  const others = choices.filter((choice) => choice.checked !== isRight(choice));
  const shown = choices.filter(({ checked }) => checked).map(feedbackOf);
  if (others.length === 0) return { word: "fits", shown };
  return { word: others.every(isRight) ? "more" : "other", shown };
}

/** Things in order and pairs: each has a list of what can be chosen. @param {HTMLElement} quiz @returns {Result} */
function placed(quiz) {
  const lists = /** @type {HTMLSelectElement[]} */ (all(quiz, "select"));
  if (lists.every(({ value }) => value === "")) return { word: "first" };
  for (const list of lists) markOf(list).hidden = list.value !== list.dataset.fits;
  const fits = lists.filter((list) => list.value === list.dataset.fits).length;
  return { word: fits === lists.length ? "fits" : "other", fits, count: lists.length };
}

/** @param {HTMLElement} quiz @returns {Result} */
function text(quiz) {
  const said = folded(lineOf(quiz).value);
  return said ? foreseen(feedbacks(quiz).find((each) => folded(each.dataset.text ?? "") === said), "other") : { word: "first" };
}

/** @param {HTMLElement} quiz @returns {Result} */
function number(quiz) {
  const said = numberIn(lineOf(quiz).value);
  if (said === null) return { word: lineOf(quiz).value.trim() ? "other" : "first" };
  const away = (/** @type {HTMLElement} */ each) => Math.abs(Number(each.dataset.number) - said);
  const found = feedbacks(quiz).find((each) => away(each) <= Number(each.dataset.within) + ROUNDING);
  const [nearest] = feedbacks(quiz).filter(({ dataset }) => dataset.is === "right").sort((one, two) => away(one) - away(two));
  return foreseen(found, Number(nearest.dataset.number) > said ? "more" : "less");
}

/** @param {HTMLElement | undefined} found @param {string} otherwise @returns {Result} */
function foreseen(found, otherwise) {
  return { word: found?.dataset.is === "right" ? "fits" : otherwise, shown: found ? [found] : [] };
}

/** @param {HTMLElement} choice */
const feedbackOf = (choice) => /** @type {HTMLElement} */ (choice.closest(".choice")?.querySelector("[data-feedback]"));

/** @param {HTMLElement} choice */
const isRight = (choice) => feedbackOf(choice).dataset.is === "right";

/** @param {HTMLElement} list */
const markOf = (list) => /** @type {HTMLElement} */ (list.closest(".choice")?.querySelector("[data-mark]"));

/** @param {HTMLElement} quiz */
const lineOf = (quiz) => /** @type {HTMLInputElement} */ (quiz.querySelector("input"));

/** One answer, or one to each statement: it is said right away what belongs to it. @param {HTMLElement} quiz @param {HTMLElement} chosen */
function tell(quiz, chosen) {
  const feedback = feedbackOf(chosen);
  if (quiz.dataset.way === "quiz") for (const each of feedbacks(quiz)) each.toggleAttribute("data-shown", each === feedback);
  feedback.setAttribute("data-shown", "");
  /** @type {HTMLElement} */ (quiz.querySelector("[role=status]")).textContent = feedback.textContent;
  const asked = all(quiz, "fieldset");
  quiz.toggleAttribute("data-answered", asked.every((each) => each.querySelector("input:checked")));
}

/** The answer has changed: what was said to the one before goes away. @param {HTMLElement} quiz */
function forget(quiz) {
  for (const each of feedbacks(quiz)) each.removeAttribute("data-shown");
  for (const mark of all(quiz, "[data-mark]")) mark.hidden = true;
  /** @type {HTMLElement} */ (quiz.querySelector("[data-result]")).textContent = "";
  quiz.removeAttribute("data-answered");
}

/** @param {HTMLElement} quiz */
function check(quiz) {
  forget(quiz);
  const { word, shown = [], fits = 0, count = 0 } = JUDGES[quiz.dataset.way ?? ""](quiz);
  for (const each of shown) each.setAttribute("data-shown", "");
  const told = /** @type {HTMLElement} */ (quiz.querySelector("[data-result]"));
  told.textContent = (told.dataset[word] ?? "").replace("{fits}", String(fits)).replace("{count}", String(count));
  quiz.toggleAttribute("data-answered", word !== "first");
}

document.addEventListener("input", ({ target }) => {
  const quiz = target instanceof HTMLElement ? /** @type {HTMLElement | null} */ (target.closest("[data-quiz]")) : null;
  if (!quiz || !(target instanceof HTMLElement)) return;
  if (JUDGES[quiz.dataset.way ?? ""]) forget(quiz);
  else tell(quiz, target);
});
document.addEventListener("click", ({ target }) => {
  const quiz = target instanceof Element && target.closest("[data-check]") ? target.closest("[data-quiz]") : null;
  if (quiz instanceof HTMLElement) check(quiz);
});
