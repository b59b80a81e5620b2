// Copies what the browser needs from node_modules to static/vendor (`npm run vendor`, after `npm ci`).
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const packages = new URL("../node_modules/", import.meta.url).pathname;
const vendor = new URL("./vendor/", import.meta.url).pathname;
const css = "@digdir/designsystemet-css/dist/src";
const web = "@digdir/designsystemet-web/dist/esm";

// The whole of designsystemet.css weighs 147 kB. Every page takes the first file; reading and the room,
// where a first load must be light, leave out the second.
const sheets = {
  "designsystemet.css": [
    "base", "button", "dialog", "error-summary", "field", "fieldset", "heading", "input", "label", "link", "list",
    "paragraph", "skip-link", "validation-message",
  ],
  "designsystemet-more.css": ["alert", "card", "details", "divider", "pagination", "table", "tag"],
};

/** Only modules without imports by package name: a strict CSP leaves no room for an import map. */
const behaviours = [
  "packages/web/package.js", "utils/utils.js", "clickdelegatefor/clickdelegatefor.js", "dialog/dialog.js",
  "error-summary/error-summary.js", "field/field.js", "invokers/invokers.js", "_vendors/invokers-polyfill/invoker.js",
];

const copies = [
  ["socket.io-client/dist/socket.io.esm.min.js", "socket.io.js"],
  ["@github/markdown-toolbar-element/dist/index.js", "markdown-toolbar.js"],
  ["tus-js-client/dist/tus.min.js", "tus.js"],
  ...behaviours.map((file) => [join(web, file), join("designsystemet", file)]),
];

/** Source maps are not copied, so their address would only give a 404. */
const withoutSourceMap = (text) => text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");

/** Layers keep our own sheets above the components, in whatever order they are loaded. */
async function layered(name) {
  const text = await readFile(join(packages, css, `${name}.css`), "utf8");
  return `@layer ${name === "base" ? "ds.base" : "ds.components"}{${text}}`;
}

async function sheet(names) {
  const parts = await Promise.all(names.map(layered));
  return ["@layer ds.theme, ds.base, ds.components;", ...parts].join("\n");
}

await rm(vendor, { recursive: true, force: true });
for (const [from, to] of copies) {
  await mkdir(dirname(join(vendor, to)), { recursive: true });
  await writeFile(join(vendor, to), withoutSourceMap(await readFile(join(packages, from), "utf8")));
}
for (const [file, names] of Object.entries(sheets)) await writeFile(join(vendor, file), await sheet(names));
await cp(join(packages, "@digdir/designsystemet-css/LICENSE"), join(vendor, "designsystemet-licence.txt"));
