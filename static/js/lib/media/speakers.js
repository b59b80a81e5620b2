// @ts-check
/** Who speaks, and who spoke before: whose picture is shown where only one is. */

export class Speakers {
  /** Whoever has begun or ended last comes first. @type {string[]} */
  #order = [];
  /** @type {Set<string>} */
  #now = new Set();

  /** @param {string} person @param {boolean} speaking */
  hear(person, speaking) {
    if (speaking === this.#now.has(person)) return;
    if (speaking) this.#now.add(person);
    else this.#now.delete(person);
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

  /** Those who speak come first, in an order that is the same on every device however late each has heard of whom; then
   * who has spoken, the latest first. */
  get ranked() {
    return [...[...this.#now].sort(), ...this.#order.filter((person) => !this.#now.has(person))];
  }
}
