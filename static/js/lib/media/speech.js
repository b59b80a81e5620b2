// @ts-check
/** Whether somebody speaks, from how loud it is: a fan is no speech, and a pause for breath no silence. */

const ABOVE_NOISE = 0.2;
const AT_LEAST = 0.3;
const BEGINS_AFTER = 2;
const ENDS_AFTER = 10;

export class Speech {
  #noise = 0;
  #loud = 0;
  #quiet = 0;
  isOn = false;

  /** Ten times a second. @param {number} level 0-1 @returns {boolean} whether it has just changed */
  hear(level) {
    // What is always there is learnt slowly and forgotten at once.
    this.#noise = level < this.#noise ? level : this.#noise + (level - this.#noise) * 0.01;
    const isLoud = level >= Math.max(AT_LEAST, this.#noise + ABOVE_NOISE);
    this.#loud = isLoud ? this.#loud + 1 : 0;
    this.#quiet = isLoud ? 0 : this.#quiet + 1;
    return this.#become(this.isOn ? this.#quiet < ENDS_AFTER : this.#loud >= BEGINS_AFTER);
  }

  /** The microphone is off. @returns {boolean} whether it has just changed */
  end() {
    this.#loud = this.#quiet = 0;
    return this.#become(false);
  }

  /** @param {boolean} isOn */
  #become(isOn) {
    const hasChanged = isOn !== this.isOn;
    this.isOn = isOn;
    return hasChanged;
  }
}
