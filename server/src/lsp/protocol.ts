/**
 * What SLOsmith's client and server say to each other beside the language server protocol. Types only: the
 * client imports them and nothing else of the server.
 */

/** A zero-based line and column, counted in the position encoding that the server has named, as everywhere in LSP. */
export interface ProtocolPosition {
  readonly line: number;
  readonly character: number;
}

export interface PreviewParams {
  readonly uri: string;
  /** The cursor: the preview marks what stands there. */
  readonly position?: ProtocolPosition;
  /** The page can ask `slosmith/whatIf`: objectives get fields for it. */
  readonly interactive?: boolean;
}

export interface WhatIfParams {
  readonly uri: string;
  /** The objective: its `data-part` in the preview. */
  readonly part: string;
  /** Another target, in percent. */
  readonly target?: string;
  /** Another window, as a count of the unit that the file has. */
  readonly window?: string;
  /** An outage in decimals, by the `data-field` of its fields in the preview; what is left out is as usual. */
  readonly outage?: Readonly<Record<string, string>>;
}

/** What would be if an objective had another target or window, and what an outage does to it. */
export interface WhatIf {
  readonly part: string;
  /** Whole sentences in plain text. */
  readonly sentences: readonly string[];
  /** A curve and a table, fit for the preview's page. */
  readonly html: string;
  /** The same as plain numbers; absent where nothing could be computed. */
  readonly figures?: WhatIfFigures;
  /** What has to change in the file for it; absent where it is so already. */
  readonly change?: WhatIfChange;
}

export interface WhatIfChange {
  /** "99.95 % over a rolling 14d". */
  readonly title: string;
  /** Of the document; null for a file that is not open. */
  readonly version: number | null;
  readonly edits: readonly {
    readonly range: { readonly start: ProtocolPosition; readonly end: ProtocolPosition };
    readonly newText: string;
  }[];
}

/** Moments are seconds from the outage's beginning. */
export interface WhatIfFigures {
  readonly target: number;
  readonly windowSeconds: number;
  readonly budgetSeconds: number;
  /** The least share of the budget that is left; below 0 it is overspent. */
  readonly budgetLeft: number;
  /** When it is gone; absent if it never is. */
  readonly exhaustedSeconds?: number;
  readonly alerts: readonly {
    readonly label: string;
    readonly severity?: string;
    readonly firings: readonly { readonly firesSeconds: number; readonly resetSeconds?: number }[];
  }[];
}

/** The budgets of a file's objectives, as a page without scripts. */
export interface Preview {
  readonly title: string;
  /** What goes into the page's body. */
  readonly html: string;
  readonly css: string;
  /** The document's version that this was made from; null for a file that is not open. */
  readonly version: number | null;
}

/** What a new SLO is to be about. */
export type ScaffoldKind = "availability" | "latency" | "both";

export interface ScaffoldParams {
  /** The user journey or service in its people's words: "Sign in". */
  readonly journey: string;
  readonly kind: ScaffoldKind;
  /** Name or alias of a tier of the workspace. */
  readonly tier?: string;
}

export interface Scaffold {
  /** A file name without folder, made of the journey's name: `sign-in.yaml`. */
  readonly fileName: string;
  /** A whole YAML stream. */
  readonly text: string;
}

/** A tier of the workspace, for a person to choose from. */
export interface TierChoice {
  readonly name: string;
  readonly displayName?: string;
  readonly description?: string;
}

export interface UsesParams {
  readonly uri: string;
  /** The name of an object that SLOs can use. */
  readonly position: ProtocolPosition;
}

/** A range of a file. */
export interface ProtocolLocation {
  readonly uri: string;
  readonly range: { readonly start: ProtocolPosition; readonly end: ProtocolPosition };
}

export interface StatusParams {
  readonly uri: string;
}

/** What SLOsmith sees in a file. */
export interface FileStatus {
  /** The file holds an object of a known format, or plainly means to. */
  readonly isSpec: boolean;
  /** How many objects of each kind it holds, in the order of their first appearance. */
  readonly objects: readonly { readonly kind: string; readonly count: number }[];
  /** Why nothing is said of it; absent where something is. */
  readonly reason?: string;
  /** What keeps SLOsmith from saying all that it could, one sentence each. */
  readonly notes: readonly string[];
  /** Files of the workspace that hold specs. */
  readonly specFiles: number;
  /** The workspace's files are still being read: what refers to others is not judged yet. */
  readonly indexing: boolean;
}

export interface ConvertParams {
  readonly uri: string;
  /** A format's id, as `slosmith/conversionTargets` has it. */
  readonly to: string;
}

/** A format that the SLOs of a file can be written in, for a person to choose from. */
export interface ConversionTarget {
  readonly id: string;
  readonly title: string;
}

/** What the other format does not say, or says and the file does not. */
export interface ConversionNote {
  readonly kind: "lost" | "assumed";
  /** The fact, and what follows from it, whole sentences. */
  readonly what: string;
  readonly why: string;
  /** The SLOs that it is about; empty where it is about the file. */
  readonly slos: readonly string[];
  /** Where in the file that was converted. */
  readonly position?: ProtocolPosition;
}

/** An SLO that the other format cannot say. */
export interface ConversionRefusal {
  readonly slo: string;
  readonly what: string;
  readonly todo: string;
  readonly position?: ProtocolPosition;
}

