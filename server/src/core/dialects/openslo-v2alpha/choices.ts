import type { Choice } from "../../model/choice";
import { type Form, formAt } from "../../model/form";
import type { ObjectKind } from "../../model/spec-object";
import { nodeAt, valueAt, type YamlMap, type YamlNode } from "../../yaml/node";
import { mapItems } from "../common";
import { READER } from "../openslo-v1/words";

/** Of which keys an object has exactly one. Source: go-sdk, pkg/openslo/v2alpha/{slo,sli}.go. */
export function choicesOf(kind: ObjectKind, root: YamlMap): readonly Choice[] {
  const spec = valueAt(root, "spec");
  if (kind === "SLI") return sourceChoices(spec);
  if (kind !== "SLO") return [];
  const holders = [spec, ...mapItems(valueAt(spec, "objectives")).map(({ item }) => item)];
  return [
    ...serviceChoice(formAt(root, "spec")),
    ...holders.flatMap((holder) => sourceChoices(nodeAt(holder, ["sli", "spec"]))),
  ];
}

const SPEC_KEYS = [
  "description",
  "sli",
  "sliRef",
  "budgetingMethod",
  "timeWindow",
  "objectives",
  "alertPolicies",
];

function serviceChoice(form: Form | undefined): Choice[] {
  if (!form) return [];
  const keys = ["serviceRef", "service"];
  return [
    {
      form,
      subject: "This SLO",
      keys,
      beside: SPEC_KEYS,
      several: "They are two names for the same thing, and each of OpenSLO's tools knows only one of them.",
      none: READER.refuses,
    },
  ];
}

function sourceChoices(spec: YamlNode | undefined): Choice[] {
  const ratio = valueAt(spec, "ratioMetric");
  return [
    ...sourceChoice(spec, "thresholdMetric"),
    ...["good", "bad", "total", "raw"].flatMap((role) => sourceChoice(ratio, role)),
  ];
}

function sourceChoice(holder: YamlNode | undefined, key: string): Choice[] {
  const form = holder?.kind === "map" ? formAt(holder, key) : undefined;
  if (!form) return [];
  return [
    {
      form,
      subject: `The metric \`${key}\``,
      keys: ["dataSourceRef", "dataSourceSpec"],
      beside: ["spec"],
      several: READER.refuses,
      none: "No tool can tell where to run its query, and OpenSLO's own checker refuses the document.",
    },
  ];
}
