import { checkPromql } from "../../server/src/core/promql/check";
import { isMetricsQlOnly } from "../../server/src/core/promql/functions";
import { parsePromql } from "../../server/src/core/promql/parse";
import { visit } from "../../server/src/core/promql/walk";
import { askPromtool, type PromtoolVerdict } from "./promtool";

/** What we say of a query: nothing where we take it, or the first fault. */
export function ourVerdict(text: string): string | undefined {
  const query = parsePromql(text);
  const fault = [...query.faults, ...checkPromql(query)][0];
  if (fault !== undefined) return `${fault.kind}: ${fault.what}`;
  let metricsQl: string | undefined;
  if (query.expr !== undefined) {
    visit(query.expr, (expr) => {
      if (expr.kind === "call" && isMetricsQlOnly(expr.name)) metricsQl = expr.name;
    });
  }
  // A function of VictoriaMetrics is no fault, but Prometheus does refuse it.
  return metricsQl === undefined ? undefined : `MetricsQL: ${metricsQl}`;
}

/** A query on which we and promtool do not agree. */
export interface Difference {
  readonly query: string;
  readonly ours: string | undefined;
  readonly theirs: PromtoolVerdict;
  readonly kind: string;
  /** We mean to differ here. */
  readonly known: boolean;
}

/** Where promtool 2.42 and we differ on purpose. */
export interface KnownKind {
  /** A heading of `docs/promtool.md`. */
  readonly kind: string;
  readonly query?: RegExp;
  readonly theirs?: RegExp;
  readonly ours?: RegExp;
}

export const KNOWN: readonly KnownKind[] = [
  {
    kind: "Lengths of time and numbers for each other",
    theirs:
      /missing unit character in duration|unexpected duration|in offset, expected duration|bad number or duration/,
  },
  // promtool 2.42 calls a length of time among arguments a comma too many.
  {
    kind: "Lengths of time and numbers for each other",
    query: /\d[smhdwy]\b/,
    theirs: /trailing commas not allowed/,
  },
  { kind: "Names in quotes", theirs: /unexpected string .* in (?:label matching|grouping opts)/ },
  {
    kind: "Calculated lengths of time",
    theirs: /in (?:subquery or range|subquery selector|offset|@), expected/,
  },
  {
    kind: "Newer functions and operators",
    query: /\b(?:start|end|step|range)\s*\(|[<>]\//,
    theirs: /unexpected/,
  },
  { kind: "Functions taken out", theirs: /unknown function with name "holt_winters"/ },
  { kind: "Words behind a range", ours: /does not belong into a range/ },
];

function isKnown(
  known: KnownKind,
  query: string,
  ours: string | undefined,
  theirs: PromtoolVerdict,
): boolean {
  const side = ours === undefined ? known.theirs : known.ours;
  return side?.test(ours ?? theirs ?? "") === true && (known.query?.test(query) ?? true);
}

/** The queries on which the acceptance differs. */
export function differences(queries: readonly string[]): Difference[] {
  const verdicts = askPromtool(queries);
  return queries.flatMap((query, i) => {
    const theirs = verdicts[i];
    const ours = ourVerdict(query);
    if ((ours === undefined) === (theirs === undefined)) return [];
    const plain = {
      query,
      ours,
      theirs,
      kind: ours === undefined ? "only promtool refuses" : "only we refuse",
    };
    const known = KNOWN.find((one) => isKnown(one, query, ours, theirs));
    return [{ ...plain, kind: known?.kind ?? plain.kind, known: known !== undefined }];
  });
}

/** The differences by kind, with a few of each, for the test's output. */
export function listed(found: readonly Difference[], examples = 5): string {
  const kinds = new Map<string, Difference[]>();
  for (const one of found) kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), one]);
  return [...kinds]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([kind, of]) =>
      [`${of.length} × ${kind}`, ...of.slice(0, examples).map((one) => `    ${shown(one)}`)].join("\n"),
    )
    .join("\n");
}

function shown({ query, ours, theirs }: Difference): string {
  return `${JSON.stringify(query)}\n      ${ours === undefined ? `promtool: ${theirs}` : `we: ${ours}`}`;
}
