import pc from "picocolors";
import type { AspectChange, Direction } from "../../core/change/aspect";
import { verdict } from "../../core/change/objective-change";
import type { CliIo } from "../io";
import { printable, wrap } from "../words";
import type { DiffReport, PlacedChange } from "./compare";
import { closingWords, formerName, nameOf } from "./words";

type Colors = ReturnType<typeof pc.createColors>;

const MARKS: Readonly<Record<Direction, string>> = {
  looser: "looser",
  tighter: "tighter",
  mixed: "mixed",
  neither: "",
};
/** The widest mark and two blanks. */
const MARK_WIDTH = 9;

/** For people: each objective with what the change does to it, then what exactly is different. */
export function printDiffPretty(report: DiffReport, io: CliIo): void {
  const colors = pc.createColors(io.color);
  for (const change of report.changes) printChange(change, colors, io);
  for (const note of report.notes)
    for (const line of wrap(note, io.columns)) io.out(`${colors.yellow(line)}\n`);
  for (const line of wrap(closingWords(report), io.columns)) io.out(`${line}\n`);
}

function painted(change: PlacedChange, colors: Colors): string {
  const word = verdict(change);
  if (change.direction === "looser") return colors.red(word);
  if (change.direction === "tighter") return colors.green(word);
  return change.direction === "mixed" ? colors.yellow("loosened and tightened") : colors.blue(word);
}

function printChange(change: PlacedChange, colors: Colors, io: CliIo): void {
  const place = change.places.after ?? change.places.before;
  const at = place ? `${place.path}:${place.line}` : "";
  io.out(`${colors.bold(printable(at))}  ${painted(change, colors)}\n`);
  for (const line of wrap(nameOf(change), io.columns - 2)) io.out(`  ${colors.bold(line)}\n`);
  const former = formerName(change);
  if (former !== undefined) for (const line of wrap(`was ${former}`, io.columns - 2)) io.out(`  ${line}\n`);
  for (const line of wrap(change.sentence, io.columns - 2)) io.out(`  ${line}\n`);
  for (const aspect of change.aspects) printAspect(aspect, colors, io);
  if (change.becameUntiered) io.out(`  ${colors.yellow("It belongs to no tier.")}\n`);
  io.out("\n");
}

function printAspect(aspect: AspectChange, colors: Colors, io: CliIo): void {
  const { label, before, after, direction, inOne, details } = aspect;
  const mark = MARKS[direction].padEnd(MARK_WIDTH);
  const paint = direction === "looser" ? colors.red : direction === "tighter" ? colors.green : colors.yellow;
  const room = io.columns - 2 - MARK_WIDTH;
  const indent = " ".repeat(2 + MARK_WIDTH);
  const row = (text: string, first: boolean) => {
    for (const [at, line] of wrap(text, room - (first ? 0 : 2)).entries())
      io.out(`${first && at === 0 ? `  ${paint(mark)}` : indent}${first || at === 0 ? "" : "   "}${line}\n`);
  };
  if (inOne !== undefined) row(`${label}, ${inOne}`, true);
  else if (before === undefined && after === undefined) row(`${label}: changed`, true);
  else if (before === undefined) row(`${label}: added, ${after}`, true);
  else if (after === undefined) row(`${label}: removed, was ${before}`, true);
  else if (label.length + before.length + after.length + 6 <= room)
    row(`${label}: ${before} -> ${after}`, true);
  else {
    row(`${label}:`, true);
    row(`   ${before}`, false);
    row(`-> ${after}`, false);
  }
  for (const detail of details ?? []) row(detail, false);
}
