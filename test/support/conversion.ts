import type { Conversion } from "../../server/src/core/convert/convert";
import { gather } from "../../server/src/core/convert/gather";
import { convertFile } from "../../server/src/core/ide/convert-file";
import { viewOf } from "../../server/src/core/ide/lookup";
import { type Duration, durationSeconds } from "../../server/src/core/math/duration";
import type { Rational } from "../../server/src/core/math/rational";
import type { Measure, PortableSlo } from "../../server/src/core/model/portable-slo";
import { canonical } from "../../server/src/core/promql/canonical";
import { parsePromql } from "../../server/src/core/promql/parse";
import { restOfTotal } from "../../server/src/core/promql/window-forms";
import type { FileFinding, Workspace } from "../../server/src/core/workspace";
import { uriOf, workspaceOf } from "./workspace";

export interface Converted extends Conversion {
  /** What is found in the result and was not in the source: `code: what`. */
  readonly fresh: readonly string[];
}

/** Converts a file of a workspace. */
export function conversionOf(workspace: Workspace, name: string, to: string): Conversion {
  const conversion = convertFile(workspace, uriOf(name), to);
  if (!conversion) throw new Error(`${name} is not there, or ${to} is no format.`);
  return conversion;
}

/** Converts a file of a workspace, and checks the result in a workspace of its own. */
export function converted(workspace: Workspace, name: string, to: string): Converted {
  const conversion = conversionOf(workspace, name, to);
  const before = new Set(gravest(workspace.check(uriOf(name)).findings).map(({ code }) => code));
  const after = filesOf(conversion, to).flatMap((text) => findingsOf(text));
  const fresh = after
    .filter(({ code }) => !before.has(code))
    .map(({ code, message }) => `${code}: ${message.what}`);
  return { ...conversion, fresh };
}

/** The files that a result makes: Pyrra reads one object from each. */
export function filesOf({ text, documents }: Conversion, to: string): readonly string[] {
  return to === "pyrra" ? documents : documents.length > 0 ? [text] : [];
}

/** Errors and warnings of a text that stands alone. */
export function findingsOf(text: string): FileFinding[] {
  const { findings, faults } = workspaceOf([{ name: "result.yaml", text }]).check(uriOf("result.yaml"));
  if (faults.length > 0) throw new Error(faults.map(({ code, message }) => `${code}: ${message}`).join("; "));
  return gravest(findings);
}

function gravest(findings: readonly FileFinding[]): FileFinding[] {
  return findings.filter(({ severity }) => severity === "error" || severity === "warning");
}

/** What an SLO promises, in one spelling: equal where two formats say the same. */
export interface Meaning {
  readonly name: string;
  readonly target: string;
  readonly seconds: string;
  readonly measure: string;
  readonly service: string | undefined;
  readonly alerts: string;
}

/** What the SLOs of a file promise. */
export function meaningsOf(text: string): Meaning[] {
  return portableSlos(workspaceOf([{ name: "source.yaml", text }]), "source.yaml").flatMap(
    ({ name, objectives, window, service, alerts }) =>
      objectives.map(({ target, indicator }) => ({
        name,
        target: target.toFraction(),
        seconds: `${window.kind} ${durationSeconds(window.duration).toFraction()}`,
        measure: spelled(indicator.measure),
        service: service?.name,
        alerts: [...new Set(alerts.flatMap(({ conditions }) => conditions.map(rateOf)))].sort().join(),
      })),
  );
}

function rateOf({ burn, lookback }: { burn: Rational; lookback: Duration }): string {
  return `${Number(burn).toFixed(3)} over ${durationSeconds(lookback).toFraction()}`;
}

/** The SLOs of a file of a workspace, on their way to no format. */
export function portableSlos(workspace: Workspace, name: string): readonly PortableSlo[] {
  const nowhere = {
    id: "nowhere",
    title: "Nowhere",
    write: () => ({ documents: [], notes: [], refused: [] }),
  };
  const slots = workspace.files.get(uriOf(name))?.slots ?? [];
  return gather(slots, viewOf(workspace, uriOf(name)), [], nowhere).slos;
}

/** A measure by its bad events, since formats differ in whether they count those or the good ones. */
function spelled(measure: Measure): string {
  if (measure.kind !== "events") {
    return measure.kind === "other" ? "other" : `${measure.kind} ${spelling(measure.query)}`;
  }
  const { part, counted, total } = measure;
  const bad = part === "bad" ? counted : restOfTotal(counted, total);
  return `${bad === undefined ? `all but ${spelling(counted)}` : spelling(bad)} of ${spelling(total)}`;
}

/** `rate` and `increase` make the same ratio. */
function spelling(query: string): string {
  const { expr } = parsePromql(query);
  const text = expr && canonical(expr);
  if (text === undefined) throw new Error(`No one spelling of ${query}`);
  return text.replaceAll("increase(", "rate(");
}
