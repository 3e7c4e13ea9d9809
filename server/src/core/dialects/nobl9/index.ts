import { readText } from "../../model/located";
import type { Body, Reference, SpecObject } from "../../model/spec-object";
import { nodeAt } from "../../yaml/node";
import { claimOf } from "../claim";
import { lowerFrame } from "../common";
import type { Dialect, LowerInput } from "../dialect";
import { choicesOf } from "./choices";
import { dependencesOf } from "./dependences";
import { furtherNames } from "./further-names";
import { lowerAlertPolicy } from "./lower-alert-policy";
import { lowerSilence } from "./lower-silence";
import { lowerSlo } from "./lower-slo";
import { recognise } from "./recognise";
import { ProjectReferences } from "./references";
import { repetitionsOf } from "./repetitions";
import { KINDS, NOBL9_V1ALPHA, type Nobl9Kind, READER, WITHOUT_PROJECT } from "./words";

/** Nobl9's configuration as code: the objects that `sloctl` applies. */
export const nobl9V1alpha: Dialect = {
  id: NOBL9_V1ALPHA,
  mark: /\bn(?:obl)?9(?:\.com)?\/|countMetrics|rawMetric/i,
  claim: claimOf(NOBL9_V1ALPHA),
  recognise,
  furtherNames,
  lower(input) {
    const kind = kindOf(input);
    const { root } = input;
    const project = readText(nodeAt(root, ["metadata", "project"]))?.value;
    const { body, references } = lowerBody(kind, input, project ?? "");
    return [
      {
        dialect: NOBL9_V1ALPHA,
        kind,
        reader: READER,
        ...lowerFrame(input),
        // Without a project of its own an object goes to the one that `sloctl` is called with.
        scope: WITHOUT_PROJECT.has(kind) ? "" : (project ?? ""),
        choices: choicesOf(kind, root),
        dependences: dependencesOf(kind, root),
        repetitions: repetitionsOf(kind, root),
        references,
        body,
      } satisfies SpecObject,
    ];
  },
};

/** The kind that the schema stands for: a slip of the kind's name is reported for what it is. */
function kindOf({ recognition, header }: LowerInput): Nobl9Kind {
  const schemaKey = recognition.kind === "beside" ? undefined : recognition.schemaKey;
  const named = schemaKey?.slice(schemaKey.indexOf("#") + 1) ?? header.kind;
  return KINDS.find((kind) => kind === named) ?? "SLO";
}

function lowerBody(
  kind: Nobl9Kind,
  { root, text }: LowerInput,
  project: string,
): { body: Body; references: readonly Reference[] } {
  const references = new ProjectReferences(project);
  const body = readBody(kind, root, text, references);
  return { body, references: [...projectReference(root), ...references.all] };
}

/** The project itself, which nearly always is there without a file that says so. */
function projectReference(root: LowerInput["root"]): Reference[] {
  const name = readText(nodeAt(root, ["metadata", "project"]));
  if (!name || name.value === "") return [];
  return [{ kind: "Project", name: name.value, span: name.span, field: "metadata.project" }];
}

function readBody(
  kind: Nobl9Kind,
  root: LowerInput["root"],
  text: string,
  references: ProjectReferences,
): Body {
  switch (kind) {
    case "SLO":
      return lowerSlo(root, text, references);
    case "AlertPolicy":
      return lowerAlertPolicy(root, references);
    case "AlertSilence":
      return lowerSilence(root, references);
    default:
      return { type: "other" };
  }
}
