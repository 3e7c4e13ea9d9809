import type { SpecObject } from "../model/spec-object";
import type { Validator } from "../schema/errors";
import type { Path, YamlMap } from "../yaml/node";

/** An object's `apiVersion` and `kind`, as written. */
export interface Header {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What a dialect answers about an object: its own, or nearly its own. */
export type Recognition =
  | { readonly kind: "known"; readonly schemaKey: string }
  /** The author means this format, but no tool will read the header. */
  | { readonly kind: "near-miss"; readonly schemaKey?: string; readonly fault: HeaderFault }
  /** Another tool's: read for what SLOs take from it, and never judged. */
  | { readonly kind: "beside" };

/** The keys by which formats are told apart. */
export type HeaderField = "apiVersion" | "kind" | "version";

export interface HeaderFault {
  readonly field: HeaderField;
  /** What the author most likely means. */
  readonly suggestion?: string;
  /** The values that are known, for the message. */
  readonly known: readonly string[];
}

/** What lowering is given beside the tree. */
export interface LowerInput {
  /** The YAML document's text. */
  readonly text: string;
  readonly root: YamlMap;
  readonly path: Path;
  readonly header: Header;
  readonly recognition: Recognition;
  readonly partial: boolean;
  readonly validator: Validator | undefined;
}

/** One format: how its objects are told apart and read into the common model. */
export interface Dialect {
  /** `openslo/v1`, as the format names itself. */
  readonly id: string;
  /** A quick test on raw text: where it fails, no object of the file can be of this format. */
  readonly mark: RegExp;
  /** A header line of this format in raw text: its author means this format, even where the YAML is broken. */
  readonly claim: RegExp;
  recognise(header: Header, root: YamlMap): Recognition | undefined;
  /**
   * Reads an object whose recognition names a schema. One that holds several SLOs becomes several: itself, with all
   * that its schema refuses, and one for each of them, whose root is the SLO's own map.
   */
  lower(input: LowerInput): readonly SpecObject[];
}
