// The page's part on folders of many files.
import { amount, mebibytes, table, times } from "./figures.mjs";
import { memoryRows } from "./report-files.mjs";
import { ratio, summarize } from "./statistics.mjs";

/** Everything that was measured on folders, and on the command line. */
export function workspacesPart({ workspaces }) {
  const perFolder = (cells) =>
    [...workspaces].map(([count, measured]) => [count.toLocaleString("en"), ...cells(measured)]);
  const reading = perFolder(({ samples }) => {
    const of = (server, measure) => summarize(samples.of(server, measure));
    const [own, floor] = [of("slosmith", "index"), of("floor", "index")];
    return [
      amount(own.median),
      amount(floor.median),
      times(ratio(own, floor)),
      times(ratio(of("slosmith", "index cpu"), of("floor", "index cpu"))),
      of("slosmith", "progress").median.toLocaleString("en"),
    ];
  });
  const keys = perFolder(({ samples }) => {
    const own = ["typing", "edit", "tier"].map((measure) => summarize(samples.of("slosmith", measure)));
    const peer = summarize(samples.of("peer", "edit"));
    return [
      ...own.flatMap((one) => (one ? [amount(one.median), amount(one.p95)] : ["", ""])),
      amount(peer.median),
    ];
  });
  const memory = memoryRows(new Map([...workspaces].map(([count, { samples }]) => [count, samples])));
  return `## Folders of many files

One SLO a file, and files for the tiers, services and alert policies that all of them share. The peer does not read
folders: its figures are those of one open file.

### Reading the folder

From \`initialized\` to a server that knows every file, beside a bare parse of all of them.

${table(
  [
    "files",
    "SLOsmith median ms",
    "floor median ms",
    "SLOsmith to floor",
    "in processor time",
    "progress reports",
  ],
  reading,
)}

### Keystrokes

To the diagnostics of an open file, while the folder is being read and afterwards. An edit of a tier is done when the last
of seven open SLOs has other diagnostics for it. Times in ms.

${table(
  [
    "files",
    "while reading median",
    "p95",
    "afterwards median",
    "p95",
    "tier median",
    "p95",
    "yaml-language-server median",
  ],
  keys,
)}

### Peak memory

${table(["files", "SLOsmith", "yaml-language-server", "floor"], memory)}

${checksPart(workspaces)}`;
}

function checksPart(workspaces) {
  const rows = [...workspaces].flatMap(([count, { check }]) => {
    if (!check) return [];
    const of = (server, measure) => summarize(check.of(server, measure));
    return ["slosmith", "floor"].map((server) => [
      count.toLocaleString("en"),
      server === "slosmith" ? "`slosmith check`" : "floor",
      amount(of(server, "check").median),
      amount(of(server, "check").p95),
      amount(of(server, "cpu").median),
      mebibytes(of(server, "memory").median),
      server === "slosmith" ? times(ratio(of("slosmith", "check"), of("floor", "check"))) : "",
    ]);
  });
  const heads = ["files", "", "median ms", "p95 ms", "processor ms", "peak memory", "to floor"];
  return `### \`slosmith check\`

Whole processes, from their start to their end.

${table(heads, rows, 2)}`;
}
