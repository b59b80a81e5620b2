// @ts-check
/** The words of voice and picture, for the type checker. */

/** @typedef {"text" | "sound" | "one" | "all"} Rung how much one takes in, from the lowest */
/** @typedef {"off" | "entering" | "on" | "waiting"} State waiting: the line or the carrier is gone and comes back by itself */
/** @typedef {"mesh" | "janus" | "none"} CarrierName */
/** @typedef {"voice" | "picture" | "screen"} What */
/** @typedef {"line_slow" | "loss" | "device" | "full"} Why a rung was stepped down */
/** @typedef {{rung: Exclude<Rung, "text">, voice: boolean, picture: boolean, among?: Circle | ""}} Entering `among`: how many that was on for */
/** @typedef {"nobody" | "side" | "group" | "few" | "all"} Circle among how many I am: whoever rests; a room for two; a group; those at
 * the table while the others are in their groups, or the session is over; everybody */
/** @typedef {{why: "break" | "place", voice: boolean, picture: boolean}} AsBefore what went off by itself: after a break, or among more people */

/**
 * What can stand in the way. Of one's own devices: denied, no_microphone, no_camera, no_screen, busy; of the browser: no_webrtc, cannot,
 * tap_to_hear (voices are heard after `resume()`, called from a press); of the room: media_off, media_full, pictures_full,
 * other_device, removed, muted, may_not_share, screen_shared; of the line between devices: connection.
 * @typedef {{code: string, kind: "" | "microphone" | "camera" | "screen"}} Trouble
 */

/**
 * Another device in my place, as the server tells of it. What is on is what the room lets through.
 * @typedef {object} Party
 * @property {string} party
 * @property {string} person
 * @property {boolean} voice
 * @property {boolean} picture
 * @property {boolean} screen
 * @property {boolean} speaking
 * @property {Rung} rung
 */

/**
 * Somebody else in my place. A picture's stream is there while pictures come; a voice is played by itself.
 * @typedef {Party & {streams: Record<What, MediaStream | null>}} Person
 */

/**
 * What is mine. `voice` and `picture` are on when others get them, or would if they were there.
 * @typedef {object} Mine
 * @property {boolean} voice
 * @property {boolean} picture
 * @property {boolean} screen
 * @property {boolean} speaking
 * @property {number} level 0-1; a change of it is told as `level`, not as `change`
 * @property {MediaStream | null} preview my own camera
 * @property {boolean} blur
 * @property {boolean} canBlur
 * @property {boolean} canShare whether this browser can show a screen; whether I may is `may_share` in `people`
 * @property {boolean} paused on a break: everything is let go, and nothing opens
 * @property {AsBefore | null} before what went off by itself and has not been turned on since
 */

export {};
