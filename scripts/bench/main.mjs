// Measures SLOsmith's speed beside another language server and a bare parse, and writes docs/benchmarks.md.
// Usage: npm run bench -- [--quick] [--profile] [--out FILE]
//   --quick    few samples and small folders; printed only
//   --again    nothing is measured: the last run's page is written again
//   --profile  no comparison: where our server spends its time on 1,000 SLOs, by function
//   --out      another file than docs/benchmarks.md
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { sloStream } from "./documents.mjs";
import { measureBundleLoad } from "./extension.mjs";
import { measureFile } from "./files.mjs";
import { describeMachine, load } from "./machine.mjs";
import { profile } from "./profile.mjs";
import { report } from "./report.mjs";
import { Samples } from "./samples.mjs";
import { servers } from "./servers.mjs";
import { buildForProfile, buildForShipping, CACHE, installPeer } from "./setup.mjs";
import { measureWorkspace } from "./workspaces.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** How often each thing is measured: `rounds` of new processes, and twice `samples` in each of them. */
const FULL = {
  files: new Map([
    [1, { rounds: 4, warmUps: 1, samples: 4 }],
    [10, { rounds: 4, warmUps: 1, samples: 4 }],
    [100, { rounds: 4, warmUps: 1, samples: 4 }],
    [1_000, { rounds: 3, warmUps: 1, samples: 4 }],
  ]),
  workspaces: new Map([
    [100, { rounds: 4, samples: 10, checks: 4 }],
    [1_000, { rounds: 4, samples: 10, checks: 4 }],
    [10_000, { rounds: 2, samples: 10, checks: 2 }],
  ]),
  loads: 20,
};

const QUICK = {
  files: new Map([
    [1, { rounds: 2, warmUps: 1, samples: 2 }],
    [1_000, { rounds: 1, warmUps: 1, samples: 2 }],
  ]),
  workspaces: new Map([[1_000, { rounds: 2, samples: 6, checks: 2 }]]),
  loads: 5,
};

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    again: { type: "boolean", default: false },
    profile: { type: "boolean", default: false },
    out: { type: "string" },
  },
});

const kept = join(CACHE, "results.json");

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

if (values.profile) await profile(buildForProfile());
else if (values.again) write(read());
else {
  const results = await compare();
  writeFileSync(
    kept,
    JSON.stringify(results, (_key, value) => (value instanceof Map ? [...value] : value)),
  );
  write(results);
}

async function compare() {
  const loadBefore = load();
  const plan = values.quick ? QUICK : FULL;
  const { build, vsixBytes } = buildForShipping();
  const { peer, peerVersion } = installPeer();
  const compared = servers({ build, peer });
  const files = new Map();
  for (const [size, one] of plan.files) {
    say(`a file of ${size} SLOs`);
    files.set(size, await measureFile(compared, size, one));
  }
  const workspaces = new Map();
  for (const [count, one] of plan.workspaces) {
    say(`a folder of ${count} files`);
    workspaces.set(count, await measureWorkspace(compared, build, count, one));
  }
  say("the extension's bundle");
  const extension = measureBundleLoad(build, plan.loads);
  return {
    machine: describeMachine(),
    loadBefore,
    loadAfter: load(),
    isQuick: values.quick,
    plan,
    peerVersion,
    largestFileBytes: Buffer.byteLength(sloStream(1000)),
    files,
    workspaces,
    extension,
    vsixBytes,
  };
}

function write(results) {
  const page = report(results);
  console.log(page);
  const out = values.out ?? (results.isQuick ? undefined : join(root, "docs/benchmarks.md"));
  if (out === undefined) return;
  writeFileSync(out, page);
  say(`written to ${out}`);
}

/** The last run's samples. */
function read() {
  const results = JSON.parse(readFileSync(kept, "utf8"));
  const workspaces = results.workspaces.map(([count, { samples, check }]) => [
    count,
    { samples: new Samples(samples), check: check && new Samples(check) },
  ]);
  return {
    ...results,
    plan: { ...results.plan, files: new Map(results.plan.files) },
    files: new Map(results.files.map(([size, samples]) => [size, new Samples(samples)])),
    workspaces: new Map(workspaces),
  };
}

function say(line) {
  console.error(`bench: ${line}`);
}
