import type { AspectChange } from "../../core/change/aspect";
import { verdict } from "../../core/change/objective-change";
import { code, message } from "../../core/ide/markdown";
import type { CliIo } from "../io";
import { plural, printable } from "../words";
import type { DiffReport, PlacedChange } from "./compare";
import { type Failure, failing } from "./fail-on";
import { closingWords, formerName, nameOf, sidesOf } from "./words";

/** A comment on a pull request is cut by its host at 65,536 characters: details stop well before. */
const MOST_CHARACTERS = 50_000;
/** No longer text of a file is shown in a comment. */
const LONGEST_TEXT = 600;

/** For a comment on a pull request: a table, and what exactly is different folded away below it. */
export function printDiffMarkdown(report: DiffReport, failed: readonly Failure[], io: CliIo): void {
  const { changes, notes } = report;
  const { from, to } = sidesOf(report);
  const parts = ["### What this change does to SLOs", ""];
  if (changes.length === 0) parts.push(inMarkdown(closingWords(report)), "");
  else {
    const counts = closingWords(report).slice(`From ${from} to ${to}: `.length);
    parts.push(`From ${code(from)} to ${to === "the working tree" ? to : code(to)}: ${counts}`, "");
    parts.push("| | Objective | What changes | Tier |", "|---|---|---|---|", ...changes.map(row), "");
  }
  for (const failure of failed)
    parts.push(
      `**Not allowed here: ${failure}** (${plural(failing(failure, changes).length, "objective")}).`,
      "",
    );
  for (const note of notes) parts.push(`> ${inMarkdown(note)}`, "");
  const details = changes.filter(({ aspects }) => aspects.length > 0);
  if (details.length > 0) parts.push(...detailsOf(details));
  io.out(`${printable(parts.join("\n").trimEnd())}\n`);
}

function row(change: PlacedChange): string {
  const tier = change.after?.tier ?? change.before?.tier;
  const name = tier?.resolved?.definition.object.name?.value ?? tier?.claimed;
  const former = formerName(change);
  const was = former === undefined ? "" : ` (was ${code(former)})`;
  const cells = [
    label(change),
    `${code(nameOf(change))}${was}`,
    inMarkdown(change.sentence),
    name === undefined ? (change.becameUntiered ? "**none**" : "none") : code(name),
  ];
  return `| ${cells.map(inCell).join(" | ")} |`;
}

function label(change: PlacedChange): string {
  if (change.direction === "mixed") return "**loosened** and tightened";
  const word = verdict(change);
  return change.direction === "looser" ? `**${word}**` : word;
}

function detailsOf(changes: readonly PlacedChange[]): string[] {
  const parts = ["<details>", "<summary>Details</summary>", ""];
  let length = 0;
  let left = changes.length;
  for (const change of changes) {
    const place = change.places.after ?? change.places.before;
    const block = [
      `#### ${code(nameOf(change))}`,
      ...(place ? ["", `${code(`${place.path}:${place.line}`)}, ${label(change)}`] : []),
      "",
      ...change.aspects.flatMap(item),
      "",
    ];
    length += block.join("\n").length;
    if (length > MOST_CHARACTERS) break;
    parts.push(...block);
    left--;
  }
  if (left > 0) parts.push(`${plural(left, "objective")} more: \`slosmith diff\` tells of them.`, "");
  return [...parts, "</details>"];
}

function item({ aspect, label: what, before, after, direction, inOne, details }: AspectChange): string[] {
  const side = direction === "neither" ? "" : ` (${direction})`;
  // A query is code; what else is said of an aspect is words.
  const shown = (text: string) =>
    aspect === "indicator" && !text.includes("which is not in these files")
      ? code(text, LONGEST_TEXT)
      : inMarkdown(text);
  const head = `- **${inMarkdown(what)}**${side}:`;
  const lines =
    inOne !== undefined
      ? [`${head} ${inMarkdown(inOne)}`]
      : before === undefined && after === undefined
        ? [`${head} changed`]
        : before === undefined
          ? [`${head} added, ${shown(after ?? "")}`]
          : after === undefined
            ? [`${head} removed, was ${shown(before)}`]
            : [`${head} ${shown(before)} -> ${shown(after)}`];
  return [...lines, ...(details ?? []).map((detail) => `  - ${inMarkdown(detail)}`)];
}

/** Words with code in backticks. Nobody is called by what a file holds, and no issue is linked. */
function inMarkdown(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .split(/(`[^`]+`)/)
    .map((part, at) => (at % 2 === 1 ? part : uncalled(message(part))))
    .join("");
}

function uncalled(words: string): string {
  return words
    .replaceAll(/@(?=\w)/g, "@<!-- -->")
    .replaceAll("-\\>", "->")
    .replaceAll("\\$", "$");
}

/** In a table a bar ends a cell, even inside of code. */
function inCell(text: string): string {
  return text.replaceAll(/(?<!\\)\|/g, "\\|");
}
