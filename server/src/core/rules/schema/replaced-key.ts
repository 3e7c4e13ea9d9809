import { nodeAt, pairOf } from "../../yaml/node";
import type { Rule } from "../rule";
import { keyOf } from "./refusals";
import { code } from "./words";

const slo = (service: string) => `apiVersion: openslo.com/v2alpha
kind: SLO
metadata:
  name: checkout-availability
spec:
  ${service}: checkout
  sliRef: checkout-good-requests
  budgetingMethod: Occurrences
  timeWindow:
    - duration: 28d
      isRolling: true
  objectives:
    - target: 0.999
`;

export const rule: Rule = {
  code: "replaced-key",
  concern: "schema",
  severity: "warning",
  fix: "unsafe",
  docs: {
    summary: "A key that some of the format's tools know under another name by now.",
    why: "A format that is still a draft changes, and not all of its tools change at once. In OpenSLO v2alpha the service was `service`, as the written draft still has it, and became `serviceRef` in go-sdk v0.8.0. Each reader knows one of the two and refuses the other. The newer one is what will stay.",
    bad: slo("service"),
    good: slo("serviceRef"),
    references: [
      {
        title: "go-sdk, change of v2alpha's service to serviceRef",
        url: "https://github.com/OpenSLO/go-sdk/pull/40",
      },
      {
        title: "OpenSLO v2alpha, draft",
        url: "https://github.com/OpenSLO/OpenSLO/blob/main/enhancements/v2alpha.md",
      },
    ],
  },
  checkObject(object, report) {
    for (const { path, schema } of object.meanings?.values ?? []) {
      const replaced = schema["x-slosmith"]?.replaced;
      const key = keyOf(path);
      const holder = nodeAt(object.root, path.slice(0, -1));
      const pair = pairOf(holder, key);
      // Both at once is another rule's matter.
      if (!replaced || !pair || pairOf(holder, replaced.by)) continue;
      const { span } = pair.key;
      report({
        span,
        message: {
          what: `${code(key)} is called ${code(replaced.by)} by now.`,
          why: replaced.story,
          todo: `Use ${code(replaced.by)}, unless a tool that reads the file is older.`,
        },
        ...(pair.merged
          ? {}
          : {
              fixes: [
                {
                  title: `Change to \`${replaced.by}\``,
                  safe: false,
                  edits: [{ span, newText: replaced.by }],
                },
              ],
            }),
      });
    }
  },
};
