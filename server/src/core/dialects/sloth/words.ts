import type { NeededPlaceholder } from "../../model/sli";
import type { TargetKey } from "../../model/slo";
import type { Reader } from "../../model/spec-object";
import type { Path } from "../../yaml/node";

export const PLAIN_VERSION = "prometheus/v1";
export const CRD_VERSION = "sloth.slok.dev/v1";
export const SERVICE_LEVEL = "PrometheusServiceLevel";
export const ALERT_WINDOWS = "AlertWindows";

/** What differs between Sloth's two formats: the plain one is in snake_case, the Kubernetes object in camelCase. */
export interface SlothWords {
  /** Where the service, the labels and the SLOs stand. */
  readonly body: Path;
  readonly sloSchema: string;
  readonly errorQuery: string;
  readonly totalQuery: string;
  readonly errorRatioQuery: string;
  readonly pageAlert: string;
  readonly ticketAlert: string;
  readonly plugins: string;
}

export const PLAIN: SlothWords = {
  body: [],
  sloSchema: `${PLAIN_VERSION}#SLO`,
  errorQuery: "error_query",
  totalQuery: "total_query",
  errorRatioQuery: "error_ratio_query",
  pageAlert: "page_alert",
  ticketAlert: "ticket_alert",
  plugins: "slo_plugins",
};

export const CRD: SlothWords = {
  body: ["spec"],
  sloSchema: `${CRD_VERSION}#SLO`,
  errorQuery: "errorQuery",
  totalQuery: "totalQuery",
  errorRatioQuery: "errorRatioQuery",
  pageAlert: "pageAlert",
  ticketAlert: "ticketAlert",
  plugins: "sloPlugins",
};

export const READER: Reader = {
  refuses: "Sloth refuses it.",
  ignores: "Sloth passes over it without a word.",
  yaml11: true,
};

/** Source: Sloth, pkg/common/validation/slo.go (above 0, at most 100). */
export const OBJECTIVE: TargetKey = {
  name: "objective",
  unit: "percent",
  takesNone: false,
  takesAll: true,
};

/** Source: Sloth, pkg/common/conventions (TplSLIQueryWindowVarRegex). */
export const WINDOW: NeededPlaceholder = {
  text: "{{.window}}",
  pattern: /\{\{ *\.window *\}\}/,
  tool: "Sloth",
};
