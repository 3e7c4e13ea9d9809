import { objectSpan } from "../../model/spec-object";
import { folderOf } from "../../resolve/nearest-workspace";
import type { Rule } from "../rule";

const workspace = (fact: string) => `apiVersion: slosmith/v1
kind: Workspace
spec:
  measurement:
    ${fact}
`;

export const rule: Rule = {
  code: "duplicate-workspace",
  concern: "reference",
  severity: "error",
  fix: "none",
  docs: {
    summary: "A second Workspace object in the same folder.",
    why: "One Workspace holds for a folder and all below it. Of two in the same folder the first counts, by the file's name and then by place, and what the other says is not applied.",
    bad: `${workspace("retention: 13w")}---\n${workspace("sampleInterval: 30s")}`,
    good: workspace("retention: 13w\n    sampleInterval: 30s"),
    references: [],
  },
  checkInWorkspace(object, view, report) {
    if (object.kind !== "Workspace" || object.body.type !== "workspace") return;
    const folder = folderOf(view.uri);
    const here = view.all("Workspace").filter(({ uri }) => folderOf(uri) === folder);
    const [first] = here;
    if (!first || first.object === object) return;
    const sameFile = first.uri === view.uri;
    report({
      span: objectSpan(object),
      message: {
        what: `A second Workspace stands in this folder${sameFile ? "" : `; the first is in ${first.uri.slice(folder.length)}`}.`,
        why: "The first one counts alone: what this one says is not applied.",
        todo: "Move its facts and signals into the first, or the file into the folder that it is for.",
      },
      related: [{ message: "The one that counts", span: objectSpan(first.object), document: first.document }],
    });
  },
};
