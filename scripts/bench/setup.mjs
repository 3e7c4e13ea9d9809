// What a run needs beside the sources: SLOsmith as it is shipped, the floor, and the peer.
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { npmCommand } from "../editor/npm.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");

/** Kept out of version control, and out of the way of `dist`, which others may be using. */
export const CACHE = join(root, ".editor/bench");

const SOURCES = [
  ".vscodeignore",
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "package.json",
  "package.nls.json",
  "tsconfig.base.json",
  "client",
  "schemas",
  "scripts",
  "server",
  "snippets",
  "syntaxes",
];

/** Packages the present sources and builds what is in the package; returns where. */
export function buildForShipping() {
  const build = copySources("build");
  const vsix = join(CACHE, "slosmith.vsix");
  run(build, "scripts/package.mjs", "--out", vsix);
  bundleFloor(build);
  return { build, vsixBytes: statSync(vsix).size };
}

/** Builds with source maps and unshortened names, for a profile; returns where. */
export function buildForProfile() {
  const build = copySources("profile");
  run(build, "scripts/build.mjs");
  return build;
}

function copySources(name) {
  const build = join(CACHE, name);
  rmSync(build, { recursive: true, force: true });
  mkdirSync(build, { recursive: true });
  for (const source of SOURCES) {
    if (existsSync(join(root, source))) cpSync(join(root, source), join(build, source), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(build, "node_modules"), "junction");
  return build;
}

function run(cwd, ...command) {
  execFileSync(process.execPath, command, { cwd, stdio: ["ignore", "inherit", "inherit"] });
}

/** The floor is bundled and minified like the servers that it is compared with. */
function bundleFloor(build) {
  esbuild.buildSync({
    entryPoints: [join(here, "floor.mjs")],
    outfile: join(build, "dist/floor.js"),
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    legalComments: "none",
  });
}

/** Installs the peer in its locked version, where it is not installed yet; returns where, and the version. */
export function installPeer() {
  const peer = join(CACHE, "peer");
  const lock = "package-lock.json";
  const isCurrent =
    existsSync(join(peer, "node_modules/.package-lock.json")) &&
    readFileSync(join(peer, lock), "utf8") === readFileSync(join(here, "peer", lock), "utf8");
  if (!isCurrent) {
    rmSync(peer, { recursive: true, force: true });
    mkdirSync(peer, { recursive: true });
    for (const name of ["package.json", lock]) copyFileSync(join(here, "peer", name), join(peer, name));
    const npm = npmCommand(["ci", "--ignore-scripts"]);
    execFileSync(npm.command, npm.args, { cwd: peer, stdio: "inherit", shell: npm.shell });
  }
  const { version } = JSON.parse(
    readFileSync(join(peer, "node_modules/yaml-language-server/package.json"), "utf8"),
  );
  return { peer, peerVersion: version };
}
