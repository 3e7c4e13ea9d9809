// Writes what was measured as a page.
import { milliseconds, table } from "./figures.mjs";
import { goals } from "./goals.mjs";
import { isBusy } from "./machine.mjs";
import { filesPart } from "./report-files.mjs";
import { workspacesPart } from "./report-workspaces.mjs";
import { summarize } from "./statistics.mjs";

/** The whole page, in Markdown. */
export function report(results) {
  return `${[
    "# Benchmarks",
    introduction(results),
    conditions(results),
    goalsPart(results),
    filesPart(results),
    workspacesPart(results),
    extensionPart(results),
  ].join("\n\n")}\n`;
}

function introduction({ peerVersion }) {
  return `\`npm run bench\` measures SLOsmith's language server beside \`yaml-language-server\` ${peerVersion}, the newest version
for Node 20, which is given SLOsmith's own OpenSLO schemas. Both talk over standard input and output with the same
client, get the same generated documents and the same edits, and take turns: while one is measured the others wait.
Every round starts new processes.

The *floor* is a server that does nothing but parse the whole text with \`yaml\`, the parser of both. An edit that costs
less than the floor did not parse the whole text again; what costs more is the server's own work.

Three things to know about the peer:

- It waits 200 ms after an edit before it checks. The figures contain that wait, as people wait for it too.
- Its first diagnostics contain the reading of the schema. SLOsmith's schemas are compiled into it.
- Its definitions are those of YAML anchors only, and it does not look at other files.`;
}

function conditions({ machine, loadBefore, loadAfter, isQuick, plan }) {
  const busy = isBusy(loadBefore)
    ? `**These figures were taken on a busy machine** (load ${loadBefore.toFixed(1)} before the run, ${loadAfter.toFixed(1)} after it): times
are longer than they need be, p95 above all, and a missed goal in time may be met on a quiet one. Ratios compare what was
disturbed alike, but for the peer's wait of 200 ms, which no other work makes longer: after edits in small files the lead
looks smaller than it is. Memory and sizes are not touched.`
    : `The machine had nothing else to do (load ${loadBefore.toFixed(1)} before the run).`;
  const rounds = [...plan.files].map(
    ([size, { rounds, samples }]) => `${size.toLocaleString("en")}: ${rounds} x ${2 * samples}`,
  );
  return `## Conditions

${table(
  ["", ""],
  [
    ["Processor", machine.cpu],
    ["Memory", machine.memory],
    ["System", machine.system],
    ["Node", machine.node],
    ["Rounds x samples of each edit and question, by SLOs in the file", rounds.join("; ")],
  ],
  2,
)}

${isQuick ? "**A quick run:** few samples.\n\n" : ""}${busy}`;
}

function goalsPart(results) {
  const rows = goals(results).map(({ goal, limit, measured, quickest, verdict }) => [
    goal,
    limit,
    measured,
    quickest,
    verdict,
  ]);
  return `## Goals\n\n${table(["", "Goal", "Measured", "Quickest sample", ""], rows, 2)}`;
}

function extensionPart({ extension, vsixBytes }) {
  const summary = summarize(extension.samples);
  return `## Extension

Activation needs an editor and is not measured here, but for the loading of its bundle (${Math.round(extension.bytes / 1_000)} kB) with a
stand-in for \`vscode\`: ${milliseconds(summary.median)} median, ${milliseconds(summary.p95)} p95. The package has ${(vsixBytes / 1e6).toFixed(2)} MB.`;
}
