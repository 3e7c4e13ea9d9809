import type { SpecDocument } from "../dialects/spec-document";
import type { ConsumerId } from "../model/consumer";
import type { SpecObject } from "../model/spec-object";
import type { WorkspaceView } from "../resolve/workspace-view";
import type { TextEdit } from "../text/edits";
import type { Span } from "../text/span";

/** What a reader does with a part of a file that the file's format allows. */
export interface Remark {
  /** In the object's YAML document. */
  readonly span: Span;
  /** It refuses the file or object, or it passes over the part without a word. */
  readonly kind: "refuses" | "ignores";
  /** Of a part that is passed over: whether what the author counts on is then missing, or only a note is lost. */
  readonly harm?: "warning" | "information";
  /** Whole sentences: what is there and what the reader makes of it; why; what to do. */
  readonly fact: string;
  readonly because: string;
  readonly todo: string;
  readonly fixes?: readonly {
    readonly title: string;
    readonly safe: boolean;
    readonly edits: readonly TextEdit[];
  }[];
}

/** An object that is to be judged, with all that a reader may ask about it. */
export interface Subject {
  readonly object: SpecObject;
  readonly document: SpecDocument;
  readonly view: WorkspaceView;
}

/** How a reader takes the objects of one format. */
export interface Reading {
  /** What it refuses or passes over; empty where the format is the reader's own and its rules say all. */
  judge(subject: Subject): readonly Remark[];
  /**
   * Whether the reader takes what a rule of the format refuses, so that nothing need be said to those who write for
   * it alone.
   */
  takes?(finding: FoundFault, object: SpecObject): boolean;
  /** Whether the reader refuses what a rule only mentions, because some readers of the format take it. */
  refuses?(finding: FoundFault, object: SpecObject): boolean;
}

/** As much of a rule's finding as a reader has to know. */
export interface FoundFault {
  readonly code: string;
  readonly severity: "error" | "warning" | "information" | "hint";
  readonly span: Span;
}

/** A reader of SLO files. */
export interface Consumer {
  readonly id: ConsumerId;
  /** Its name, as the subject of a sentence. */
  readonly title: string;
  /** Where its habits were looked up. */
  readonly url: string;
  /** The formats that it reads, by the id of their dialect. */
  readonly reads: ReadonlyMap<string, Reading>;
  /** What it reads, for whom gave it something else: "Sloth reads its own files and OpenSLO v1alpha SLOs." */
  readonly diet: string;
}

/** A format's own reader: the rules of the format say all that is to be said. */
export const OWN_FORMAT: Reading = { judge: () => [] };
