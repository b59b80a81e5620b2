// Makes static/css/tokens.css from our theme (`npm run theme`, needed only when the theme changes).
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const config = new URL("./theme/designsystemet.config.json", import.meta.url).pathname;
const tokens = new URL("./css/tokens.css", import.meta.url).pathname;
const work = mkdtempSync(join(tmpdir(), "theme-"));

/** The generator is no dependency: a hundred packages that only somebody who changes the theme would use. */
function designsystemet(...words) {
  const order = ["--yes", "@digdir/designsystemet@1.15.0", "tokens", ...words, "--config", config];
  execFileSync("npx", order, { cwd: work, stdio: "inherit" });
}

/** Leaves out what no page of ours reads: the second typeface, and "light" for "auto", which :root already gives. */
function trimmed(css) {
  return css
    .replace(/@charset[^\n]*\n/, "")
    .replace(/@layer ds\.theme\.typography\.secondary \{[\s\S]*?\n\}\n(?=\n*@layer)/, "")
    .replace(/@media \(prefers-color-scheme: light\) \{[\s\S]*?\n\}\n(?=\n*\}?\n*@layer)/, "");
}

designsystemet("create");
designsystemet("build", "--out-dir", "built");
writeFileSync(tokens, trimmed(readFileSync(join(work, "built/mestringsrom.css"), "utf8")));
rmSync(work, { recursive: true });
