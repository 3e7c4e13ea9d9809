import { readText } from "../../model/located";
import type { SpecObject } from "../../model/spec-object";
import { nodeAt, pairOf, type YamlMap } from "../../yaml/node";
import { lowerFrame } from "../common";
import type { Dialect, LowerInput } from "../dialect";
import { hiddenHeader } from "./hidden-header";
import { lowerSlos } from "./lower-slos";
import { lowerAlertWindows } from "./lower-windows";
import { slothPortable } from "./portable";
import { recognise } from "./recognise";
import { ALERT_WINDOWS, CRD, CRD_VERSION, PLAIN, READER } from "./words";
import { slothCrdWriter, slothWriter } from "./write";

export const SLOTH_V1 = "sloth/v1";

/**
 * Sloth's files: the plain spec (`version: prometheus/v1`), the Kubernetes object PrometheusServiceLevel, and the
 * AlertWindows that its alerts are made from.
 */
export const slothV1: Dialect = {
  id: SLOTH_V1,
  mark: /prometheus\/v\d|slok\.dev|PrometheusService|PrometheusSLO|AlertWindows|^[ \t]*(?:-[ \t]+)?["']?slos["']?[ \t]*:/im,
  claim:
    /^\uFEFF?[ \t]*(?:version:[ \t]*["']?prometheus\/v1|apiVersion:[ \t]*["']?sloth\.slok\.dev\/v1)["']?[ \t]*(?:#.*)?\r?$/m,
  recognise,
  writers: [slothWriter, slothCrdWriter],
  portable: slothPortable,
  lower(input) {
    const { recognition } = input;
    const schemaKey = recognition.kind === "beside" ? undefined : recognition.schemaKey;
    if (schemaKey === `${CRD_VERSION}#${ALERT_WINDOWS}`) return [lowerWindowsObject(input)];
    const words = input.header.apiVersion === "" && input.header.kind === "" ? PLAIN : CRD;
    const file = lowerFile(input, words === PLAIN);
    return [file, ...lowerSlos(input, file, words)];
  },
};

function lowerWindowsObject(input: LowerInput): SpecObject {
  return {
    dialect: SLOTH_V1,
    kind: "AlertWindows",
    reader: READER,
    ...lowerFrame(input),
    references: [],
    body: lowerAlertWindows(input.root),
  };
}

/** The object that holds the SLOs: all that the schema refuses in it is said of it. */
function lowerFile(input: LowerInput, plain: boolean): SpecObject {
  const { root, text, header } = input;
  const hidden = input.recognition.kind === "known" ? hiddenHeader(text, root, header.kind) : undefined;
  const frame = lowerFrame(input);
  return {
    dialect: SLOTH_V1,
    kind: "SLOs",
    reader: READER,
    ...frame,
    ...(plain ? { headerSpan: headerOf(root) } : {}),
    ...(hidden ? { hiddenHeader: hidden } : {}),
    scope: readText(nodeAt(root, ["metadata", "namespace"]))?.value ?? "",
    references: [],
    body: { type: "other" },
  };
}

function headerOf(root: YamlMap): SpecObject["headerSpan"] {
  return (pairOf(root, "version") ?? pairOf(root, "service"))?.value.span ?? root.span;
}
