// What is to be reached, and whether it was.
import { EDIT_KINDS } from "./edited-text.mjs";
import { mebibytes, milliseconds, times } from "./figures.mjs";
import { ratio, summarize } from "./statistics.mjs";

/** The samples of all kinds of edits together. */
export function edits(samples, server) {
  return EDIT_KINDS.flatMap((kind) => samples.of(server, `edit ${kind}`));
}

/** The time of all processes' starts, whatever they were asked later. */
export function starts({ files }, server) {
  return [...files.values()].flatMap((samples) => samples.of(server, "initialize"));
}

/** Every goal with what was measured: rows of `goal`, `limit`, `measured`, `quickest` and `verdict`. */
export function goals(results) {
  return [
    time("`initialize`, median", 150, summarize(starts(results, "slosmith")), "median"),
    ...[...results.files].flatMap(([size, samples]) => fileGoals(size, samples)),
    ...[...results.workspaces].flatMap(([count, measured]) => workspaceGoals(count, measured)),
    time(
      "Loading the extension's bundle, a part of its activation, median",
      50,
      summarize(results.extension.samples),
      "median",
    ),
    atMost(
      "Package",
      { limit: 1.5, words: "1.5 MB", format: (value) => `${value.toFixed(2)} MB` },
      results.vsixBytes / 1e6,
    ),
  ];
}

function fileGoals(size, samples) {
  const at = `${size.toLocaleString("en")} SLO${size === 1 ? "" : "s"}`;
  const of = (measure) => summarize(samples.of("slosmith", measure));
  const own = summarize(edits(samples, "slosmith"));
  const lead = { 1: 20, 1000: 80 }[size];
  const toFloor = ratio(of("first"), summarize(samples.of("floor", "first")));
  return [
    time(`${at}: edit to diagnostics, p95`, 10, own, "p95"),
    ...(lead
      ? [
          atLeast(
            `${at}: how much quicker than the peer`,
            lead,
            ratio(summarize(edits(samples, "peer")), own),
          ),
        ]
      : []),
    time(`${at}: hover after an edit, p95`, 3, of("hover"), "p95"),
    time(`${at}: completion after an edit, p95`, 10, of("completion"), "p95", "not offered"),
    atMost(`${at}: first diagnostics to a bare parse`, ofTheFloor(1.15), toFloor),
    ...(size === 1000
      ? [atMost(`${at}: peak memory`, memory(150), largest(samples.of("slosmith", "memory")))]
      : []),
  ];
}

function workspaceGoals(count, { samples, check }) {
  if (count !== 10_000) return [];
  const at = "10,000 files";
  const toFloor = (from, measure) =>
    ratio(summarize(from.of("slosmith", measure)), summarize(from.of("floor", measure)));
  return [
    atMost(`${at}: reading them to bare parsing`, ofTheFloor(1.3), toFloor(samples, "index")),
    time(`${at}: keystroke meanwhile, p95`, 20, summarize(samples.of("slosmith", "typing")), "p95"),
    atMost(`${at}: peak memory`, memory(400), largest(samples.of("slosmith", "memory"))),
    ...(check
      ? [atMost(`${at}: \`slosmith check\` to bare parsing`, ofTheFloor(1.3), toFloor(check, "check"))]
      : []),
  ];
}

function ofTheFloor(limit) {
  return { limit, words: `${limit}x`, format: times };
}

function memory(mebi) {
  return { limit: mebi * 1024, words: `${mebi} MiB`, format: mebibytes };
}

function largest(samples) {
  return samples.length > 0 ? Math.max(...samples) : undefined;
}

function time(goal, limit, summary, measure, otherwise) {
  const row = atMost(
    goal,
    { limit, words: `${limit} ms`, format: milliseconds },
    summary?.[measure],
    otherwise,
  );
  return { ...row, quickest: summary ? milliseconds(summary.least) : "" };
}

function atMost(goal, { limit, words, format }, value, otherwise = "not measured") {
  const row = { goal, limit: `at most ${words}`, quickest: "" };
  if (value === undefined) return { ...row, measured: "", verdict: otherwise };
  return { ...row, measured: format(value), verdict: value <= limit ? "met" : "missed" };
}

function atLeast(goal, limit, value) {
  const row = { goal, limit: `at least ${limit}x`, quickest: "" };
  if (value === undefined) return { ...row, measured: "", verdict: "not measured" };
  return { ...row, measured: times(value), verdict: value >= limit ? "met" : "missed" };
}
