import type { Span } from "../text/span";
import type { FamilyStatement, MeasurementStatements } from "./measurement";

/**
 * What holds for all SLOs in the folder of its file and below: the content of `.slosmith.yaml`. Of several
 * workspaces above a file the nearest counts, alone.
 */
export interface WorkspaceSettings {
  readonly type: "workspace";
  readonly measurement?: MeasurementStatements & { readonly span: Span };
  /** Signal families of its own, in the order in which they are tried. */
  readonly signals: readonly FamilyStatement[];
}
