import { readText } from "../../model/located";
import type { QueryClause } from "../../model/sli";
import { valueAt, type YamlNode } from "../../yaml/node";

/** Nobl9 asks for the time between two polls; it writes the times into the query where these stand. */
const TIME = "Nobl9 refuses the query: it puts the time between two polls there.";
const FIELD = "Nobl9 refuses the query: it reads the result by that name.";

const wants = (what: string, pattern: RegExp, why: string): QueryClause => ({
  wanted: true,
  pattern,
  what,
  why,
});
const refuses = (what: string, pattern: RegExp, why: string): QueryClause => ({
  wanted: false,
  pattern,
  what,
  why,
});

const SPLUNK_INDEX = wants(
  "`index=`",
  /\bindex"?\s*=./,
  "Nobl9 refuses the query: a search over all indexes would take too long.",
);
const SPLUNK_TIME = wants("`n9time`", /n9time/, FIELD);

const SPLUNK = [SPLUNK_TIME, wants("`n9value`", /n9value/, FIELD), SPLUNK_INDEX];

const SPLUNK_BOTH = [
  SPLUNK_TIME,
  wants("`n9good`", /n9good/, FIELD),
  wants("`n9total`", /n9total/, FIELD),
  SPLUNK_INDEX,
];

/** Source: nobl9-go, manifest/v1alpha/slo/metrics_*.go, the rules on each query's text. */
const CONTRACTS: Readonly<Record<string, readonly QueryClause[]>> = {
  bigQuery: [
    wants("`n9date`", /\bn9date\b/, FIELD),
    wants("`n9value`", /\bn9value\b/, FIELD),
    wants("`DATETIME(@n9date_from)`", /DATETIME\(\s*@n9date_from\s*\)/, TIME),
    wants("`DATETIME(@n9date_to)`", /DATETIME\(\s*@n9date_to\s*\)/, TIME),
  ],
  redshift: [
    wants("`n9date` between `SELECT` and `FROM`", /^SELECT[\s\S]*\bn9date\b[\s\S]*FROM/, FIELD),
    wants("`n9value` between `SELECT` and `FROM`", /^SELECT\s[\s\S]*\bn9value\b[\s\S]*\sFROM/, FIELD),
    wants("`:n9date_from` behind `WHERE`", /WHERE[\s\S]*\W:n9date_from\b/, TIME),
    wants("`:n9date_to` behind `WHERE`", /WHERE[\s\S]*\W:n9date_to\b/, TIME),
  ],
  elasticsearch: [
    wants(
      "`{{.BeginTime}}` and `{{.EndTime}}`",
      /\{\{\.BeginTime\}\}[\s\S]*\{\{\.EndTime\}\}|\{\{\.EndTime\}\}[\s\S]*\{\{\.BeginTime\}\}|\{\{\.BeginTimeInMilliseconds\}\}[\s\S]*\{\{\.EndTimeInMilliseconds\}\}|\{\{\.EndTimeInMilliseconds\}\}[\s\S]*\{\{\.BeginTimeInMilliseconds\}\}/,
      TIME,
    ),
  ],
  influxdb: [
    wants(
      "a bucket's name",
      /bucket\s*:\s*".+"/,
      "Nobl9 refuses the query: it has to say where the data is.",
    ),
    wants(
      "`range(start: time(v: params.n9time_start), stop: time(v: params.n9time_stop))`",
      /range\s*\(\s*start\s*:\s*time\s*\(\s*v\s*:\s*params\.n9time_start\s*\)\s*,\s*stop\s*:\s*time\s*\(\s*v\s*:\s*params\.n9time_stop\s*\)\s*\)/,
      TIME,
    ),
  ],
  newRelic: [
    refuses(
      "`SINCE` or `UNTIL`",
      /\s(?:since|until)(?:\s|$)/i,
      "Nobl9 refuses the query: it adds the times itself.",
    ),
  ],
  graphite: [
    refuses("the wildcard `*`", /\*/, "Nobl9 refuses the path: it reads one series."),
    refuses("a list of characters", /\[[^.]*\]/, "Nobl9 refuses the path: it reads one series."),
    refuses("a list of words", /\{[^.]*\}/, "Nobl9 refuses the path: it reads one series."),
  ],
  appDynamics: [
    refuses(
      "a `*` inside of a segment",
      /[^\s|]\*|\*[^\s|]/,
      "Nobl9 refuses the path: AppDynamics takes `*` for a whole segment only.",
    ),
  ],
  lightstep: [
    refuses(
      "`spans_sample` or `assemble`",
      /(?:spans_sample|assemble)\s+[a-z\d.]/,
      "Nobl9 refuses the query: it reads metrics, not single spans.",
    ),
  ],
  azureMonitor: [wants("`n9_time`", /\bn9_time\b/, FIELD), wants("`n9_value`", /\bn9_value\b/, FIELD)],
};

/** The placeholders that Nobl9 fills in. */
export const FILLED_IN =
  /^\{\{\.(?:BeginTime|EndTime|BeginTimeInMilliseconds|EndTimeInMilliseconds|N9RESOLUTION|Resolution)\}\}$/;

const SUMO_LOGS = [
  wants("a `timeslice` with `as n9_time`", /\stimeslice\s\d+[a-z]+\s+as n9_time/, FIELD),
  wants("`by`", /\bby\b/, "Nobl9 refuses the query: it wants one value for each slice of time."),
];

/**
 * What Nobl9 looks for in a source's query.
 *
 * @param spec what stands below the source's key
 * @param both whether one query answers good and all events
 */
export function clausesOf(source: string, spec: YamlNode, both: boolean): readonly QueryClause[] {
  if (source === "splunk") return both ? SPLUNK_BOTH : SPLUNK;
  if (source === "sumoLogic") return sumoLogic(spec, both);
  return Object.hasOwn(CONTRACTS, source) ? (CONTRACTS[source] ?? []) : [];
}

function sumoLogic(spec: YamlNode, both: boolean): readonly QueryClause[] {
  if (readText(valueAt(spec, "type"))?.value !== "logs") return [];
  const fields = both ? ["n9_good", "n9_total"] : ["n9_value"];
  return [...SUMO_LOGS, ...fields.map((field) => wants(`\`${field}\``, new RegExp(`${field}\\b`), FIELD))];
}
