import { readText } from "../../model/located";
import type { Repetition } from "../../model/repetition";
import { nodeAt, type Path, valueAt, type YamlMap, type YamlNode } from "../../yaml/node";
import { mapItems } from "../common";
import type { Nobl9Kind } from "./words";

/**
 * Entries that name once more what one before them names. Source: nobl9-go, manifest/v1alpha/slo/validation.go
 * (`anomalyConfigValidation`, which fills in a project that is missing first, and `sloValidationComposite`).
 */
export function repetitionsOf(kind: Nobl9Kind, root: YamlMap): readonly Repetition[] {
  if (kind !== "SLO") return [];
  const spec = valueAt(root, "spec");
  const own = readText(nodeAt(root, ["metadata", "project"]))?.value ?? "";
  const told = repeated(nodeAt(spec, ["anomalyConfig", "noData", "alertMethods"]), "alertMethods", {
    keys: ["project", "name"],
    own,
    why: "Nobl9 refuses it: everybody is told once.",
  });
  const path: Path = ["composite", "components", "objectives"];
  const components = mapItems(valueAt(spec, "objectives")).flatMap(({ item }) =>
    repeated(nodeAt(item, path), "objectives", {
      keys: ["project", "slo", "objective"],
      own,
      why: "Nobl9 refuses it: a composite counts each of its components once.",
    }),
  );
  return [...told, ...components];
}

interface Identity {
  /** Together they are what an entry names; the last one has to be there. */
  readonly keys: readonly string[];
  /** The project that is meant where none is given. */
  readonly own: string;
  readonly why: string;
}

function repeated(list: YamlNode | undefined, place: string, { keys, own, why }: Identity): Repetition[] {
  if (list?.kind !== "seq") return [];
  const seen = new Map<string, YamlNode>();
  return mapItems(list).flatMap(({ item }): Repetition[] => {
    const nodes = keys.map((key) => valueAt(item, key));
    const last = nodes.at(-1);
    if (!last || nodes.some((node) => node?.kind === "scalar" && node.templated)) return [];
    const names = nodes.map((node, at) => readText(node)?.value ?? (keys[at] === "project" ? own : ""));
    if (names.slice(1).includes("")) return [];
    const named = names.filter((name) => name !== "").join("/");
    const first = seen.get(named);
    if (!first) {
      seen.set(named, last);
      return [];
    }
    return [{ list, item, named, span: last.span, first: first.span, place, why }];
  });
}
