// @ts-check
// What every page has. Pages with more to do load their own module in the "scripts" block.
import "../vendor/designsystemet/dialog/dialog.js";
import "../vendor/designsystemet/error-summary/error-summary.js";
import "../vendor/designsystemet/field/field.js";
import "./elements/colour-mode.js";
import "./elements/drop-panel.js";
import "./elements/key-help.js";
import "./elements/page-progress.js";
import "./elements/quick-exit.js";
import "./elements/save-state.js";

// Buttons with `command` open dialogs by themselves in browsers from 2025 on; older tablets fetch the rest.
if (!("command" in HTMLButtonElement.prototype)) import("../vendor/designsystemet/invokers/invokers.js");
