// @ts-check
/** What is asked of a connection beyond what browsers do by themselves: little text, and silence that costs nothing. */

const NEEDED = { audio: ["audio/opus"], video: ["video/vp8", "video/rtx"] };

/** Our own sound pauses with our voice, and is as good as speech needs. What one applies of the other's description holds
 * for what one sends. @param {RTCSessionDescriptionInit} description */
export function sparing(description) {
  const sdp = description.sdp ?? "";
  const [, opus] = /^a=rtpmap:(\d+) opus\//im.exec(sdp) ?? [];
  if (!opus) return description;
  const wish = "usedtx=1;useinbandfec=1;maxaveragebitrate=24000";
  const line = new RegExp(`^(a=fmtp:${opus} ).*$`, "m");
  const wished = line.test(sdp) ? sdp.replace(line, `$1minptime=10;${wish}`) : sdp;
  return { ...description, sdp: wished };
}

/** A description names every way to code a picture, some forty. One that every browser knows is enough.
 * @param {RTCRtpTransceiver} line */
export function keepOneCodec(line) {
  const { kind } = line.receiver.track;
  const needed = NEEDED[/** @type {"audio" | "video"} */ (kind)];
  const known = RTCRtpReceiver.getCapabilities?.(kind)?.codecs ?? [];
  const kept = known.filter((codec) => needed.includes(codec.mimeType.toLowerCase()));
  const hasMain = kept.some((codec) => codec.mimeType.toLowerCase() === needed[0]);
  if (hasMain) line.setCodecPreferences?.(kept);
}
