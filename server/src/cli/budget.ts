import pc from "picocolors";
import type { Preview, PreviewPart, PreviewTable } from "../core/ide/preview";
import { previewOf } from "../core/ide/preview";
import { choice, parseCommandLine } from "./arguments";
import { type CheckedFile, readSources } from "./input/sources";
import { type CliIo, EXIT_OK } from "./io";
import { plural, wrap } from "./words";

export const BUDGET_USAGE = `slosmith budget [paths] [--format pretty|json] [--root DIR]

Prints the error budget of every objective: per hour, day, week, 28, 30 and 90
days, this calendar month, quarter and year, and what its alerts take to fire.

  --format FORMAT   pretty (default) or json
  --root DIR        where to look up references (default: the repository of the
                    files)

Exit code: 0, or 2 if the call is wrong.
`;

interface FileBudgets extends CheckedFile {
  readonly preview: Preview;
}

/** `slosmith budget`. */
export async function budget(argv: readonly string[], io: CliIo): Promise<number> {
  const { paths, flags } = parseCommandLine(argv, {
    format: { type: "string", default: "pretty" },
    root: { type: "string" },
    help: { type: "boolean", short: "h" },
  });
  if (flags.help) {
    io.out(BUDGET_USAGE);
    return EXIT_OK;
  }
  const format = choice("format", flags.format, ["pretty", "json"]);
  const root = typeof flags.root === "string" ? flags.root : undefined;
  const { workspace, files } = await readSources(paths, root, io);
  const nowEpochMs = io.now();
  const budgets = files
    .map((file): FileBudgets => ({ ...file, preview: previewOf(workspace, file.uri, { nowEpochMs }) }))
    .filter(({ preview }) => preview.sections.length > 0);
  if (format === "json") printJson(budgets, io);
  else printPretty(budgets, files.length, io);
  return EXIT_OK;
}

function printJson(budgets: readonly FileBudgets[], io: CliIo): void {
  const files = budgets.map(({ path, preview }) => ({
    path,
    objects: preview.sections.map(({ kind, name, title, parts, tables }) => ({
      kind,
      name: name ?? title,
      objectives: parts.map(
        ({ title: objective, summary, sentences, assumptions, budgets: table, alerts }) => ({
          title: objective,
          summary,
          sentences,
          assumptions,
          ...(table ? { budgets: records(table) } : {}),
          ...(alerts ? { alerts: records(alerts) } : {}),
        }),
      ),
      tables: tables.map((table) => ({ caption: table.caption, rows: records(table) })),
    })),
  }));
  io.out(`${JSON.stringify({ version: 1, files }, null, 2)}\n`);
}

/** A table's rows by the names of its columns. */
function records(table: PreviewTable): Record<string, unknown>[] {
  const [head, ...rest] = table.columns;
  return table.rows.map((row) => ({
    [head?.id ?? "row"]: row.label,
    ...(row.detail === undefined ? {} : { detail: row.detail }),
    ...Object.fromEntries(rest.map((column, index) => [column.id, row.cells[index] ?? ""])),
    ...(row.declared ? { declared: true } : {}),
    ...(row.notMeasurable === undefined ? {} : { notMeasurable: row.notMeasurable }),
  }));
}

function printPretty(budgets: readonly FileBudgets[], asked: number, io: CliIo): void {
  const colors = pc.createColors(io.color);
  for (const { path, preview } of budgets) {
    io.out(`${colors.bold(path)}\n`);
    for (const section of preview.sections) {
      const name = section.name === undefined ? "" : `  ${colors.dim(section.name)}`;
      io.out(`\n  ${colors.bold(section.title)}${name}\n`);
      for (const part of section.parts) printPart(part, section.title, io);
      for (const table of section.tables) printTable(table, io);
    }
    io.out("\n");
  }
  if (budgets.length === 0) {
    io.out(`No SLO and no tier found in ${plural(asked, "YAML file")}.\n`);
    return;
  }
  for (const note of budgets[0]?.preview.notes ?? []) {
    for (const line of wrap(note, io.columns)) io.out(`${colors.dim(line)}\n`);
  }
}

function printPart(part: PreviewPart, objectTitle: string, io: CliIo): void {
  const colors = pc.createColors(io.color);
  // An objective without a name of its own goes by its object's, which stands above already.
  const heads = [part.title === objectTitle ? undefined : part.title, part.summary];
  const head = heads.filter((words) => words !== undefined).join(": ");
  io.out(head === "" ? "\n" : `\n  ${head}\n`);
  for (const sentence of part.sentences)
    for (const line of wrap(sentence, io.columns - 2)) io.out(`  ${line}\n`);
  if (part.budgets) printTable(part.budgets, io);
  if (part.alerts) printTable(part.alerts, io);
  if (part.assumptions.length > 0) io.out(`\n  ${colors.dim("Assumed")}\n`);
  for (const text of part.assumptions) {
    for (const line of wrap(text, io.columns - 4)) io.out(`    ${colors.dim(line)}\n`);
  }
}

/** A table in columns; where the terminal is too narrow for it, each row as a short list. */
function printTable(table: PreviewTable, io: CliIo): void {
  const colors = pc.createColors(io.color);
  const header = table.columns.map((column) => column.label);
  const rows = table.rows.map((row) => ({ row, cells: [mark(row.declared) + row.label, ...row.cells] }));
  const widths = header.map((label, at) =>
    Math.max(label.length, ...rows.map(({ cells }) => cells[at]?.length ?? 0)),
  );
  io.out(`\n  ${colors.dim(table.caption)}\n`);
  if (widths.reduce((sum, width) => sum + width + 2, 2) > io.columns) {
    for (const { row, cells } of rows) printList(header, cells, row.detail, io);
    return;
  }
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  ");
  io.out(`  ${colors.dim(line(header))}\n`);
  for (const { row, cells } of rows) {
    const text = line(cells);
    const remark = row.notMeasurable ?? row.detail;
    const fits = remark !== undefined && remark.length <= io.columns - text.length - 4;
    io.out(`  ${row.declared ? colors.bold(text) : text}${fits ? `  ${colors.dim(remark)}` : ""}\n`);
    // Dates may be left out where there is no room; that a budget cannot be measured may not.
    if (!fits && row.notMeasurable) io.out(`      ${colors.dim(row.notMeasurable)}\n`);
  }
}

function printList(
  header: readonly string[],
  cells: readonly string[],
  detail: string | undefined,
  io: CliIo,
): void {
  io.out(`  ${cells[0] ?? ""}${detail === undefined ? "" : `  (${detail})`}\n`);
  for (let at = 1; at < cells.length; at++) {
    if (cells[at] === "") continue;
    for (const [index, line] of wrap(`${header[at]}: ${cells[at]}`, io.columns - 8).entries()) {
      io.out(`${index === 0 ? "      " : "        "}${line}\n`);
    }
  }
}

function mark(declared: boolean | undefined): string {
  return declared ? "> " : "  ";
}
