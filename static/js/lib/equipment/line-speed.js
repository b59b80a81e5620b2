// @ts-check
/** How quickly bytes come and go between this page and its server. */

import { until } from "./until.js";

/** @typedef {{down: number, up: number, rtt: number}} Speed kbit/s and ms */

const ROUNDS = 5;
// A small piece first: on a slow line it tells enough, and on a quick one it is over too soon to be measured.
const FIRST_BYTES = 40_000;
const SHORT_MS = 1000;
const LONGEST_MS = 6000;

/** @param {string} url @param {Record<string, string>} headers @param {number} most bytes @param {AbortSignal} signal
 * @returns {Promise<Speed>} a `TypeError` when the server is not reached, or has had enough */
export async function speedOf(url, headers, most, signal) {
  const rtt = await roundTrip(url, headers, signal);
  const down = await speed(most, rtt, (bytes, end) => received(`${url}?bytes=${bytes}`, headers, end), signal);
  const up = await speed(most / 2, rtt, (bytes, end) => sent(url, headers, bytes, end), signal);
  return { down, up, rtt };
}

/** The middle of several; the first one opens the line, and is not counted.
 * @param {string} url @param {Record<string, string>} headers @param {AbortSignal} signal */
async function roundTrip(url, headers, signal) {
  const times = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const began = performance.now();
    await asked(`${url}?bytes=0`, { headers, signal });
    times.push(performance.now() - began);
  }
  return times.slice(1).sort((one, other) => one - other)[Math.floor(ROUNDS / 2)];
}

/** @param {number} most @param {number} rtt @param {(bytes: number, end: AbortSignal) => Promise<number>} move how many bytes it moved
 * @param {AbortSignal} signal */
async function speed(most, rtt, move, signal) {
  let kbits = 0;
  for (const bytes of [FIRST_BYTES, most]) {
    const [began, end] = [performance.now(), until(signal, LONGEST_MS)];
    const moved = await move(bytes, end.signal).finally(end.done);
    if (!moved) break;
    const took = performance.now() - began;
    // The way there and back is no part of it; on a quick line it would be most of it, and what is left too little.
    kbits = (moved * 8) / Math.max(took - rtt, took / 2, 1);
    if (signal.aborted || took > SHORT_MS) break;
  }
  return kbits;
}

/** Bytes until the end, or until it takes too long. @param {string} url @param {Record<string, string>} headers @param {AbortSignal} end */
async function received(url, headers, end) {
  let count = 0;
  try {
    const reader = (await asked(url, { headers, signal: end })).body?.getReader();
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) count += piece.value.length;
  } catch (error) {
    if (!end.aborted) throw error;
  }
  return count;
}

/** All the bytes, or none: nobody tells how many a line has taken that does not take them in time.
 * @param {string} url @param {Record<string, string>} headers @param {number} bytes @param {AbortSignal} end */
async function sent(url, headers, bytes, end) {
  try {
    await asked(url, { method: "POST", headers, body: noise(bytes), signal: end });
  } catch (error) {
    if (!end.aborted) throw error;
    return 0;
  }
  return bytes;
}

/** @param {string} url @param {RequestInit} wish */
async function asked(url, wish) {
  const answer = await fetch(url, { ...wish, cache: "no-store" });
  if (!answer.ok) throw new TypeError(String(answer.status));
  return answer;
}

/** What nothing on the way can make smaller. @param {number} bytes */
function noise(bytes) {
  const all = new Uint8Array(bytes);
  const most = 65_536; // that many at a time are given out
  for (let from = 0; from < bytes; from += most) crypto.getRandomValues(all.subarray(from, from + most));
  return all;
}
