import type { ObjectKind, SpecObject } from "../model/spec-object";
import type { Validator } from "../schema/errors";
import type { Span } from "../text/span";
import type { Path, YamlMap } from "../yaml/node";
import type { DialectWriter, PortableSource } from "./portable";

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
  /** What follows from it, as a whole sentence, where the format's tool differs from most. */
  readonly consequence?: string;
  /** The value is right by itself, but the body has these fields, which only the suggested one knows. */
  readonly fields?: readonly string[];
  /** How such a body gets into the version that the value names, where a command does it, as a whole sentence. */
  readonly rewrite?: string;
  /** The value was right once: what became of it, in whole sentences. */
  readonly retired?: string;
  /** The body is of an older version that another tool rewrites: all that is to be said, and at which key. */
  readonly older?: {
    readonly key: string;
    readonly what: string;
    readonly why: string;
    readonly todo: string;
  };
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

/** A name that an object says where neither the model nor a rule has a word for it: it follows when it is changed. */
export interface FurtherName {
  readonly kinds: readonly ObjectKind[];
  readonly name: string;
  readonly span: Span;
  readonly role: "reference" | "project";
  readonly field: string;
  readonly scope?: string;
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
  /** The names of others that its objects say beside the references of the model. */
  furtherNames?(object: SpecObject): readonly FurtherName[];
  /** How SLOs of other formats are written in this one; several where the format has several shapes. */
  readonly writers?: readonly DialectWriter[];
  /** What a conversion from this format must know; without it, what is lost cannot be told. */
  readonly portable?: PortableSource;
}
