import type { Selector } from "../../../promql/expr";
import { selectorsIn } from "../../../promql/walk";
import { slisOf } from "../../../rules/indicator/slis";
import { catalogue } from "../../../signals/catalogue";
import type { SignalFamily } from "../../../signals/signal";
import type { Workspace } from "../../../workspace";

/** A label's values by how they are compared. */
export interface SeenLabel {
  /** After `=` and `!=`. */
  readonly values: Set<string>;
  /** After `=~` and `!~`. */
  readonly patterns: Set<string>;
}

/** A metric that is known by name, and the labels that it was seen with. */
export interface SeenMetric {
  readonly name: string;
  readonly labels: Map<string, SeenLabel>;
  /** How often the workspace's queries name it; 0 for one that only the catalogue knows. */
  uses: number;
  /** The catalogue's row that names it as an example. */
  family?: SignalFamily;
  /** A rule of the workspace records it. */
  recorded?: true;
}

/** All metrics that the workspace's queries and recording rules name, and those that the catalogue does. */
export function seenMetrics(workspace: Workspace): ReadonlyMap<string, SeenMetric> {
  const seen = new Map<string, SeenMetric>();
  for (const selector of selectorsOf(workspace)) {
    if (!selector.metric) continue;
    const metric = entryOf(seen, selector.metric.name);
    metric.uses++;
    for (const { label, op, value, templated } of selector.matchers) {
      if (templated) noteLabel(metric, label);
      else noteLabel(metric, label, op, value);
    }
  }
  for (const { slots } of workspace.files.values()) {
    for (const { document } of slots) {
      for (const { body } of document.beside) {
        if (body.type !== "recordingRules") continue;
        for (const { record } of body.rules) entryOf(seen, record.value).recorded = true;
      }
    }
  }
  for (const family of catalogue) {
    if (family.source === "prometheus")
      for (const example of family.examples ?? []) noteExample(seen, family, example);
  }
  return seen;
}

function selectorsOf(workspace: Workspace): Selector[] {
  const found: Selector[] = [];
  for (const { slots } of workspace.files.values()) {
    for (const { document } of slots) {
      for (const object of document.objects) {
        for (const { metrics } of slisOf(object)) {
          for (const { queryText } of metrics) {
            const expr = queryText?.promql.expr;
            if (expr) found.push(...selectorsIn(expr));
          }
        }
      }
      for (const { body } of document.beside) {
        if (body.type !== "recordingRules") continue;
        for (const { expr } of body.rules) if (expr.promql.expr) found.push(...selectorsIn(expr.promql.expr));
      }
    }
  }
  return found;
}

function entryOf(seen: Map<string, SeenMetric>, name: string): SeenMetric {
  const known = seen.get(name);
  if (known) return known;
  const made: SeenMetric = { name, labels: new Map(), uses: 0 };
  seen.set(name, made);
  return made;
}

function noteLabel(metric: SeenMetric, label: string, op = "", value = ""): void {
  let known = metric.labels.get(label);
  if (!known) {
    known = { values: new Set(), patterns: new Set() };
    metric.labels.set(label, known);
  }
  if (op !== "") (op.endsWith("~") ? known.patterns : known.values).add(value);
}

/** `name` or `name{label="value"}`. */
function noteExample(seen: Map<string, SeenMetric>, family: SignalFamily, example: string): void {
  const name = /^[\w:]+/.exec(example)?.[0];
  if (name === undefined) return;
  const metric = entryOf(seen, name);
  metric.family ??= family;
  for (const [, label = "", op = "", value = ""] of example.matchAll(/(\w+)(=~?|!=|!~)"([^"]*)"/g)) {
    noteLabel(metric, label, op, value);
  }
}
