import type {
  Measure,
  PortableNote,
  PortableService,
  PortableSlo,
  PortableWindow,
  Refusal,
} from "../model/portable-slo";
import type { ObjectKind, SpecObject } from "../model/spec-object";
import type { YamlMap } from "../yaml/node";

/** What a file holds, on its way to another format. */
export interface PortableFile {
  readonly slos: readonly PortableSlo[];
  /** The services that the file defines. */
  readonly services: readonly PortableService[];
}

/** What a writer makes of a file. */
export interface Written {
  /** YAML documents, each ending in a line break, without `---`. */
  readonly documents: readonly string[];
  readonly notes: readonly PortableNote[];
  /** SLOs that the format cannot say; nothing of them stands in the documents. */
  readonly refused: readonly Refusal[];
}

/** Writes SLOs in one format. */
export interface DialectWriter {
  /** What people call the format on a command line: `sloth-crd`. */
  readonly id: string;
  /** Its name, for people to choose from. */
  readonly title: string;
  /** Never throws: what the format cannot say is refused. */
  write(file: PortableFile): Written;
}

/** What a conversion must know of the objects of a format beyond the common model. */
export interface PortableSource {
  /** The format's name, for people. */
  readonly title: string;
  /**
   * By kind: the keys that the common model, or this conversion, carries over, as paths with `[]` for an item and `*`
   * for any key. All below such a path is carried. What is not among them is reported as lost.
   */
  readonly carries: Partial<Record<ObjectKind, readonly string[]>>;
  /** Keys of a metric's source that say the same as the model's source type. */
  readonly describedBy?: readonly string[];
  /** The window of an SLO that states none, where the tool that reads such a file has one of its own. */
  window?(root: YamlMap): PortableWindow | undefined;
  /** What is measured, where the model does not say all of it; undefined where it does. */
  measure?(object: SpecObject): Measure | undefined;
}

/** Keys below another one, as paths. */
export function under(key: string, keys: readonly string[]): string[] {
  return keys.map((inner) => `${key}.${inner}`);
}
