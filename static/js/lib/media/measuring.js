// @ts-check
/** What the browser counts of each connection, as figures one can judge: always those of the time since the last look. */

/**
 * @typedef {object} Measure of one connection
 * @property {number} sent_kbps
 * @property {number} received_kbps
 * @property {number} loss 0-1, the worse of both directions
 * @property {number} rtt_ms
 * @property {number} room_kbps what the browser thinks goes out at most; Infinity while it does not know
 * @property {boolean} sends_picture
 * @property {number} frozen 0-1, how much of the time the pictures that come stood still
 * @property {number} dropped 0-1, how many of the frames that came were too many for the device
 */

/**
 * @typedef {object} Figures
 * @property {number} sent_kbps
 * @property {number} received_kbps
 * @property {number} loss 0-1, the worst
 * @property {number} rtt_ms the worst
 * @property {import("./kinds.js").Rung} rung
 * @property {Record<string, Heard>} people by person, since their connection began
 */
/** @typedef {{frames_decoded: number, audio_energy: number, audio_level: number}} Heard */

/** @typedef {Record<string, number>} Counts */

const NOTHING = { frames_decoded: 0, audio_energy: 0, audio_level: 0 };

export class Measuring {
  /** @type {WeakMap<RTCPeerConnection, Counts>} */
  #before = new WeakMap();

  /** @param {RTCPeerConnection} connection @returns {Promise<Measure | null>} null the first time */
  async measure(connection) {
    const counts = counted(await connection.getStats());
    const before = this.#before.get(connection);
    this.#before.set(connection, counts);
    return before && counts.at > before.at ? between(before, counts) : null;
  }
}

/** What has come of each, by the line it came on. @param {RTCPeerConnection} connection @returns {Promise<Map<string, Heard>>} */
export async function heardOn(connection) {
  /** @type {Map<string, Heard>} */
  const heard = new Map();
  (await connection.getStats()).forEach((one) => {
    if (one.type !== "inbound-rtp") return;
    const frames = { ...NOTHING, frames_decoded: one.framesDecoded ?? 0 };
    const sound = { ...NOTHING, audio_energy: one.totalAudioEnergy ?? 0, audio_level: one.audioLevel ?? 0 };
    heard.set(one.mid ?? "", one.kind === "video" ? frames : sound);
  });
  return heard;
}

/** @param {Heard} one @param {Heard} [other] @returns {Heard} */
export function together(one, other = NOTHING) {
  return {
    frames_decoded: one.frames_decoded + other.frames_decoded,
    audio_energy: one.audio_energy + other.audio_energy,
    audio_level: Math.max(one.audio_level, other.audio_level),
  };
}

/** @param {RTCStatsReport} report @returns {Counts} */
function counted(report) {
  /** @type {Counts} */
  const counts = { at: performance.now(), room: Infinity };
  const add = (/** @type {string} */ name, /** @type {number} */ number = 0) => (counts[name] = (counts[name] ?? 0) + number);
  report.forEach((one) => {
    switch (one.type) {
      case "inbound-rtp":
        add("received", one.bytesReceived);
        add("came", one.packetsReceived);
        add("lost", one.packetsLost);
        add("frozen", one.totalFreezesDuration);
        add("pictures", one.framesReceived > 0 ? 1 : 0);
        add("frames", one.framesReceived);
        add("dropped", one.framesDropped);
        break;
      case "outbound-rtp":
        add("sent", one.bytesSent);
        add("went", one.packetsSent);
        add("shown", one.framesEncoded);
        break;
      case "remote-inbound-rtp":
        add("lost_there", one.packetsLost);
        add("rtt", one.totalRoundTripTime);
        add("rtts", one.roundTripTimeMeasurements);
        break;
      case "candidate-pair":
        if (!one.nominated) break;
        counts.room = one.availableOutgoingBitrate ?? counts.room;
        add("rtt", one.totalRoundTripTime);
        add("rtts", one.responsesReceived);
    }
  });
  return counts;
}

/** @param {Counts} before @param {Counts} counts @returns {Measure} */
function between(before, counts) {
  const seconds = (counts.at - before.at) / 1000;
  const more = (/** @type {string} */ name) => Math.max(0, (counts[name] ?? 0) - (before[name] ?? 0));
  const share = (/** @type {number} */ part, /** @type {number} */ whole) => (whole > 0 ? Math.min(1, part / whole) : 0);
  return {
    sent_kbps: kbps(more("sent"), seconds),
    received_kbps: kbps(more("received"), seconds),
    loss: Math.max(share(more("lost"), more("lost") + more("came")), share(more("lost_there"), more("went"))),
    rtt_ms: more("rtts") > 0 ? Math.round((more("rtt") / more("rtts")) * 1000) : 0,
    room_kbps: counts.room / 1000,
    sends_picture: more("shown") > 0,
    frozen: share(more("frozen"), seconds * counts.pictures),
    dropped: more("frames") < 10 ? 0 : share(more("dropped"), more("frames")),
  };
}

/** @param {number} bytes @param {number} seconds */
function kbps(bytes, seconds) {
  return Math.round((bytes * 8) / 1000 / seconds);
}
