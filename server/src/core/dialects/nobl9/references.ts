import { type Located, readText } from "../../model/located";
import type { ObjectKind, Reference } from "../../model/spec-object";
import { formatPath, type Path, valueAt, type YamlNode } from "../../yaml/node";

const REFUSED =
  "Nobl9 refuses what names it, unless it has an object of that name that no file here defines.";

/** Collects an object's references, each with the project in which its name is looked for. */
export class ProjectReferences {
  private readonly found: Reference[] = [];

  /** @param project the object's own project; empty where `sloctl` is told it */
  constructor(readonly project: string) {}

  get all(): readonly Reference[] {
    return this.found;
  }

  /**
   * Reads the name at `holder[key]`.
   *
   * @param path where `holder` stands in the object
   * @param kinds what it can be the name of; the first is what messages call it
   * @param project the one that is stated beside the name; the object's own if left out
   */
  read(
    holder: YamlNode | undefined,
    path: Path,
    key: string,
    kinds: readonly [ObjectKind, ...ObjectKind[]],
    project?: string,
  ): Located<string> | undefined {
    return this.add(valueAt(holder, key), [...path, key], kinds, project);
  }

  /** Reads a scalar as a name. */
  add(
    node: YamlNode | undefined,
    path: Path,
    [kind, ...orKinds]: readonly [ObjectKind, ...ObjectKind[]],
    project = this.project,
  ): Located<string> | undefined {
    const name = readText(node);
    if (!name || name.value === "") return undefined;
    this.found.push({
      kind,
      ...(orKinds.length > 0 ? { orKinds } : {}),
      name: name.value,
      span: name.span,
      field: formatPath(path),
      scope: project,
      consequence: REFUSED,
    });
    return name;
  }
}
