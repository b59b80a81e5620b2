// @ts-check
/** The own voice in small pieces, for the municipality's own engine; only while there is speech in it. */

export class SoundPieces {
  /** @type {AudioContext | undefined} */
  #context;
  #isOver = false;

  /** @param {MediaStreamTrack} track @param {(piece: ArrayBuffer) => void} send 16-bit samples, 16,000 a second */
  async start(track, send) {
    const context = new AudioContext();
    this.#context = context;
    await context.audioWorklet.addModule(new URL("./sound-worklet.js", import.meta.url));
    if (this.#isOver) return;
    const node = new AudioWorkletNode(context, "sound-pieces", {
      numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit",
    });
    node.port.onmessage = ({ data }) => this.#isOver || send(data);
    context.createMediaStreamSource(new MediaStream([track])).connect(node);
    await context.resume();
  }

  stop() {
    this.#isOver = true;
    this.#context?.close();
  }
}
