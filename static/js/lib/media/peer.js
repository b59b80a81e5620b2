// @ts-check
/**
 * One connection to one remote party. Three lines in fixed order: voice, picture, screen. Whoever is `first` opens them; later
 * both may ask for a new beginning, and when they do so at once the polite one gives way. What is on or off renegotiates nothing.
 */
import { LineOut } from "./line-out.js";
import { keepOneCodec, sparing } from "./sdp.js";

/** @typedef {import("./kinds.js").What} What */
/** @typedef {{description?: RTCSessionDescriptionInit, candidate?: RTCIceCandidateInit | null}} Signal */
/**
 * @typedef {object} Terms
 * @property {boolean} isFirst
 * @property {boolean} isPolite
 * @property {RTCRtpTransceiverDirection} direction of the lines
 * @property {boolean} isRelayOnly
 * @property {() => RTCIceServer[]} ice with the credentials that were given last
 * @property {() => Promise<void>} renewed resolves when those hold
 * @property {(signal: Signal) => void} tell
 * @property {() => void} changed
 * @property {() => void} [lost] instead of beginning anew, where that is for the other side
 */

/** @type {What[]} */
export const LINES = ["voice", "picture", "screen"];
const LOST_AFTER = 4000;
const CHECKED_EVERY = 6000;

export class Peer {
  #terms;
  #pc;
  #checking;
  #lostTimer = 0;
  /** How often a new beginning was tried since it last worked. */
  failures = 0;
  #isOffering = false;
  #isTakingAnswer = false;
  #ignores = false;
  /** @type {Promise<void>} */
  #hearing = Promise.resolve();
  /** @type {(RTCIceCandidateInit | null)[]} */
  #early = [];
  /** @type {Map<RTCRtpSender, LineOut>} */
  #out = new Map();

  /** @param {Terms} terms */
  constructor(terms) {
    this.#terms = terms;
    this.#pc = new RTCPeerConnection(this.#configuration);
    this.#pc.onnegotiationneeded = () => this.#offer();
    this.#pc.onicecandidate = ({ candidate }) => terms.tell({ candidate: candidate?.toJSON() ?? null });
    this.#pc.onconnectionstatechange = () => this.#connectionChanged();
    this.#pc.ontrack = () => terms.changed();
    this.#checking = setInterval(() => this.#check(), CHECKED_EVERY);
    if (terms.isFirst) for (const what of LINES) this.#open(what);
  }

  get connection() {
    return this.#pc;
  }

  get isConnected() {
    return this.#pc.connectionState === "connected";
  }

  /** In order; none before the other side has opened them. */
  get lines() {
    return this.#pc.getTransceivers();
  }

  /** @param {What} what @param {import("./line-out.js").Sent} sent */
  send(what, sent) {
    const sender = this.lines[LINES.indexOf(what)]?.sender;
    if (!sender) return;
    const out = this.#out.get(sender) ?? new LineOut(sender);
    this.#out.set(sender, out);
    out.send(sent);
  }

  /** What the other side says, one after the other. @param {Signal} signal */
  hear(signal) {
    this.#hearing = this.#hearing.then(() => this.#take(signal)).catch(() => {
      // Not ours to repair: it has closed meanwhile, or the other side said nonsense; if nothing comes of it, `#check` begins anew.
    });
  }

  close() {
    clearInterval(this.#checking);
    clearTimeout(this.#lostTimer);
    this.#pc.onconnectionstatechange = this.#pc.onicecandidate = this.#pc.onnegotiationneeded = this.#pc.ontrack = null;
    this.#pc.close();
  }

  /** @returns {RTCConfiguration} */
  get #configuration() {
    const { isRelayOnly, ice } = this.#terms;
    return { iceServers: ice(), iceTransportPolicy: isRelayOnly ? "relay" : "all", bundlePolicy: "max-bundle" };
  }

  /** @param {What} what */
  #open(what) {
    const line = this.#pc.addTransceiver(what === "voice" ? "audio" : "video", { direction: this.#terms.direction });
    keepOneCodec(line);
  }

  async #offer() {
    try {
      this.#isOffering = true;
      await this.#pc.setLocalDescription();
      this.#tellDescription();
    } catch {
      // Closed, or the other side was quicker: its offer is answered instead.
    } finally {
      this.#isOffering = false;
    }
  }

  #tellDescription() {
    const description = this.#pc.localDescription;
    if (description) this.#terms.tell({ description: { type: description.type, sdp: description.sdp } });
  }

  /** @param {Signal} signal */
  async #take({ description, candidate }) {
    if (description) await this.#takeDescription(description);
    else if (candidate !== undefined) await this.#takeCandidate(candidate);
  }

  /** @param {RTCSessionDescriptionInit} description */
  async #takeDescription(description) {
    const isOffer = description.type === "offer";
    const isReady = !this.#isOffering && (this.#pc.signalingState === "stable" || this.#isTakingAnswer);
    this.#ignores = isOffer && !isReady && !this.#terms.isPolite;
    if (this.#ignores) return;
    this.#isTakingAnswer = description.type === "answer";
    try {
      await this.#pc.setRemoteDescription(sparing(description));
    } finally {
      this.#isTakingAnswer = false;
    }
    if (isOffer) await this.#answer();
    for (const candidate of this.#early.splice(0)) await this.#takeCandidate(candidate);
    this.#terms.changed();
  }

  async #answer() {
    // The other side's lines are for both directions.
    if (this.#terms.direction === "sendrecv") for (const line of this.lines) line.direction = "sendrecv";
    await this.#pc.setLocalDescription();
    this.#tellDescription();
  }

  /** @param {RTCIceCandidateInit | null} candidate */
  async #takeCandidate(candidate) {
    if (!this.#pc.remoteDescription) return void this.#early.push(candidate);
    if (!candidate) return; // that there are no more is said in no other way by some
    // Those of an offer that was ignored belong to nothing.
    if (!this.#ignores) await this.#pc.addIceCandidate(candidate);
  }

  #connectionChanged() {
    const state = this.#pc.connectionState;
    clearTimeout(this.#lostTimer);
    if (state === "connected") this.failures = 0;
    if (state === "disconnected") this.#lostTimer = setTimeout(() => this.#beginAnew(), LOST_AFTER);
    if (state === "failed") this.#beginAnew();
    this.#terms.changed();
  }

  /** What was said may have been lost on the way. */
  #check() {
    if (this.isConnected || this.#pc.connectionState === "closed") return;
    this.failures += 1;
    if (this.#pc.signalingState === "have-local-offer") this.#tellDescription();
    else if (isPowerOfTwo(this.failures)) this.#beginAnew();
    this.#terms.changed();
  }

  get #mayBeginAnew() {
    return !this.isConnected && this.#pc.signalingState === "stable" && Boolean(this.#pc.remoteDescription);
  }

  /** On other ways, with credentials that hold. */
  async #beginAnew() {
    if (!this.#mayBeginAnew) return;
    if (this.#terms.lost) return this.#terms.lost();
    await this.#terms.renewed();
    if (!this.#mayBeginAnew) return; // closed meanwhile, or it came back
    this.#pc.setConfiguration(this.#configuration);
    this.#pc.restartIce();
  }
}

/** The slower a line, the longer it is left in peace: 2, 4, 8. @param {number} number */
function isPowerOfTwo(number) {
  return number > 1 && Number.isInteger(Math.log2(number));
}
