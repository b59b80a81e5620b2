// @ts-check
/** What this browser knows of the room: merges what the server sends, and tells which sections changed. */

/** @typedef {{seq: number, kind: string, by: string, person?: string}} Told */
/**
 * @typedef {object} News
 * @property {number} [from]
 * @property {number} [seq]
 * @property {number} [now] the server's clock, in milliseconds
 * @property {Record<string, any>} [view] a whole view, which replaces everything
 * @property {Record<string, any>} [set] whole sections
 * @property {Record<string, Record<string, any>>} [put] entries of keyed sections; null deletes
 * @property {Told[]} [events]
 */

export class RoomView extends EventTarget {
  seq = 0;
  /** @type {Record<string, any>} */
  #sections = {};
  #ahead = 0;

  /** @param {string} section */
  get(section) {
    return this.#sections[section];
  }

  /** The time by the server's clock: the device's own may be a day off. */
  now() {
    return Date.now() + this.#ahead;
  }

  get isSeated() {
    return this.get("me")?.standing === "seated";
  }

  /** @param {string} person */
  name(person) {
    const leader = this.get("room")?.leaders.find((/** @type {any} */ one) => one.id === person);
    return this.get("people")?.[person]?.name ?? leader?.name ?? "";
  }

  /** Take in an update or an answer, whole, before anybody is told. @param {News} news */
  take(news) {
    if (news.now) this.#ahead = news.now - Date.now();
    const changed = news.view ? this.#replace(news.view) : this.#merge(news);
    this.seq = news.seq ?? this.seq;
    for (const [section, keys] of changed) this.#tell(`view:${section}`, { keys });
    this.#tell("seq", this.seq);
    if (news.events?.length) this.#tell("told", news.events);
  }

  /** Older messages than those we have. @param {Record<string, any>} messages */
  addOlder(messages) {
    this.#sections.messages = { ...messages, ...this.#sections.messages };
    this.#tell("view:messages", { keys: null });
  }

  /** @param {Record<string, any>} view @returns {Map<string, string[] | null>} */
  #replace(view) {
    const names = new Set([...Object.keys(this.#sections), ...Object.keys(view)]);
    this.#sections = view;
    return new Map([...names].map((name) => [name, null]));
  }

  /** @param {News} news @returns {Map<string, string[] | null>} */
  #merge({ set = {}, put = {} }) {
    /** @type {Map<string, string[] | null>} */
    const changed = new Map();
    for (const [section, value] of Object.entries(set)) {
      this.#sections[section] = value;
      changed.set(section, null);
    }
    for (const [section, entries] of Object.entries(put)) {
      const kept = (this.#sections[section] ??= {});
      for (const [key, value] of Object.entries(entries)) {
        if (value === null) delete kept[key];
        else kept[key] = value;
      }
      changed.set(section, Object.keys(entries));
    }
    return changed;
  }

  /** @param {string} type @param {unknown} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