export interface Conversion {
  /** A whole YAML stream; empty where nothing was converted. */
  readonly text: string;
  readonly notes: readonly ConversionNote[];
  readonly refused: readonly ConversionRefusal[];
}

export type OverviewGrouping = "tier" | "service" | "file";

/** By name, the most findings first, the smallest budget first, the review that is due first first. */
export type OverviewOrder = "name" | "findings" | "budget" | "review";

export interface OverviewParams {
  readonly groupBy: OverviewGrouping;
  readonly order: OverviewOrder;
  /** Only what has this in its name, with what it belongs to and what belongs to it. */
  readonly text?: string;
  /** Only what has an error, a warning or a missing SLO, on itself or below. */
  readonly onlyFindings?: boolean;
  /** The node whose children are wanted; absent for the outermost ones. */
  readonly parent?: string;
}

/** A line of the overview. */
export interface OverviewItem {
  /** The same for the same thing, whatever is edited around it. */
  readonly id: string;
  readonly kind:
    | "tier"
    | "noTier"
    | "service"
    | "noService"
    | "file"
    | "slo"
    | "objective"
    | "missing"
    | "unusedGroup"
    | "unused"
    | "elsewhere"
    | "object";
  readonly label: string;
  /** Short, for behind the label. */
  readonly description: string;
  /** Whole lines of plain text. */
  readonly tooltip: string;
  /** All of the line for who hears it. */
  readonly spoken: string;
  /** The gravest finding on it or below. */
  readonly severity?: "error" | "warning";
  /** An overdue review, on it or below; else one that is due soon. */
  readonly review?: "overdue" | "dueSoon";
  readonly location?: ProtocolLocation;
  readonly hasChildren: boolean;
}

export interface Overview {
  /** The children of the asked node, or the outermost ones. */
  readonly items: readonly OverviewItem[];
  /**
   * `reading`: the workspace's files are still being read; `checking`: findings are still being counted. A
   * notification `slosmith/overviewChanged` comes when there is more.
   */
  readonly state: "reading" | "checking" | "complete";
  /** Of the whole workspace, whatever is shown of it. */
  readonly errors: number;
  readonly warnings: number;
}

/** SLOsmith's own requests, by method. */
export interface SlosmithRequests {
  "slosmith/preview": { readonly params: PreviewParams; readonly result: Preview | null };
  "slosmith/whatIf": { readonly params: WhatIfParams; readonly result: WhatIf | null };
  "slosmith/scaffold": { readonly params: ScaffoldParams; readonly result: Scaffold | null };
  "slosmith/tiers": { readonly params: Record<string, never>; readonly result: readonly TierChoice[] | null };
  "slosmith/conversionTargets": {
    readonly params: Record<string, never>;
    readonly result: readonly ConversionTarget[] | null;
  };
  "slosmith/convert": { readonly params: ConvertParams; readonly result: Conversion | null };
  /** Where each SLO that uses an object says so. */
  "slosmith/uses": { readonly params: UsesParams; readonly result: readonly ProtocolLocation[] | null };
  /** Waits for nothing but the text of the files; a later `slosmith/overviewChanged` tells when to ask again. */
  "slosmith/overview": { readonly params: OverviewParams; readonly result: Overview | null };
  "slosmith/status": { readonly params: StatusParams; readonly result: FileStatus | null };
}

/** Tells the server, anew with each change, which open files another YAML extension has a person's schema for. */
export interface SchemaElsewhereParams {
  readonly uris: readonly string[];
}

/**
 * `slosmith/base`: what an open document is compared with. Lenses and the preview tell what the edits since do to its
 * objectives. It counts until the next such message for the document, or until that is closed.
 */
export interface BaseParams {
  readonly uri: string;
  /** The file's text at the last commit; null where it has none there, or where nobody knows any more. */
  readonly text: string | null;
}

/**
 * What the server says by itself. `slosmith/overviewChanged`: the overview would be another one now. It is said once,
 * and again only after the client has asked for the overview again.
 */
export type SlosmithNotification = "slosmith/overviewChanged";

export interface ListFilesParams {
  /** URI of a folder of the workspace. */
  readonly folder: string;
  /** Names of folders that are not entered, at any depth; nor are those whose names begin with a dot. */
  readonly passedOver: readonly string[];
}

export interface ReadFileParams {
  readonly uri: string;
  /** In bytes. */
  readonly largest: number;
}

/**
 * What the server asks of a client that said `files` in its `initializationOptions`: files that are not on the
 * server's machine.
 */
export interface ClientRequests {
  /** URIs of the YAML files (`.yaml`, `.yml`) below a folder. What cannot be read is left out. */
  "slosmith/listFiles": { readonly params: ListFilesParams; readonly result: readonly string[] };
  /** A file's text; null where it is gone, cannot be read, or is larger than asked for. */
  "slosmith/readFile": { readonly params: ReadFileParams; readonly result: string | null };
}

/** What a client may send as `initializationOptions`; each part may be left out. */
export interface InitializationOptions {
  /** The section `slosmith` of the settings, for clients that do not answer `workspace/configuration`. */
  readonly slosmith?: unknown;
  /** Commands that the client knows; a lens offers to run them. */
  readonly commands?: readonly string[];
  /** The client answers `ClientRequests`. */
  readonly files?: boolean;
}
