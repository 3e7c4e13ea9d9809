import { annotations } from "./generated/documents";

/** One of SLOsmith's own annotations: what it is, and what its text means. */
export interface AnnotationDoc {
  readonly title: string;
  readonly description: string;
  /** `positive-number`, `names`, `ref:ReliabilityTier` … */
  readonly type: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly default?: string;
  readonly examples: readonly string[];
  /** The kinds that it may stand on. */
  readonly appliesTo: readonly string[];
}

/** The documentation of an annotation; undefined for keys that SLOsmith does not know. */
export function annotationDoc(key: string): AnnotationDoc | undefined {
  return Object.hasOwn(annotations, key) ? (annotations[key] as AnnotationDoc) : undefined;
}

/** The keys of all annotations that SLOsmith knows. */
export const annotationKeys: readonly string[] = Object.keys(annotations);
