// @ts-check
/** What comes from others, as streams: a picture is there from its first frame until none has come for a while. */

/** @typedef {import("./kinds.js").What} What */
/** @typedef {{receiver: RTCRtpReceiver, stream: MediaStream, mark: number, at: number}} Coming */

const GONE_AFTER = 5000;
const NONE = -1;

export class Incoming {
  /** @type {Map<string, Coming>} */
  #coming = new Map();

  /** The stream of what comes there now, and null for nothing.
   * @param {string} party @param {What} what @param {RTCRtpReceiver | null} receiver @param {boolean} isOn what the room lets through
   * @returns {MediaStream | null} */
  stream(party, what, receiver, isOn) {
    const key = `${party} ${what}`;
    if (!receiver || (!isOn && what !== "voice")) {
      this.#coming.delete(key);
      return null;
    }
    const coming = this.#of(key, receiver);
    if (what === "voice") return coming.stream;
    this.#look(coming);
    return Date.now() - coming.at < GONE_AFTER ? coming.stream : null;
  }

  /** @param {(party: string) => boolean} isHere */
  keep(isHere) {
    for (const key of this.#coming.keys()) if (!isHere(key.split(" ")[0])) this.#coming.delete(key);
  }

  /** @param {string} key @param {RTCRtpReceiver} receiver */
  #of(key, receiver) {
    const before = this.#coming.get(key);
    if (before?.receiver === receiver) return before;
    // What had come before this was turned on is no sign that it comes now.
    const coming = { receiver, stream: new MediaStream([receiver.track]), mark: lastFrame(receiver), at: -Infinity };
    this.#coming.set(key, coming);
    return coming;
  }

  /** @param {Coming} coming */
  #look(coming) {
    const mark = lastFrame(coming.receiver);
    if (mark === coming.mark || mark === NONE) return;
    coming.mark = mark;
    coming.at = Date.now();
  }
}

/** The time on the newest frame of the last seconds, by the sender's own count. @param {RTCRtpReceiver} receiver */
function lastFrame(receiver) {
  return Math.max(NONE, ...(receiver.getSynchronizationSources?.() ?? []).map((source) => source.rtpTimestamp));
}
