// The page's part on a single open file.
import { EDIT_KINDS, EDIT_TITLES } from "./edited-text.mjs";
import { amount, mebibytes, table, times } from "./figures.mjs";
import { edits, starts } from "./goals.mjs";
import { ratio, summarize } from "./statistics.mjs";

const QUESTIONS = ["hover", "completion", "definition"];
const SERVERS = ["slosmith", "peer", "floor"];
const PAIR = ["SLOsmith median", "p95", "yaml-language-server median", "p95", "times as long"];
const FLOOR = ["floor median", "SLOsmith to floor"];

/** Everything that was measured on files of one to a thousand SLOs. */
export function filesPart(results) {
  const { files } = results;
  const simple = (measure) =>
    rows(files, (samples) => [{ words: [], of: (server) => samples.of(server, measure) }]);
  const edited = rows(files, (samples) => [
    ...EDIT_KINDS.map((kind) => ({
      words: [EDIT_TITLES[kind]],
      of: (server) => samples.of(server, `edit ${kind}`),
    })),
    { words: ["all"], of: (server) => edits(samples, server) },
  ]);
  const asked = rows(files, (samples) =>
    QUESTIONS.map((question) => ({ words: [question], of: (server) => samples.of(server, question) })),
  );
  const start = { words: [], of: (server) => starts(results, server) };
  return `## One file

1,000 SLOs are ${Math.round(results.largestFileBytes / 1_000)} kB. Times in ms.

### Start

From the start of the process to its answer to \`initialize\`.

${table([...PAIR, ...FLOOR], [figures(start)], 0)}

### First diagnostics

From opening the file, in a process that has seen no other SLO, to the first diagnostics.

${table(["SLOs", ...PAIR, ...FLOOR], simple("first"))}

The same in processor time of the whole process, in steps of 10 ms. Other work on the machine disturbs it less.

${table(["SLOs", ...PAIR, ...FLOOR], simple("first cpu"))}

### Edit to diagnostics

From sending one edit to receiving the diagnostics of the text with it.

${table(["SLOs", "edit", ...PAIR, ...FLOOR], edited, 2)}

### Asked straight after an edit

From sending an edit, and the question right behind it, to the answer.

${table(
  ["SLOs", "question", ...PAIR],
  asked.map((row) => row.slice(0, -FLOOR.length)),
  2,
)}
${unanswered(files)}
### Peak memory

The most that the process had resident (\`VmHWM\`), after all of the above.

${table(["SLOs", "SLOsmith", "yaml-language-server", "floor"], memoryRows(files))}`;
}

/** The most memory of each server, by size. */
export function memoryRows(measured) {
  return [...measured].map(([size, samples]) => [
    size.toLocaleString("en"),
    ...SERVERS.map((server) => {
      const kib = samples.of(server, "memory");
      return kib.length > 0 ? mebibytes(Math.max(...kib)) : "";
    }),
  ]);
}

function rows(files, measures) {
  return [...files].flatMap(([size, samples]) =>
    measures(samples).map((measure) => [size.toLocaleString("en"), ...measure.words, ...figures(measure)]),
  );
}

function figures({ of }) {
  const [own, peer, floor] = SERVERS.map((server) => summarize(of(server)));
  const pair = (summary) => (summary ? [amount(summary.median), amount(summary.p95)] : ["not offered", ""]);
  return [
    ...pair(own),
    ...pair(peer),
    times(ratio(peer, own)),
    floor ? amount(floor.median) : "",
    times(ratio(own, floor)),
  ];
}

/** Answers that held nothing are quick ones: they are told beside the figures. */
function unanswered(files) {
  const names = { slosmith: "SLOsmith", peer: "yaml-language-server" };
  const lines = Object.keys(names).flatMap((server) =>
    QUESTIONS.flatMap((question) => {
      const count = (measure) =>
        [...files.values()].reduce((sum, samples) => sum + samples.of(server, measure).length, 0);
      const empty = count(`${question} unanswered`);
      if (empty === 0) return [];
      return [
        `${names[server]} had nothing to say to ${empty} of ${count(question)} questions for ${question}.`,
      ];
    }),
  );
  return lines.length > 0 ? `\n${lines.join("\n")}\n` : "";
}
