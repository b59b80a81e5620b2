// @ts-check
/** Whether a connection as the room makes them opens: both ends are in this page, and the way between them is the real one. */

import { until } from "./until.js";

const PATIENCE_MS = 12_000;

/** @param {RTCConfiguration} way @param {AbortSignal} signal @returns {Promise<boolean>} */
export async function opensBetweenTwo(way, signal) {
  const ends = [new RTCPeerConnection(way), new RTCPeerConnection(way)];
  const end = until(signal, PATIENCE_MS);
  try {
    return await opens(ends[0], ends[1], end.signal);
  } finally {
    end.done();
    for (const end of ends) end.close();
  }
}

/** @param {RTCPeerConnection} one @param {RTCPeerConnection} other @param {AbortSignal} end */
async function opens(one, other, end) {
  const channel = one.createDataChannel("line");
  const isOpen = new Promise((resolve) => {
    channel.addEventListener("open", () => resolve(true));
    end.addEventListener("abort", () => resolve(false));
  });
  const described = describe(one, other);
  passCandidates(one, other, described);
  passCandidates(other, one, described);
  await described;
  return isOpen;
}

/** @param {RTCPeerConnection} one @param {RTCPeerConnection} other */
async function describe(one, other) {
  const offer = await one.createOffer();
  await other.setRemoteDescription(offer);
  await one.setLocalDescription(offer);
  const answer = await other.createAnswer();
  await one.setRemoteDescription(answer);
  await other.setLocalDescription(answer);
}

/** @param {RTCPeerConnection} from @param {RTCPeerConnection} to @param {Promise<void>} described */
function passCandidates(from, to, described) {
  from.addEventListener("icecandidate", async ({ candidate }) => {
    await described;
    if (candidate && to.signalingState !== "closed") await to.addIceCandidate(candidate);
  });
}
