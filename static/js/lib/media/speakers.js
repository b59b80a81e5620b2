// @ts-check
/** Who spoke last, and before that: whose picture is shown where only one is. */

export class Speakers {
  /** Newest first. @type {string[]} */
  #order = [];
  /** @type {Set<string>} */
  #now = new Set();

  /** @param {string} person @param {boolean} speaking */
  hear(person, speaking) {
    if (!speaking) return void this.#now.delete(person);
    if (this.#now.has(person)) return;
    this.#now.add(person);
    this.#order = [person, ...this.#order.filter((other) => other !== person)];
  }

  /** Who is elsewhere now is not shown any more. @param {(person: string) => boolean} isHere */
  keep(isHere) {
    this.#order = this.#order.filter(isHere);
    for (const person of this.#now) if (!isHere(person)) this.#now.delete(person);
  }

  /** Who speaks now, or spoke last; "" for nobody. */
  get last() {
    return this.#order.find((person) => this.#now.has(person)) ?? this.#order[0] ?? "";
  }

  /** Everybody who has spoken, the latest first. */
  get order() {
    return this.#order;
  }
}
