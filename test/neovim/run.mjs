// Runs SLOsmith's server in a headless Neovim, set up as docs/editors.md says: `node test/neovim/run.mjs`.
// The build must have run before. Where there is no Neovim the suite says that it was left out, and ends with 0.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { projectRoot } from "../../scripts/editor/paths.mjs";
import { luaBlocks, settingUp } from "./page.mjs";

/** How long all of it may take, in milliseconds. */
const PATIENCE = 120_000;

process.exitCode = main();

/** @returns {number} 0 when every test passed or there is no Neovim */
function main() {
  const nvim = process.env.NVIM_BIN ?? "nvim";
  const asked = spawnSync(nvim, ["--version"], { encoding: "utf8" });
  const [, major, minor] = /^NVIM v(\d+)\.(\d+)/.exec(asked.stdout ?? "") ?? [];
  if (major === undefined || minor === undefined) {
    console.log("Left out: there is no Neovim on the PATH. On Debian, `apt-get install neovim` brings one.");
    return 0;
  }
  const version = { major: Number(major), minor: Number(minor) };
  console.log(`- Neovim ${major}.${minor}, set up as docs/editors.md says`);
  const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), "slosmith-nvim-")));
  try {
    return runSuite(nvim, version, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * @param {string} nvim
 * @param {{ major: number, minor: number }} version
 * @param {string} scratch
 * @returns {number}
 */
function runSuite(nvim, version, scratch) {
  const blocks = luaBlocks(readFileSync(path.join(projectRoot, "docs/editors.md"), "utf8"));
  const workspace = path.join(scratch, "shop");
  cpSync(path.join(projectRoot, "examples"), workspace, { recursive: true });
  mkdirSync(path.join(workspace, ".git"));
  writeFileSync(path.join(workspace, "compose.yaml"), "services:\n  web:\n    image: shop\n");
  writeFileSync(path.join(workspace, "notes.md"), "# apiVersion: openslo/v1\n");
  // Of the page only the command's name is known: this is what `npm install --global` would put on the PATH.
  const bin = path.join(scratch, "bin");
  mkdirSync(bin);
  const server = path.join(bin, "slosmith-language-server");
  writeFileSync(
    server,
    `#!/bin/sh\nexec "${process.execPath}" "${path.join(projectRoot, "dist/server.js")}" "$@"\n`,
  );
  chmodSync(server, 0o755);
  mkdirSync(path.join(scratch, "config/nvim"), { recursive: true });
  writeFileSync(path.join(scratch, "config/nvim/init.lua"), settingUp(blocks, version).join("\n"));
  writeFileSync(path.join(scratch, "blocks.json"), JSON.stringify(blocks));
  const suite = path.join(projectRoot, "test/neovim/suite.lua");
  const { status, signal } = spawnSync(nvim, ["--headless", "-n", "-i", "NONE", "-c", `luafile ${suite}`], {
    cwd: workspace,
    stdio: ["ignore", "inherit", "inherit"],
    timeout: PATIENCE,
    env: {
      ...process.env,
      PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}`,
      XDG_CONFIG_HOME: path.join(scratch, "config"),
      XDG_DATA_HOME: path.join(scratch, "data"),
      XDG_STATE_HOME: path.join(scratch, "state"),
      XDG_CACHE_HOME: path.join(scratch, "cache"),
      SLOSMITH_BLOCKS: path.join(scratch, "blocks.json"),
    },
  });
  if (signal) console.error(`Neovim did not end within ${PATIENCE / 1_000} s.`);
  return status ?? 1;
}
