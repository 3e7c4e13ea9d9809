import type { Choice } from "../../model/choice";
import { formAt } from "../../model/form";
import { readText } from "../../model/located";
import type { Tag } from "../../model/tag";
import { nodeAt, valueAt, type YamlNode } from "../../yaml/node";
import { lowerFrame } from "../common";
import type { Dialect } from "../dialect";
import { lowerSlo } from "./lower-slo";
import { pyrraPortable } from "./portable";
import { recognise } from "./recognise";
import { HANDED_ON, INDICATOR_KEYS, READER } from "./words";
import { pyrraWriter } from "./write";

export const PYRRA_V1ALPHA1 = "pyrra/v1alpha1";

/** Pyrra's SLOs: one Kubernetes object each, which Pyrra reads from files too. */
export const pyrraV1alpha1: Dialect = {
  id: PYRRA_V1ALPHA1,
  mark: /pyrra|^[ \t]*(?:-[ \t]+)?["']?kind["']?[ \t]*:[ \t]*["']?(?:slo|service[-_ ]?level[-_ ]?objectives?)\b/im,
  claim: /^\uFEFF?[ \t]*apiVersion:[ \t]*["']?pyrra\.dev\/v1alpha1["']?[ \t]*(?:#.*)?\r?$/m,
  recognise,
  writers: [pyrraWriter],
  portable: pyrraPortable,
  lower(input) {
    const frame = lowerFrame(input);
    const spec = valueAt(input.root, "spec");
    return [
      {
        dialect: PYRRA_V1ALPHA1,
        kind: "SLO",
        reader: READER,
        ...frame,
        labels: withHandedOn(frame.labels),
        annotations: withHandedOn(frame.annotations),
        scope: readText(nodeAt(input.root, ["metadata", "namespace"]))?.value ?? "",
        references: [],
        choices: indicatorChoice(spec),
        body: lowerSlo(input, spec),
      },
    ];
  },
};

/** What Pyrra hands on to its rules counts under the name that it has there: `pyrra.dev/owner` is `owner`. */
function withHandedOn(tags: readonly Tag[]): Tag[] {
  const handedOn = tags.flatMap((tag) =>
    tag.key.startsWith(HANDED_ON) ? [{ ...tag, key: tag.key.slice(HANDED_ON.length) }] : [],
  );
  return [...tags, ...handedOn];
}

/** Source: Pyrra, slo/slo.go (IndicatorType) and servicelevelobjective_types.go (Internal, validate). */
function indicatorChoice(spec: YamlNode | undefined): readonly Choice[] {
  const form = spec?.kind === "map" ? formAt(spec, "indicator") : undefined;
  if (!form) return [];
  return [
    {
      form,
      subject: "This indicator",
      keys: INDICATOR_KEYS,
      several: `Pyrra refuses \`ratio\` beside \`latency\`; of any others it measures the first in the order ${INDICATOR_KEYS.map((key) => `\`${key}\``).join(", ")} and passes over the rest without a word.`,
      none: "Pyrra refuses it: it measures nothing.",
    },
  ];
}
