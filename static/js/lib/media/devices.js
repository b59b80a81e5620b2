// @ts-check
/** Microphone, camera and screen of this device: opened small, closed whole, and what went wrong as a code. */
import { remember, remembered } from "../remembered.js";

/** @typedef {"microphone" | "camera" | "screen"} Kind */
/** @typedef {{voice: MediaStreamTrack | null, picture: MediaStreamTrack | null}} Opened */

const GONE = ["OverconstrainedError", "NotFoundError"];

/** A device that did not open. `code` is one of those in kinds.js. */
export class DeviceTrouble extends Error {
  /** @param {string} code @param {Kind} kind */
  constructor(code, kind) {
    super(code);
    this.code = code;
    this.kind = kind;
  }
}

/** Whether this browser can take part at all. It cannot on plain http, where there are no devices. */
export function canTakePart() {
  return "RTCPeerConnection" in globalThis && Boolean(navigator.mediaDevices?.getUserMedia);
}

export function canShareScreen() {
  return Boolean(navigator.mediaDevices?.getDisplayMedia);
}

/** Both at once, so that there is one dialogue. What does not open is null, and told to `fail`.
 * @param {{voice: boolean, picture: boolean}} wish @param {(trouble: DeviceTrouble) => void} fail @returns {Promise<Opened>} */
export async function openBoth({ voice, picture }, fail) {
  if (voice && picture) {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: microphoneWish(), video: cameraWish() });
      return { voice: stream.getAudioTracks()[0], picture: stream.getVideoTracks()[0] };
    } catch {
      // One of them is missing or refused: each by itself tells which.
    }
  }
  const tried = async (/** @type {boolean} */ isWanted, /** @type {() => Promise<MediaStreamTrack>} */ open) => {
    try {
      return isWanted ? await open() : null;
    } catch (error) {
      fail(/** @type {DeviceTrouble} */ (error));
      return null;
    }
  };
  return { voice: await tried(voice, openMicrophone), picture: await tried(picture, openCamera) };
}

/** @returns {Promise<MediaStreamTrack>} */
export async function openMicrophone() {
  return opened("microphone", (device) => navigator.mediaDevices.getUserMedia({ audio: microphoneWish(device) }));
}

/** @returns {Promise<MediaStreamTrack>} */
export async function openCamera() {
  return opened("camera", (device) => navigator.mediaDevices.getUserMedia({ video: cameraWish(device) }));
}

/** Asks which screen; what people see on it must be readable, and need not move. @returns {Promise<MediaStreamTrack>} */
export async function openScreen() {
  const wish = { video: { frameRate: { max: 5 }, width: { max: 1920 }, height: { max: 1200 } }, audio: false };
  const track = await opened("screen", () => navigator.mediaDevices.getDisplayMedia(wish));
  track.contentHint = "detail";
  return track;
}

/** How large the camera's picture is: small at the table, larger for whoever everybody looks at. @param {boolean} isLarge */
export function cameraSize(isLarge) {
  const [width, height] = isLarge ? [640, 480] : [320, 240];
  return { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: 15, max: 20 } };
}

/** The devices there are. They have names only once one of them has been opened.
 * @param {"audioinput" | "videoinput" | "audiooutput"} kind */
export async function devices(kind) {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return all.filter((device) => device.kind === kind && device.deviceId);
}

/** Use this one from the next time. @param {"microphone" | "camera"} kind @param {string} id */
export function choose(kind, id) {
  remember(`media:${kind}`, id);
}

function microphoneWish(device = chosen("microphone")) {
  return { ...device, echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
}

function cameraWish(device = chosen("camera")) {
  return { ...device, ...cameraSize(false), facingMode: "user" };
}

/** The one that was chosen, and no other: browsers pass over a device that is merely wished for.
 * @param {Kind} kind @returns {{deviceId?: {exact: string}}} */
function chosen(kind) {
  const id = remembered(`media:${kind}`);
  return id ? { deviceId: { exact: id } } : {};
}

/** The chosen device; one that is no longer there is no hindrance, another is taken.
 * @param {Kind} kind @param {(device: {deviceId?: {exact: string}}) => Promise<MediaStream>} open
 * @returns {Promise<MediaStreamTrack>} */
async function opened(kind, open, device = chosen(kind)) {
  try {
    const stream = await open(device);
    return stream.getTracks()[0];
  } catch (error) {
    if (device.deviceId && GONE.includes(nameOf(error))) return opened(kind, open, {});
    throw new DeviceTrouble(codeOf(error, kind), kind);
  }
}

/** @param {unknown} error @param {Kind} kind */
function codeOf(error, kind) {
  switch (nameOf(error)) {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return `no_${kind}`;
    case "NotSupportedError":
    case "TypeError":
      return kind === "screen" ? "cannot" : "no_webrtc";
    default:
      return "busy"; // another program has it, or the device itself gives up
  }
}

/** @param {unknown} error */
function nameOf(error) {
  return error instanceof Error ? error.name : "";
}
