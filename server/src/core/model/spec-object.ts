import type { SchemaError } from "../schema/errors";
import type { Meanings } from "../schema/property";
import type { Span } from "../text/span";
import type { Path, YamlMap } from "../yaml/node";
import type { AlertCondition, AlertPolicy } from "./alert";
import type { AlertWindows } from "./alert-windows";
import type { ErrorBudgetPolicy } from "./burn-steps";
import type { Choice } from "./choice";
import type { ConsumerId } from "./consumer";
import type { Dependence } from "./dependence";
import type { HiddenHeader } from "./hidden-header";
import type { Located } from "./located";
import type { RecordingRules } from "./recording-rules";
import type { Sli } from "./sli";
import type { Slo } from "./slo";
import type { Tag } from "./tag";
import type { Tier } from "./tier";
import type { WorkspaceSettings } from "./workspace-settings";

/** What an object is, in every format's words at once. References are resolved by kind and name. */
export type ObjectKind =
  | "SLO"
  /** A file, or an object, that holds several SLOs; each of them is an object too. */
  | "SLOs"
  | "AlertWindows"
  /** A file that several SLOs share, and the parts of it that they name. */
  | "SharedConfig"
  | "ErrorBudgetPolicy"
  | "Backend"
  | "Exporter"
  | "SLI"
  | "Service"
  | "DataSource"
  | "AlertPolicy"
  | "AlertCondition"
  | "AlertNotificationTarget"
  | "ReliabilityTier"
  | "Workspace"
  | "Project"
  | "Agent"
  | "Direct"
  | "AlertMethod"
  | "AlertSilence"
  | "Alert"
  | "Annotation"
  | "BudgetAdjustment"
  | "DataExport"
  | "Report"
  | "RoleBinding"
  | "UserGroup"
  | "RecordingRules";

/** A name that stands for an object elsewhere. */
export interface Reference {
  readonly kind: ObjectKind;
  readonly name: string;
  readonly span: Span;
  /** The field that holds it, as people write it: `spec.indicatorRef`. */
  readonly field: string;
  /** No key of the file states it: it is the name that the tool looks for where none is given. */
  readonly implied?: true;
  /** Further kinds that it may be the name of. */
  readonly orKinds?: readonly ObjectKind[];
  /** Where names are unique by scope, the one in which it is looked for; empty where nobody knows. */
  readonly scope?: string;
  /** What follows where nothing has the name, as a whole sentence; if left out, what OpenSLO's tools do. */
  readonly consequence?: string;
}

/** What the object says, for the kinds whose meaning is read further. */
export type Body =
  | Slo
  | Sli
  | AlertPolicy
  | AlertCondition
  | Tier
  | WorkspaceSettings
  | RecordingRules
  | AlertWindows
  | ErrorBudgetPolicy
  | { readonly type: "other" };

/** What a format's tool does with what it cannot read. */
export interface Reader {
  /** Of a value that it refuses: "Sloth refuses the file." */
  readonly refuses: string;
  /** Of a key that it does not know: "Sloth passes over it without a word." */
  readonly ignores: string;
  /** Of two objects with one name: "`sloctl` refuses to apply both together." If left out, it keeps one of them. */
  readonly twins?: string;
  /** It reads one document of a file, and passes over the others. */
  readonly takesOne?: {
    readonly tool: string;
    /** The reader of files among those that can be named. */
    readonly consumer: ConsumerId;
    /** What becomes of the others, in whole sentences. */
    readonly consequence: string;
  };
}

/** One object of a YAML document: the document itself, or an item of its top-level list. */
export interface SpecObject {
  /** The format: `openslo/v1`, `slosmith/v1` … */
  readonly dialect: string;
  readonly kind: ObjectKind;
  /** Key of the object's JSON Schema; undefined where the header is a near miss and nothing can be checked. */
  readonly schemaKey?: string;
  readonly root: YamlMap;
  /** The values to which the schema gives a meaning; set where a document is read. */
  readonly meanings?: Meanings;
  /** Where the object stands in its YAML document: `[]`, or `[2]` in a list. */
  readonly path: Path;
  /** `kind`'s value: where to speak of the object as a whole when it has no name. */
  readonly headerSpan: Span;
  /** What its tool makes of mistakes, in whole sentences; without it nothing is claimed. */
  readonly reader?: Reader;
  /** A header that is right, and that its tool does not find for the way it is written. */
  readonly hiddenHeader?: HiddenHeader;
  /** Names are unique within this: the service of a format whose SLOs are named service by service. */
  readonly scope?: string;
  /** What people call it, where that is not its name. */
  readonly displayName?: Located<string>;
  readonly description?: Located<string>;
  readonly name?: Located<string>;
  readonly labels: readonly Tag[];
  readonly annotations: readonly Tag[];
  readonly references: readonly Reference[];
  readonly schemaErrors: readonly SchemaError[];
  /** Where the format wants exactly one of several keys. */
  readonly choices?: readonly Choice[];
  /** Keys that others ask for, or rule out. */
  readonly dependences?: readonly Dependence[];
  readonly body: Body;
  /** Parts came from a template's control lines or the YAML is broken: nothing can be said about what is absent. */
  readonly partial: boolean;
}

/** The single value of an annotation. */
export function annotation(object: SpecObject, key: string): Located<string> | undefined {
  return object.annotations.find((tag) => tag.key === key)?.values[0];
}

/** The single or first value of a label. */
export function label(object: SpecObject, key: string): Located<string> | undefined {
  return object.labels.find((tag) => tag.key === key)?.values[0];
}

/** Where to speak of the object as a whole. */
export function objectSpan(object: SpecObject): Span {
  return object.name?.span ?? object.headerSpan;
}
