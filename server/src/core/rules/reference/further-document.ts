import { objectSpan } from "../../model/spec-object";
import { consumersOf } from "../../resolve/consumers";
import { pyrraExample } from "../pyrra-example";
import type { Rule } from "../rule";

export const rule: Rule = {
  code: "further-document",
  concern: "reference",
  severity: "information",
  fix: "none",
  docs: {
    summary: "A second SLO in a file of which the tool reads the first one only.",
    why: "Kubernetes takes every document of a file. Pyrra, when it reads files itself (`pyrra filesystem`, `pyrra generate`), takes the first and passes over all others without a word: they have neither rules nor alerts. It is said once for each file, as a remark. Where `slosmith/consumers` (or the workspace's `consumers`) names `pyrra-files` it is an error, and where it names other readers nothing is said.",
    bad: `${pyrraExample()}---\n${pyrraExample({ name: "checkout-latency" })}`,
    good: pyrraExample(),
    references: [
      { title: "Pyrra, filesystem.go", url: "https://github.com/pyrra-dev/pyrra/blob/main/filesystem.go" },
    ],
  },
  checkInWorkspace(object, view, report) {
    const { reader } = object;
    if (!reader?.takesOne) return;
    const { tool, consumer, consequence } = reader.takesOne;
    const here = view
      .all("SLO")
      .filter(({ uri, object: other }) => uri === view.uri && other.reader === reader);
    // Each file is told of once, at the first that is passed over.
    const [first, second] = here;
    if (!first || second?.object !== object) return;
    const named = consumersOf(object, view).map(({ id }) => id);
    if (named.length > 0 && !named.includes(consumer)) return;
    const others = here.length - 1;
    report({
      span: objectSpan(object),
      ...(named.includes(consumer) ? { severity: "error" as const } : {}),
      message: {
        what: `This file holds ${here.length} SLOs for ${tool}.`,
        why: consequence,
        todo: `Give ${others === 1 ? "it a file of its own" : "each a file of its own"} if ${tool} is to read it as a file.`,
      },
      related: [{ message: "The first one", span: objectSpan(first.object), document: first.document }],
    });
  },
};
