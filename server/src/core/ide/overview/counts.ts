import type { RuleSettings } from "../../rules/run";
import type { FileFinding, SourceFile, Workspace } from "../../workspace";
import type { ObjectRow } from "./row";

/** How many findings there are. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
}

export const NO_FINDINGS: Counts = { errors: 0, warnings: 0 };

/** Findings of a file, by what they stand on. */
export interface FileCounts {
  /** By the row of the innermost thing that they stand on: an objective, else an object. */
  readonly of: ReadonlyMap<object, Counts>;
  /** Those that stand on no object: YAML that cannot be read, a header that is none. */
  readonly rest: Counts;
}

/** An object of a file with the offset of its YAML document. */
export interface PlacedRow {
  readonly row: ObjectRow;
  readonly start: number;
}

/**
 * Counts the errors and warnings of a file.
 *
 * @param accepts which findings are known to stand: while files are still being read, not all are
 */
export function countFindings(
  workspace: Workspace,
  file: SourceFile,
  rows: readonly PlacedRow[],
  settings: RuleSettings,
  accepts: (finding: FileFinding) => boolean,
): FileCounts {
  const of = new Map<object, Counts>();
  let rest = NO_FINDINGS;
  for (const finding of workspace.check(file.uri, settings).findings) {
    const one = ONE_OF[finding.severity as keyof typeof ONE_OF];
    if (!one || !accepts(finding)) continue;
    const owner = innermost(rows, finding);
    if (!owner) {
      rest = plus(rest, one);
      continue;
    }
    const row = owner.row.objectives.find(({ span }) => holds(span, owner.start, finding)) ?? owner.row;
    of.set(row, plus(of.get(row) ?? NO_FINDINGS, one));
  }
  return { of, rest };
}

const ONE_OF = { error: { errors: 1, warnings: 0 }, warning: { errors: 0, warnings: 1 } } as const;

export function plus(a: Counts, b: Counts): Counts {
  return { errors: a.errors + b.errors, warnings: a.warnings + b.warnings };
}

/** The smallest object that a finding stands in: a file of several SLOs is an object too. */
function innermost(rows: readonly PlacedRow[], finding: FileFinding): PlacedRow | undefined {
  let found: PlacedRow | undefined;
  const length = ({ row }: PlacedRow) => row.span.end - row.span.start;
  for (const placed of rows) {
    if (!holds(placed.row.span, placed.start, finding)) continue;
    if (!found || length(placed) < length(found)) found = placed;
  }
  return found;
}

function holds(span: { start: number; end: number }, offset: number, { span: at }: FileFinding): boolean {
  return span.start + offset <= at.start && at.start <= span.end + offset;
}
