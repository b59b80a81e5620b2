// @ts-check
/** The live room. The app comes first: it holds the view that all the others read. */
import "./elements/room-app.js";
import "./elements/connection-state.js";
import "./elements/room-door.js";
import "./elements/time-ring.js";
import "./elements/now-card.js";
import "./elements/round-table.js";
import "./elements/person-menu.js";
import "./elements/round-bar.js";
import "./elements/room-talk.js";
import "./elements/message-list.js";
import "./elements/message-menu.js";
import "./elements/report-about.js";
import "./elements/message-composer.js";
import "./elements/question-queue.js";
import "./elements/room-end.js";
import "./elements/room-help.js";
import "./elements/room-notice.js";
import "./elements/room-announcer.js";
import "./elements/room-keys.js";

import { comeLater } from "./lib/later.js";

// What lies under the table.
comeLater(["breakout-tables", "poll-board", "shared-plans", "action-plan", "session-check", "buddy-card", "shown-items", "shared-note", "media-seats", "person-media", "media-choice", "media-controls", "captions-notice", "live-captions"]);
