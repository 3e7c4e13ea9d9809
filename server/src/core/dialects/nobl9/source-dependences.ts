import type { Dependence } from "../../model/dependence";
import { type Form, given } from "../../model/form";
import { readText } from "../../model/located";
import { listed } from "../../text/listed";
import { valueAt } from "../../yaml/node";
import type { MetricPlace, SloPlaces } from "./places";
import { BAD_SOURCES, GOOD_TOTAL_SOURCES, ONLY_GOOD_TOTAL, ONLY_RAW } from "./sources";
import { COUNTS } from "./words";

type Keys = Pick<Dependence, "needs" | "refuses">;

/** What sources ask for by the way in which they are asked. Source: nobl9-go, manifest/v1alpha/slo/metrics_*.go. */
export function sourceDependences({ counts, metrics }: SloPlaces): Dependence[] {
  return [
    ...counts.flatMap((form) => countDependences(form, metrics)),
    ...metrics.flatMap(({ sources, role }) =>
      sources.flatMap(({ key, form }) => (form ? fieldDependences(key, form, role) : [])),
    ),
  ];
}

/** Which counts a source can be asked for. */
function countDependences(form: Form, metrics: readonly MetricPlace[]): Dependence[] {
  const found: Dependence[] = [];
  const refuse = (key: string, source: string, why: string) => {
    const stated = `its source is \`${source}\``;
    found.push({
      form,
      subject: "This ratio",
      given: stated,
      refuses: [key],
      why: `Nobl9 refuses it: ${why}`,
    });
  };
  for (const key of COUNTS) {
    const pair = given(form.map, key);
    const place = metrics.find((metric) => metric.form.map === pair?.value);
    const [source] = place?.sources ?? [];
    if (!source) continue;
    if (ONLY_RAW.includes(source.key)) refuse(key, source.key, "it has values, and no counts.");
    else if (key === "goodTotal" && !GOOD_TOTAL_SOURCES.includes(source.key))
      refuse(key, source.key, `only ${listed(GOOD_TOTAL_SOURCES.map(quoted))} answer both with one query.`);
    else if (key === "bad" && !BAD_SOURCES.includes(source.key))
      refuse(key, source.key, `only ${listed(BAD_SOURCES.map(quoted))} can be asked for bad events.`);
    else if (key !== "goodTotal" && ONLY_GOOD_TOTAL.includes(source.key))
      refuse(key, source.key, "it is asked for good and all events at once, under `goodTotal`.");
  }
  const both = given(form.map, "goodTotal") && !given(form.map, "total");
  if (both) {
    found.push({
      form,
      subject: "This ratio",
      given: "it has `goodTotal`",
      refuses: ["good", "bad"],
      why: "Nobl9 refuses it: `goodTotal` is one query for good and all events.",
    });
  }
  return found;
}

function quoted(word: string): string {
  return `\`${word}\``;
}

function fieldDependences(source: string, form: Form, role: MetricPlace["role"]): Dependence[] {
  const why = `Nobl9 refuses it: ${WAYS[source] ?? "the fields do not fit together"}.`;
  const subject = `\`${source}\``;
  return keysOf(source, form, role).map(([stated, keys]) => ({ form, subject, given: stated, ...keys, why }));
}

const WAYS: Readonly<Record<string, string>> = {
  azureMonitor: "metrics are named, logs are asked in a workspace with `kqlQuery`",
  cloudWatch: "a metric is named by `namespace`, `metricName` and `stat`, or asked for with `sql` or `json`",
  instana: "each type of metric has a map of its own",
  lightstep: "streams are named by `streamId`, metrics are asked for with `uql`",
  logicMonitor: "devices are named by numbers, websites by `websiteId`, `checkpointId` and `graphName`",
  pingdom: "uptime is counted by `status`, transactions have none",
  sumoLogic: "metrics have `quantization` and `rollup`, logs have both in their query",
};

function keysOf(source: string, form: Form, role: MetricPlace["role"]): (readonly [string, Keys])[] {
  const word = (key: string) => readText(valueAt(form.map, key))?.value ?? "";
  const by = (key: string, table: Readonly<Record<string, Keys>>): (readonly [string, Keys])[] => {
    const value = word(key);
    const keys = Object.hasOwn(table, value) ? table[value] : undefined;
    return keys ? [[`\`${key}\` is ${value}`, keys]] : [];
  };
  switch (source) {
    case "cloudWatch":
      return cloudWatch(form);
    case "azureMonitor":
      return by("dataType", AZURE_MONITOR);
    case "sumoLogic":
      return by("type", SUMO_LOGIC);
    case "lightstep":
      return by("typeOfData", LIGHTSTEP);
    case "instana":
      return by("metricType", INSTANA);
    case "logicMonitor":
      return by("queryType", LOGIC_MONITOR);
    case "pingdom":
      return by("checkType", role === "raw" ? PINGDOM_RAW : PINGDOM_COUNT);
    default:
      return [];
  }
}

function cloudWatch({ map }: Form): (readonly [string, Keys])[] {
  const named = ["namespace", "metricName", "stat", "dimensions"];
  const asked = ["sql", "json"].filter((key) => given(map, key));
  const [first] = asked;
  if (first !== undefined) {
    const refuses = first === "sql" ? [...named, "json"] : named;
    return [[`the metric is asked for with \`${first}\``, { refuses }]];
  }
  return [["neither `sql` nor `json` asks for the metric", { needs: ["namespace", "metricName", "stat"] }]];
}

const AZURE_METRIC = ["metricName", "resourceId", "aggregation"];

const AZURE_MONITOR: Readonly<Record<string, Keys>> = {
  metrics: { needs: AZURE_METRIC, refuses: ["workspace", "kqlQuery"] },
  logs: {
    needs: ["workspace", "kqlQuery"],
    refuses: [...AZURE_METRIC, "metricNamespace", "dimensions"],
  },
};

const SUMO_LOGIC: Readonly<Record<string, Keys>> = {
  metrics: { needs: ["quantization", "rollup"] },
  logs: { needs: ["query"], refuses: ["quantization", "rollup", "queries"] },
};

const STREAM: Keys = { needs: ["streamId"], refuses: ["percentile", "uql"] };

const LIGHTSTEP: Readonly<Record<string, Keys>> = {
  latency: { needs: ["streamId", "percentile"], refuses: ["uql"] },
  metric: { needs: ["uql"], refuses: ["streamId", "percentile"] },
  error_rate: STREAM,
  good: STREAM,
  total: STREAM,
};

const INSTANA: Readonly<Record<string, Keys>> = {
  infrastructure: { needs: ["infrastructure"], refuses: ["application"] },
  application: { needs: ["application"], refuses: ["infrastructure"] },
};

const DEVICE = ["deviceDataSourceInstanceId", "graphId"];
const WEBSITE = ["websiteId", "checkpointId", "graphName"];

const LOGIC_MONITOR: Readonly<Record<string, Keys>> = {
  device_metrics: { needs: DEVICE, refuses: WEBSITE },
  website_metrics: { needs: WEBSITE, refuses: DEVICE },
};

const PINGDOM_RAW: Readonly<Record<string, Keys>> = { transaction: { refuses: ["status"] } };
const PINGDOM_COUNT: Readonly<Record<string, Keys>> = { ...PINGDOM_RAW, uptime: { needs: ["status"] } };
