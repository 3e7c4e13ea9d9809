import { type ObjectKind, objectSpan, type SpecObject } from "../../model/spec-object";
import { fileName, folderOf } from "../../resolve/nearest-workspace";
import type { Definition } from "../../resolve/workspace-view";
import { sloExample } from "../openslo-example";
import type { Rule } from "../rule";

export const rule: Rule = {
  code: "duplicate-name",
  concern: "reference",
  severity: "error",
  fix: "none",
  docs: {
    summary: "Two objects of one kind with the same name.",
    why: "Objects are found by kind and name. Of two with the same, tools take the first, or the last, and do not say so: the other's targets and alerts are lost. In one file this is an error (for a Service, of which tools read little, a warning). In two files of one directory it is a warning, since they may never be read together; files further apart are taken as separate sets.",
    bad: `${sloExample()}---\n${sloExample({ objectives: "- target: 0.99" })}`,
    good: `${sloExample()}---\n${sloExample().replace("checkout-availability", "checkout-durability")}`,
    references: [{ title: "OpenSLO v1", url: "https://github.com/OpenSLO/OpenSLO#specification" }],
  },
  checkInWorkspace(object, view, report) {
    const { name, kind } = object;
    // A tier shares its names with the aliases of others, and has a rule of its own.
    if (!name || object.schemaKey === undefined || object.partial) return;
    if (UNJUDGED.has(kind)) return;
    const twins = object.reader?.twins;
    const { sameFile, first } = earlierTwins(object, view.lookup(kind, name.value), view.uri);
    if (!first) return;
    report({
      span: name.span,
      // Nothing of a promise hangs on a second Service, and OpenSLO's own examples have one.
      severity: sameFile && (kind !== "Service" || twins !== undefined) ? "error" : "warning",
      message: {
        what: `A second ${kind} is named \`${name.value}\`${sameFile ? "" : `; the first is in ${fileName(first.uri)}`}.`,
        why: twins ?? "Tools that read both keep one of the two and do not say which.",
        todo: "Give one of them another name, or remove it.",
      },
      related: [{ message: "The first one", span: objectSpan(first.object), document: first.document }],
    });
  },
};

/** The first object of the same name ahead of one, in its file and else in its folder: one walk, of many it stops early. */
function earlierTwins(
  object: SpecObject,
  all: readonly Definition[],
  uri: string,
): { readonly sameFile?: Definition; readonly first?: Definition } {
  const folder = folderOf(uri);
  let beside: Definition | undefined;
  for (const one of all) {
    const other = one.object;
    if (other === object) break;
    if (other.dialect !== object.dialect || other.scope !== object.scope || other.partial) continue;
    if (one.uri === uri) return { sameFile: one, first: one };
    if (!beside && folderOf(one.uri) === folder) beside = one;
  }
  return beside ? { first: beside } : {};
}

/**
 * Nothing refers to a workspace by its name. The others are keys of a file's maps: a command line says which file is
 * read, and within one a second key is a fault of the YAML.
 */
const UNJUDGED: ReadonlySet<ObjectKind> = new Set([
  "ReliabilityTier",
  "Workspace",
  "ErrorBudgetPolicy",
  "Backend",
  "Exporter",
]);
