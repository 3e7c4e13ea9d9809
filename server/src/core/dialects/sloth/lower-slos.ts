import { ratio } from "../../math/rational";
import { SLOTH_BUILT_IN_WINDOWS } from "../../math/sloth-windows";
import { wholeDuration } from "../../math/whole-duration";
import type { MislaidSwitch } from "../../model/alert";
import type { Choice } from "../../model/choice";
import { formAt, given, itemSpan } from "../../model/form";
import {
  type ImpliedAlert,
  type ImpliedAlerts,
  makeAlerts,
  type WindowSet,
} from "../../model/implied-alerts";
import { type Located, readDecimal, readSwitch, readText } from "../../model/located";
import type { AlertName, Slo } from "../../model/slo";
import type { SpecObject } from "../../model/spec-object";
import { windowSet } from "../../model/window-set";
import { nodeAt, pairOf, valueAt, type YamlMap, type YamlNode } from "../../yaml/node";
import { mapItems, readTags } from "../common";
import type { LowerInput } from "../dialect";
import { lowerSli, type QueryLanguage } from "./lower-sli";
import { pluginDependences } from "./plugins";
import { OBJECTIVE, PLAIN, READER, type SlothWords } from "./words";

const HUNDRED = ratio(100);
const THIRTY_DAYS = ratio(30 * 86_400);

/** Sloth's own windows at its default period. */
const DEFAULT_WINDOWS: WindowSet = builtIn();

const ASSUMPTION =
  "the period is Sloth's default of 30d, with its built-in alert windows (`--default-slo-period` and AlertWindows files change that)";
const AVERAGES =
  "Sloth's own figure for the period averages 5m ratios, so quiet times weigh as much in it as busy ones";
const HOW_TO_CHANGE = "Sloth takes other burn rates from an AlertWindows file.";

/** One object for each SLO of a file. What the file says for all of them holds for each. */
export function lowerSlos(input: LowerInput, file: SpecObject, words: SlothWords): SpecObject[] {
  const holder = nodeAt(input.root, words.body);
  const named = readText(valueAt(holder, "service"));
  const service = named?.value === "" ? undefined : named;
  const shared = [...readTags(valueAt(holder, "labels")), ...file.labels];
  return mapItems(valueAt(holder, "slos")).map(({ item, index }) => {
    const name = readText(valueAt(item, "name"));
    const description = readText(valueAt(item, "description"));
    const headerSpan = itemSpan(item);
    return {
      dialect: file.dialect,
      kind: "SLO",
      schemaKey: words.sloSchema,
      reader: READER,
      root: item,
      path: [...input.path, ...words.body, "slos", index],
      headerSpan,
      scope: service?.value ?? "",
      ...(name ? { name } : {}),
      ...(description ? { description } : {}),
      labels: [...readTags(valueAt(item, "labels")), ...shared],
      annotations: file.annotations,
      references: [],
      schemaErrors: [],
      choices: sliChoice(item),
      // In Kubernetes `chain` is asked for always, and the schema says so.
      dependences: words === PLAIN ? pluginDependences(item, "plugins") : [],
      body: lowerSlo(item, service, input.text, words, languageOf(holder, item, words)),
      partial: input.partial,
    };
  });
}

/**
 * Source: Sloth, internal/storage/io/sloth.go (`MapSpecToModel`: a plugin's query takes the place of `raw`) and
 * pkg/common/validation/slo.go (`isValidSLOSLI`: `events` or `raw`, not both).
 */
function sliChoice(item: YamlMap): readonly Choice[] {
  const form = formAt(item, "sli");
  if (!form) return [];
  const several = "Sloth refuses the SLO, or lets the plugin win without a word.";
  const none = "Tools refuse it: it measures nothing.";
  return [{ form, subject: "This indicator", keys: ["events", "raw", "plugin"], several, none }];
}

/** Source: Sloth, internal/plugin/slo/contrib/validate_victoria_metrics_v1. */
const CHECKS_METRICSQL = /validate_victoria_metrics/;

function languageOf(holder: YamlNode | undefined, item: YamlMap, words: SlothWords): QueryLanguage {
  const chains = [valueAt(holder, words.plugins), valueAt(item, "plugins")];
  const ids = chains.flatMap((plugins) =>
    mapItems(valueAt(plugins, "chain")).map(
      ({ item: plugin }) => readText(valueAt(plugin, "id"))?.value ?? "",
    ),
  );
  return ids.some((id) => CHECKS_METRICSQL.test(id)) ? "metricsql" : "promql";
}

