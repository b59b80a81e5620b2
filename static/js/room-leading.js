// @ts-check
/** What only those who lead have beside them. */
import "./elements/run-sheet.js";
import "./elements/phase-dialog.js";
import "./elements/needs-list.js";
import "./elements/report-answer.js";
import "./elements/breakout-arranging.js";
import "./elements/room-switches.js";
import "./elements/back-channel.js";
import "./elements/task-list.js";
import "./elements/balance-view.js";

import { comeLater } from "./lib/later.js";

comeLater(["item-upload"]);
