import { readText } from "../../model/located";
import type { ObjectKind, SpecObject } from "../../model/spec-object";
import { formatPath, nodeAt, type Path, valueAt, type YamlNode } from "../../yaml/node";
import { mapItems } from "../common";
import type { FurtherName } from "../dialect";

/**
 * The names of Nobl9's objects that are no references of the model: projects, and what annotations, adjustments of
 * budgets and reports are about. They have to follow when an object is renamed.
 * Source: nobl9-go, manifest/v1alpha (annotation, budgetadjustment, report, rolebinding).
 */
export function furtherNames(object: SpecObject): FurtherName[] {
  const { root, kind } = object;
  const found: FurtherName[] = [];
  const add = (at: Path, kinds: readonly ObjectKind[], scope?: string) => {
    const name = readText(nodeAt(root, at));
    if (!name || name.value === "") return;
    const role = kinds[0] === "Project" ? ("project" as const) : ("reference" as const);
    found.push({
      kinds,
      name: name.value,
      span: name.span,
      role,
      field: formatPath(at),
      ...(scope === undefined ? {} : { scope }),
    });
  };
  add(["metadata", "project"], ["Project"]);
  if (kind === "Annotation") add(["spec", "slo"], ["SLO"], object.scope ?? "");
  if (kind === "RoleBinding") add(["spec", "projectRef"], ["Project"]);
  for (const [key, named] of [
    ["slos", "SLO"],
    ["services", "Service"],
  ] as const) {
    const list: Path = ["spec", "filters", key];
    for (const { item, index } of mapItems(nodeAt(root, list))) {
      add([...list, index, "name"], [named], readText(valueAt(item, "project"))?.value ?? "");
    }
  }
  const projects = nodeAt(root, ["spec", "filters", "projects"]);
  if (projects?.kind === "seq") {
    projects.items.forEach((_item, at) => {
      add(["spec", "filters", "projects", at], ["Project"]);
    });
  }
  for (const at of besideNames(valueAt(root, "spec"), ["spec"])) add(at, ["Project"]);
  return found;
}

/** Where `project` stands beside a name: it says in which project that is looked for. */
function besideNames(node: YamlNode | undefined, path: Path): Path[] {
  if (node?.kind === "seq") return node.items.flatMap((item, at) => besideNames(item, [...path, at]));
  if (node?.kind !== "map") return [];
  const named = valueAt(node, "name") ?? valueAt(node, "slo");
  const own = named && valueAt(node, "project") ? [[...path, "project"]] : [];
  return [...own, ...node.pairs.flatMap(({ key, value }) => besideNames(value, [...path, key.source]))];
}
