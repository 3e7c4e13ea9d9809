import type { ObjectKind, Reference, SpecObject } from "../../model/spec-object";
import type { Definition } from "../../resolve/workspace-view";
import { sliExample, sloExample } from "../openslo-example";
import type { Message, Rule } from "../rule";
import { isRefusedForm } from "../schema/reference-form";
import { type Evidence, evidenceOf, resolves } from "./evidence";

const SLI = sliExample(`thresholdMetric:
  metricSource:
    type: Prometheus
    spec:
      query: max(checkout_errors_ratio)`);
const OBJECTIVES = "- target: 0.999\n  op: lte\n  value: 0.01";

export const rule: Rule = {
  code: "dangling-reference",
  concern: "reference",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A name of an SLI, alert policy, condition, target, service or data source that nothing has.",
    why: "What a reference names must be defined somewhere, else the SLO measures nothing or the alert reaches nobody. OpenSLO's tools stop at a missing SLI, policy, condition or target; a missing Service or DataSource they never notice. A single file of a larger set cannot be judged, so this is an error only where the workspace shows that the name is wrong: a name like it exists, the object's other references lead somewhere, or it is the only one in a file that defines the rest itself. Where objects of the kind exist but nothing else is known, it is a warning; where there are none, or none of a file's names leads anywhere, nothing is said.",
    bad: `${sloExample({ indicator: "indicatorRef: checkout-good-request", objectives: OBJECTIVES })}---\n${SLI}`,
    good: `${sloExample({ objectives: OBJECTIVES })}---\n${SLI}`,
    references: [{ title: "OpenSLO v1", url: "https://github.com/OpenSLO/OpenSLO#specification" }],
  },
  checkInWorkspace(object, view, report) {
    if (object.partial) return;
    for (const reference of object.references) {
      if (!consequenceOf(reference) || resolves(reference, view)) continue;
      if (isRefused(reference, object)) continue;
      const evidence = evidenceOf(object, reference, view);
      if (!evidence.certain && (evidence.definitions.length === 0 || evidence.piece)) continue;
      const { near } = evidence;
      report({
        span: reference.span,
        severity: evidence.certain ? "error" : "warning",
        message: messageOf(reference, evidence),
        ...(near === undefined
          ? {}
          : {
              fixes: [
                {
                  title: `Change to \`${near}\``,
                  safe: false,
                  edits: [{ span: reference.span, newText: near }],
                },
              ],
            }),
      });
    }
  },
};

const CONSEQUENCE: Readonly<Partial<Record<ObjectKind, string>>> = {
  SLI: "The SLO measures nothing; OpenSLO's tools stop here.",
  AlertPolicy: "Its alerts do not exist; OpenSLO's tools stop here.",
  AlertCondition: "The policy never fires; OpenSLO's tools stop here.",
  AlertNotificationTarget: "Nobody is told through it; OpenSLO's tools stop here.",
  Service: "No tool notices, and the SLO belongs to a service without owner or tier.",
  DataSource: "No tool can tell where to run the query.",
};

/** Whether the reference's form is refused: that nothing has the name need not be said too. */
function isRefused({ span }: Reference, { meanings }: SpecObject): boolean {
  return (
    meanings?.values.some((value) => value.node.span.start === span.start && isRefusedForm(value)) === true
  );
}

/** What follows; undefined for kinds of which nothing is said. */
function consequenceOf({ kind, consequence }: Reference): string | undefined {
  return consequence ?? CONSEQUENCE[kind];
}

function messageOf(reference: Reference, { near, otherKinds, definitions }: Evidence): Message {
  const { kind, name } = reference;
  const other = otherKinds[0];
  const also = other === undefined ? "" : ` (it is the name of ${article(other)} ${other})`;
  return {
    what: `No ${kind} is named \`${name}\`${also}.`,
    why: consequenceOf(reference) ?? "",
    todo:
      near === undefined
        ? `Define it, or correct the name.${listOf(definitions)}`
        : `Did you mean \`${near}\`?`,
  };
}

const MOST_LISTED = 5;

/** The names there are, where they are few. */
function listOf(definitions: readonly Definition[]): string {
  if (definitions.length > MOST_LISTED) return "";
  const names = [...new Set(definitions.flatMap(({ object }) => object.name?.value ?? []))];
  if (names.length === 0) return "";
  return ` There ${names.length === 1 ? "is" : "are"} ${names.map((name) => `\`${name}\``).join(", ")}.`;
}

function article(kind: ObjectKind): string {
  return /^(?:A|S[A-Z])/.test(kind) ? "an" : "a";
}
