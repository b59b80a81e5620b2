// @ts-check
/** The line to the room: joins, fills gaps by number, sends what waits, and says in what state it is. */
import { io } from "../../vendor/socket.io.js";

const ANSWER_WITHIN = 5000;
const RETRY_AFTER = 1500;
// These are a matter of waiting: the server is busy, its disk is full, its database away.
const FOR_NOW = new Set(["too_fast", "room_too_fast", "not_saved"]);
// With these the server has closed the door: trying again would change nothing.
const FINAL = new Set(["signed_out", "page_too_old", "no_such_room", "not_in_room"]);

/**
 * Events: `state` {state}, `outbox`, `refused` {code, name, fields}, `done` {name, fields}, `delayed` {code}, `entering` {refused}, `gone` {code}, `typing` {by},
 * `media` {kind, …}: what the server says of voice and picture.
 */
export class Connection extends EventTarget {
  #view;
  #outbox;
  #socket;
  #joined = false;
  #sending = false;
  #catching = false;
  #isGone = false;
  #isResting = false;
  /** @type {Map<string, (answer: any) => void>} */
  #answers = new Map();

  /**
   * @param {import("./room-view.js").RoomView} view
   * @param {import("./room-outbox.js").Outbox} outbox
   * @param {{room: string, token: string}} auth
   * @param {AbortSignal} signal
   */
  constructor(view, outbox, auth, signal) {
    super();
    this.#view = view;
    this.#outbox = outbox;
    // Websocket first and long polling where it is blocked; back-off of 0.5 to 5 s with jitter, for ever.
    this.#socket = io({
      auth,
      // Where there are several processes, the web server leads everybody in a room to the same one by this.
      query: { room: auth.room },
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5000,
      randomizationFactor: 0.5,
      timeout: ANSWER_WITHIN,
    });
    this.#listen(signal);
  }

  get outbox() {
    return this.#outbox;
  }

  get state() {
    if (this.#isGone) return "gone";
    if (this.#isResting) return "resting";
    if (!navigator.onLine) return "offline";
    return this.#joined ? "connected" : "trying";
  }

  /** Ask for something. Resolves when it is answered, however long that takes: `{ok}` or `{ok: false, code}`.
   * @param {string} name @param {Record<string, any>} [fields] @returns {Promise<any>} */
  do(name, fields = {}) {
    const wish = this.#outbox.add(name, fields, this.#view.seq);
    const answer = new Promise((resolve) => this.#answers.set(wish.id, resolve));
    this.#tell("outbox");
    if (this.#isResting) this.#socket.connect();
    this.#pump();
    return answer;
  }

  /** Be out of the room: the line closes once everything is sent, and opens only for what one still asks for. */
  rest() {
    this.#isResting = true;
    this.#joined = false;
    this.#tell("state", { state: this.state });
    this.#pump();
    this.#closeWhenDone();
  }

  /** Knock again, for instance when the ground rules have been accepted. */
  join() {
    if (!this.#socket.connected) return;
    this.#socket.timeout(ANSWER_WITHIN).emit("join", this.#seen, (/** @type {any} */ failed, /** @type {any} */ answer) => {
      if (failed) return this.#later(() => this.join());
      if (!answer.ok) return FOR_NOW.has(answer.code) ? this.#later(() => this.join()) : this.#go(answer.code);
      this.#view.take(answer);
      this.#joined = true;
      this.#tell("entering", { refused: answer.refused ?? "" });
      this.#tell("state", { state: this.state });
      this.#settle();
      this.#pump();
    });
  }

  /** How far we have come, and as whom: the server answers with what came after, or with everything. */
  get #seen() {
    return { after: this.#view.seq, sight: this.#view.get("sight") ?? "" };
  }

  /** Messages from before number `before`. Resolves to true when there were any. @param {number} before */
  older(before) {
    return new Promise((resolve) => {
      this.#socket.timeout(ANSWER_WITHIN).emit("older", { before }, (/** @type {any} */ failed, /** @type {any} */ answer) => {
        const found = !failed && answer.ok && Object.keys(answer.messages).length > 0;
        if (found) this.#view.addOlder(answer.messages);
        resolve(found);
      });
    });
  }

  typing() {
    if (this.#joined) this.#socket.emit("signal", { kind: "typing" });
  }

  /** Voice and picture: passing signals, which are worth nothing later. Resolves to the answer, `no_line` when there is none.
   * @param {string} kind @param {Record<string, any>} [data] @returns {Promise<any>} */
  media(kind, data = {}) {
    const none = { ok: false, code: "no_line" };
    if (!this.#joined) return Promise.resolve(none);
    return new Promise((resolve) => {
      this.#socket.timeout(ANSWER_WITHIN).emit("media", { kind, ...data }, (/** @type {any} */ failed, /** @type {any} */ answer) => {
        resolve(failed ? none : answer);
      });
    });
  }

  close() {
    this.#socket.disconnect();
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const socket = this.#socket;
    socket.on("connect", () => (this.#isResting ? this.#wake() : this.join()));
    socket.on("update", (/** @type {any} */ update) => this.#update(update));
    // More came than this line could take: the server left it out and waits to be asked.
    socket.on("behind", () => this.#joined && this.#catchUp());
    socket.on("signal", (/** @type {any} */ heard) => this.#tell(heard.kind, heard));
    socket.on("media", (/** @type {any} */ heard) => this.#tell("media", heard));
    socket.on("gone", (/** @type {any} */ why) => this.#go(why.code));
    socket.on("connect_error", (/** @type {any} */ error) => this.#refusedToConnect(error));
    socket.on("disconnect", (/** @type {string} */ reason) => {
      this.#lost();
      if (reason === "io server disconnect") this.#later(() => this.#isWanted && socket.connect());
    });
    for (const change of ["online", "offline"]) {
      addEventListener(change, () => this.#tell("state", { state: this.state }), { signal });
    }
    signal.addEventListener("abort", () => this.close());
  }

  /** @param {Error} error */
  #refusedToConnect(error) {
    if (FINAL.has(error.message)) return this.#go(error.message);
    // A websocket that hangs or is cut before it has begun counts as no error below us: from now on the other way first.
    if (this.#view.seq === 0) this.#socket.io.opts.transports = ["polling", "websocket"];
    this.#lost();
    // The library tries again by itself only when nobody answered.
    if (!this.#socket.active) this.#later(() => this.#isWanted && this.#socket.connect());
  }

  /** @param {any} update */
  #update(update) {
    if (!this.#joined || update.seq <= this.#view.seq) return;
    if (update.from > this.#view.seq) return this.#catchUp();
    this.#view.take(update);
    this.#settle();
  }

  #catchUp() {
    if (this.#catching) return;
    this.#catching = true;
    this.#socket.timeout(ANSWER_WITHIN).emit("catch_up", this.#seen, (/** @type {any} */ failed, /** @type {any} */ answer) => {
      this.#catching = false;
      if (failed || !answer.ok) return this.#later(() => (this.#joined ? this.#catchUp() : this.#closeWhenDone()));
      this.#view.take(answer);
      this.#settle();
      this.#closeWhenDone();
    });
  }

  /** Whether there is anything left to open the line for. */
  get #isWanted() {
    return !this.#isGone && !(this.#isResting && this.#outbox.waiting.length === 0);
  }

  #wake() {
    this.#pump();
    this.#closeWhenDone();
  }

  #closeWhenDone() {
    if (this.#isResting && !this.#catching && !this.#isWanted) this.close();
  }

  /** Send what waits, one after the other, so that the order stays. */
  #pump() {
    const [wish] = this.#outbox.waiting;
    if (!wish || this.#sending || !(this.#joined || (this.#isResting && this.#socket.connected))) return;
    this.#sending = true;
    const { id, name, fields } = wish;
    this.#socket.timeout(ANSWER_WITHIN).emit("do", { id, name, fields }, (/** @type {any} */ failed, /** @type {any} */ answer) => {
      this.#sending = false;
      // The same id goes again: the server does it once.
      if (failed || FOR_NOW.has(answer.code)) return this.#waitWith(wish, answer);
      this.#answered(wish, answer);
      this.#pump();
      this.#closeWhenDone();
    });
  }

  /** Keep it and try again; what keeps it waiting is said once. @param {import("./room-outbox.js").Wish} wish @param {any} answer */
  #waitWith(wish, answer) {
    if (answer?.code === "not_saved" && !wish.delayed) this.#tell("delayed", answer);
    wish.delayed = true;
    this.#later(() => this.#pump());
  }

  /** @param {import("./room-outbox.js").Wish} wish @param {any} answer */
  #answered(wish, answer) {
    if (answer.ok) this.#outbox.acknowledge(wish, answer.seq);
    else this.#outbox.drop(wish);
    const resolve = this.#answers.get(wish.id);
    this.#answers.delete(wish.id);
    if (!answer.ok) this.#tell("refused", { ...answer, name: wish.name, fields: wish.fields });
    else this.#tell("done", { name: wish.name, fields: wish.fields });
    resolve?.(answer);
    if (answer.ok && answer.seq > this.#view.seq) this.#catchUp();
    this.#settle();
  }

  #settle() {
    this.#outbox.settle(this.#view.seq);
    this.#tell("outbox");
  }

  #lost() {
    this.#joined = false;
    this.#sending = false;
    this.#tell("state", { state: this.state });
  }

  /** @param {string} code */
  #go(code) {
    this.#isGone = true;
    this.#joined = false;
    this.close();
    this.#tell("state", { state: "gone" });
    this.#tell("gone", { code });
  }

  /** @param {() => void} again */
  #later(again) {
    setTimeout(again, RETRY_AFTER * (0.5 + Math.random()));
  }

  /** @param {string} type @param {object} [detail] */
  #tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
