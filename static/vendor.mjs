// Copies what the browser needs from node_modules to static/vendor (`npm run vendor`, after `npm ci`).
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const packages = new URL("../node_modules/", import.meta.url).pathname;
const vendor = new URL("./vendor/", import.meta.url).pathname;
const css = "@digdir/designsystemet-css/dist/src";
const web = "@digdir/designsystemet-web/dist/esm";

// The whole of designsystemet.css weighs 147 kB; a page takes only the components we use, in one file.
const components = [
  "alert", "button", "card", "details", "dialog", "divider", "error-summary", "field", "fieldset", "heading", "input",
  "label", "link", "list", "pagination", "paragraph", "skip-link", "table", "tag", "validation-message",
];

/** Only modules without imports by package name: a strict CSP leaves no room for an import map. */
const behaviours = [
  "packages/web/package.js", "utils/utils.js", "clickdelegatefor/clickdelegatefor.js", "dialog/dialog.js",
  "error-summary/error-summary.js", "field/field.js", "invokers/invokers.js", "_vendors/invokers-polyfill/invoker.js",
];

const copies = [
  ["socket.io-client/dist/socket.io.esm.min.js", "socket.io.js"],
  ...behaviours.map((file) => [join(web, file), join("designsystemet", file)]),
];

/** Source maps are not copied, so their address would only give a 404. */
const withoutSourceMap = (text) => text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");

async function designsystemet() {
  const layered = async (layer, name) => `@layer ${layer}{${await readFile(join(packages, css, `${name}.css`), "utf8")}}`;
  const parts = await Promise.all([layered("ds.base", "base"), ...components.map((name) => layered("ds.components", name))]);
  return ["@layer ds.theme, ds.base, ds.components;", ...parts].join("\n");
}

await rm(vendor, { recursive: true, force: true });
for (const [from, to] of copies) {
  await mkdir(dirname(join(vendor, to)), { recursive: true });
  await writeFile(join(vendor, to), withoutSourceMap(await readFile(join(packages, from), "utf8")));
}
await writeFile(join(vendor, "designsystemet.css"), await designsystemet());
await cp(join(packages, "@digdir/designsystemet-css/LICENSE"), join(vendor, "designsystemet-licence.txt"));
