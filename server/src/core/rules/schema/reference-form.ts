import type { JsonSchema, MeaningfulValue } from "../../schema/property";
import type { Rule } from "../rule";
import { isDnsLabel, labelFault, placeholderIn, suggestLabel } from "./dns-label";
import { consequence } from "./format-of";
import { capital, code, subject } from "./words";

export const rule: Rule = {
  code: "reference-form",
  concern: "schema",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A reference that no object's name can match.",
    why: "References are names, and names are DNS labels: lower-case letters, digits and hyphens, 1 to 63. OpenSLO's go-sdk refuses other text in `alertPolicyRef`, `conditionRef`, `targetRef`, `metricSourceRef` and `indicatorRef`. Older checkers took any `indicatorRef`, so capital letters, dots and underscores there are a warning.",
    bad: `apiVersion: openslo/v1
kind: AlertPolicy
metadata:
  name: checkout-fast-burn
spec:
  conditions:
    - conditionRef: fast-burn
  notificationTargets:
    - targetRef: On Call
`,
    good: `apiVersion: openslo/v1
kind: AlertPolicy
metadata:
  name: checkout-fast-burn
spec:
  conditions:
    - conditionRef: fast-burn
  notificationTargets:
    - targetRef: on-call
`,
    references: [
      { title: "go-sdk, openslo/v1", url: "https://pkg.go.dev/github.com/OpenSLO/go-sdk/pkg/openslo/v1" },
    ],
  },
  checkObject(object, report) {
    for (const value of object.meanings?.values ?? []) {
      const name = checkedName(value);
      const longest = value.schema.maxLength;
      if (name === undefined || isDnsLabel(name, longest)) continue;
      const suggestion = suggestLabel(name, longest);
      report({
        span: value.node.span,
        ...(isOldName(value, name) ? { severity: "warning" as const } : {}),
        message: {
          what: `${capital(subject(value.path))} ${labelFault(name, longest)}: ${code(name)} cannot be a name.`,
          why: `Names are lower-case letters, digits and hyphens. ${consequence(object)}`,
          todo:
            suggestion === undefined
              ? placeholderIn(name) === undefined
                ? "Write the object's `metadata.name`."
                : "Put the real name in its place."
              : `Did you mean ${code(suggestion)}?`,
        },
        ...(suggestion === undefined
          ? {}
          : {
              fixes: [
                {
                  title: `Change to \`${suggestion}\``,
                  safe: false,
                  edits: [{ span: value.node.span, newText: suggestion }],
                },
              ],
            }),
      });
    }
  },
};

/** Whether a reference cannot be a name, as an error of this rule says. */
export function isRefusedForm(value: MeaningfulValue): boolean {
  const name = checkedName(value);
  return name !== undefined && !isDnsLabel(name, value.schema.maxLength) && !isOldName(value, name);
}

/** Older checkers took any `indicatorRef`. */
function isOldName(value: MeaningfulValue, name: string): boolean {
  return isIndicator(value) && /^[\w.-]+$/.test(name);
}

/** The text of a reference that the format holds against the form of names. */
function checkedName({ schema, node }: MeaningfulValue): string | undefined {
  if (schema["x-slosmith"]?.form !== "dns-label") return undefined;
  if (node.kind !== "scalar" || node.templated || typeof node.value !== "string") return undefined;
  // That a reference is empty, `text-length` says.
  return node.value === "" ? undefined : node.value;
}

function isIndicator({ type }: { type: string; schema: JsonSchema }): boolean {
  return type === "ref:SLI";
}
