// @ts-check
/** Trying one's equipment. The steps come first: the page that leads through them asks each how it went. */
import "./elements/microphone-try.js";
import "./elements/loudspeaker-try.js";
import "./elements/camera-try.js";
import "./elements/line-try.js";
import "./elements/equipment-check.js";
