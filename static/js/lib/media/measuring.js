// @ts-check
/** What the browser counts of each connection, as figures one can judge. */

/**
 * @typedef {object} Figures
 * @property {number} sent_kbps
 * @property {number} received_kbps
 * @property {number} loss 0-1, the worse of both directions
 * @property {number} rtt_ms
 * @property {import("./kinds.js").Rung} rung
 * @property {Record<string, {frames_decoded: number, audio_energy: number}>} people since their connection began
 */

export {};
