// Finds where our server spends its time: a CPU profile of a file of 1,000 SLOs being opened and edited.
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "./client.mjs";
import { sharedFiles, sloStream } from "./documents.mjs";
import { EDIT_KINDS, EditedText } from "./edited-text.mjs";
import { mapFunctions, selfTimes, totalTimes } from "./profile-tree.mjs";
import { pause } from "./samples.mjs";
import { writeFolder } from "./workspace-folder.mjs";

const SLOS = 1_000;
const EDITS = 60;
const SHOWN = 25;

/** Profiles the server of a build with source maps and prints its most expensive functions. */
export async function profile(build) {
  const made = realpathSync(mkdtempSync(join(tmpdir(), "slosmith-profile-")));
  const folder = writeFolder("profile", sharedFiles(SLOS));
  const server = join(build, "dist/server.js");
  const profiler = ["--cpu-prof", "--cpu-prof-interval=200", `--cpu-prof-dir=${made}`];
  const client = new Client({
    name: "slosmith",
    command: [process.execPath, ...profiler, server, "--stdio"],
  });
  const spans = await work(client, folder);
  await client.stop();
  const [name] = readdirSync(made).filter((one) => one.endsWith(".cpuprofile"));
  const recorded = JSON.parse(readFileSync(join(made, name), "utf8"));
  const functions = mapFunctions(recorded, server);
  print("first diagnostics", recorded, functions, spans.first, 1);
  print(`${EDITS} edits`, recorded, functions, spans.edits, EDITS);
  for (const one of [made, folder]) rmSync(one, { recursive: true, force: true });
}

/** Opens and edits; returns when each was done, in microseconds of the clock that profiles have. */
async function work(client, folder) {
  await client.initialize(pathToFileURL(folder).href);
  client.initialized();
  await client.request("slosmith/tiers", {});
  await client.quiet();
  const uri = `${pathToFileURL(folder).href}/slos.yaml`;
  const document = new EditedText(sloStream(SLOS), SLOS);
  const first = [now()];
  await client.open(uri, document.text());
  first.push(now());
  await client.quiet();
  const edits = [now()];
  for (let turn = 0; turn < EDITS; turn++) {
    await client.change(uri, document.next(EDIT_KINDS[Math.floor(turn / 2) % EDIT_KINDS.length]));
    await pause(20);
  }
  edits.push(now());
  return { first, edits };
}

function now() {
  return Number(process.hrtime.bigint() / 1_000n);
}

function print(title, recorded, functions, span, times) {
  const self = selfTimes(recorded, span);
  const busy = [...self].filter(([id]) => functions.get(id).name !== "(idle)");
  const all = busy.reduce((sum, [, microseconds]) => sum + microseconds, 0);
  const each = (microseconds) => `${(microseconds / 1_000 / times).toFixed(2).padStart(9)} ms`;
  const share = (microseconds) => `${((microseconds / all) * 100).toFixed(1).padStart(5)} %`;
  const line = (microseconds, words) => console.log(`${each(microseconds)} ${share(microseconds)}  ${words}`);
  console.log(`\n=== ${title}${times > 1 ? ", each" : ""}: ${each(all).trim()} of work`);

  const top = sum(busy, (id) => keyOf(functions.get(id))).slice(0, SHOWN);
  console.log(`\nBy self time: the first ${SHOWN} functions, grouped by file`);
  const groups = sum(
    top.map(([key, microseconds]) => [key, microseconds]),
    (key) => key.split(" ")[0],
  );
  for (const [file, microseconds] of groups) {
    line(microseconds, file);
    for (const [key, own] of top)
      if (key.split(" ")[0] === file) line(own, `    ${key.slice(file.length + 1)}`);
  }

  console.log("\nBy self time: files");
  for (const [file, microseconds] of sum(busy, (id) => functions.get(id).file).slice(0, SHOWN)) {
    line(microseconds, file);
  }

  console.log("\nBy total time: our own functions, with all that they call");
  const total = totalTimes(recorded, self, (id) => keyOf(functions.get(id)));
  const own = [...total].filter(([key]) => key.startsWith("server/")).sort((a, b) => b[1] - a[1]);
  for (const [key, microseconds] of own.slice(0, 40)) line(microseconds, key);
}

function keyOf({ file, name, line }) {
  return `${file} ${name}${line === undefined ? "" : `:${line}`}`;
}

/** Adds up times by some key; the largest first. */
function sum(times, keyOf) {
  const sums = new Map();
  for (const [id, microseconds] of times) sums.set(keyOf(id), (sums.get(keyOf(id)) ?? 0) + microseconds);
  return [...sums].sort((a, b) => b[1] - a[1]);
}