function lowerSlo(
  item: YamlMap,
  service: Located<string> | undefined,
  text: string,
  words: SlothWords,
  language: QueryLanguage,
): Slo {
  const span = itemSpan(item);
  const name = readText(valueAt(item, "name"));
  const written = readDecimal(valueAt(item, "objective"));
  const sli = pairOf(item, "sli");
  const events = given(sli?.value.kind === "map" ? sli.value : undefined, "events");
  const implied = impliedAlerts(item, words, name?.span ?? span);
  return {
    type: "slo",
    ...(service ? { service } : {}),
    ...(events ? { budgetingMethod: { value: "Occurrences", span: events.key.span } } : {}),
    ...(sli?.value.kind === "map"
      ? {
          indicator: {
            kind: "inline",
            sli: lowerSli(sli.value, text, words, language),
            span: sli.key.span,
          },
        }
      : {}),
    objectives: [
      {
        index: 0,
        span,
        ...(written
          ? { target: { value: written.value.div(HUNDRED), span: written.span }, targetKey: OBJECTIVE }
          : {}),
      },
    ],
    ...makeAlerts(implied, DEFAULT_WINDOWS),
    implied: events ? implied : { ...implied, remarks: [] },
    alertName: alertName(item, implied),
  };
}

function impliedAlerts(item: YamlMap, words: SlothWords, fallback: Located<string>["span"]): ImpliedAlerts {
  const alerting = pairOf(item, "alerting");
  const alerts = [
    impliedAlert(alerting?.value, words.pageAlert, "page", alerting?.key.span ?? fallback),
    impliedAlert(alerting?.value, words.ticketAlert, "ticket", alerting?.key.span ?? fallback),
  ];
  return {
    alerts: alerts.flatMap((alert) => alert ?? []),
    place: fallback,
    assumption: ASSUMPTION,
    remarks: [AVERAGES],
    howToChange: HOW_TO_CHANGE,
  };
}

/** An alert, unless it is switched off, or a template decides whether it is. */
function impliedAlert(
  alerting: YamlNode | undefined,
  key: string,
  severity: string,
  fallback: Located<string>["span"],
): ImpliedAlert | undefined {
  const pair = pairOf(alerting, key);
  const disable = valueAt(pair?.value, "disable");
  if (readSwitch(disable)?.value === true || (disable?.kind === "scalar" && disable.templated))
    return undefined;
  const name = readText(valueAt(alerting, "name"));
  const mislaid = pair?.value.kind === "map" ? mislaidSwitch(pair.value) : undefined;
  return {
    severity,
    place: pair && !pair.merged ? pair.key.span : fallback,
    ...(name ? { name: name.value } : {}),
    // What stands with the one alert counts before what stands with both.
    labels: [pair?.value, alerting].flatMap((holder) => readTags(valueAt(holder, "labels"))),
    annotations: [pair?.value, alerting].flatMap((holder) => readTags(valueAt(holder, "annotations"))),
    ...(mislaid ? { mislaidSwitch: mislaid } : {}),
  };
}

function mislaidSwitch(alert: YamlMap): MislaidSwitch | undefined {
  const labels = pairOf(alert, "labels");
  if (labels?.value.kind !== "map" || given(alert, "disable")) return undefined;
  const value = valueAt(labels.value, "disable");
  if (value?.kind !== "scalar" || String(value.value).toLowerCase() !== "true") return undefined;
  return { key: "disable", labels: labels.value, labelsSpan: labels.key.span, holder: alert };
}

function alertName(item: YamlMap, { alerts, place }: ImpliedAlerts): AlertName {
  const alerting = pairOf(item, "alerting");
  const holder = alerting?.value.kind === "map" ? alerting.value : undefined;
  const name = readText(valueAt(holder, "name"));
  const templated = valueAt(holder, "name");
  const open = holder?.open === true || (templated?.kind === "scalar" && templated.templated);
  return {
    key: "alerting.name",
    place: pairOf(holder, "name")?.key.span ?? alerting?.key.span ?? place,
    // Without `alerting` the schema says what is missing.
    needed: holder !== undefined && alerts.length > 0 && !open,
    ...(name ? { name } : {}),
  };
}

function builtIn(): WindowSet {
  const period = wholeDuration(THIRTY_DAYS);
  const set = period && windowSet(period, SLOTH_BUILT_IN_WINDOWS);
  if (!set) throw new Error("Sloth's built-in windows are whole minutes.");
  return set;
}
