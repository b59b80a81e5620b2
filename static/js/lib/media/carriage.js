// @ts-check
/** What the two carriers have in common, as far as the engine is concerned. */

/** @typedef {import("./kinds.js").Party} Party */
/** @typedef {import("./kinds.js").What} What */
/** @typedef {Record<What, MediaStreamTrack | null>} Tracks what I send, null for what is off */

/**
 * @typedef {object} Terms
 * @property {string} me my own party
 * @property {boolean} isRelayOnly
 * @property {() => RTCIceServer[]} ice
 * @property {() => Promise<void>} renewed resolves when the credentials in them hold
 * @property {(to: string, signal: import("./peer.js").Signal) => void} tell
 * @property {() => void} changed
 * @property {() => void} lost everything has to be built anew
 */

/**
 * @typedef {object} Carriage
 * @property {(parties: Party[]) => void} company who else is in my place: when somebody has come or gone
 * @property {(from: string, heard: any) => void} hear
 * @property {(tracks: Tracks, me: Party, others: Party[], scene: import("./sending.js").Scene) => void} send
 * @property {(party: string, what: What) => RTCRtpReceiver | null} receiver
 * @property {() => Connection[]} connections
 * @property {boolean} isTroubled tried again and again without coming through
 * @property {"most" | "any"} tells how many of the connections must be bad before it is our own line that is
 * @property {() => void} close
 */

/**
 * @typedef {object} Connection
 * @property {RTCPeerConnection} connection
 * @property {(mid: string) => string} partyOf whose it is what comes on that line
 */

/** So often may a connection begin anew before people are told. */
export const PATIENCE = 3;
