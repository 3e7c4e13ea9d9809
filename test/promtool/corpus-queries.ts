import { parseAllDocuments } from "yaml";
import { findPlaceholders } from "../../server/src/core/promql/placeholders";
import { type CorpusClass, corpusFiles, hasCorpus } from "../corpus/shared";

/** The folders of the corpus whose files hold queries. */
const DIALECTS = [
  "homegrown",
  "keptn",
  "keptn-analysis",
  "nobl9",
  "openslo-other",
  "openslo-v1",
  "openslo-v1alpha",
  "openslo-v2alpha",
  "pyrra",
  "slo-generator",
  "sloth",
  "sloth-crd",
  "sloth-other",
  "yaml-edge",
];

/** A query of a corpus file. */
export interface CorpusQuery {
  readonly file: string;
  /** Where in the file: `spec.slos[0].sli.events.error_query`. */
  readonly path: string;
  readonly text: string;
  /** The file says that it is PromQL. Others are compared too: both must refuse a query of Datadog's. */
  readonly promql: boolean;
}

export function hasCorpusQueries(): boolean {
  return DIALECTS.some(hasCorpus);
}

/** Every query of the corpus, each text once. */
export function corpusQueries(): CorpusQuery[] {
  const found = new Map<string, CorpusQuery>();
  for (const dialect of DIALECTS) {
    for (const kind of ["valid", "invalid", "wild"] satisfies CorpusClass[]) {
      for (const file of corpusFiles(dialect, kind)) {
        for (const query of queriesOf(file.text, `${dialect}/${kind}/${file.name}`)) {
          const known = found.get(query.text);
          if (known === undefined || (query.promql && !known.promql)) found.set(query.text, query);
        }
      }
    }
  }
  return [...found.values()];
}

function queriesOf(text: string, file: string): CorpusQuery[] {
  const queries: CorpusQuery[] = [];
  for (const document of parseAllDocuments(text, { logLevel: "silent", uniqueKeys: false })) {
    if (document.errors.length > 0) continue;
    const root: unknown = document.toJS({ maxAliasCount: 100 });
    collect(root, { file, root, owners: [], path: "" }, queries);
  }
  return queries;
}

interface Place {
  readonly file: string;
  readonly root: unknown;
  /** The mappings around it, the innermost last. */
  readonly owners: readonly Mapping[];
  readonly path: string;
}

type Mapping = Readonly<Record<string, unknown>>;

function collect(value: unknown, place: Place, into: CorpusQuery[]): void {
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      collect(item, { ...place, path: `${place.path}[${i}]` }, into);
    });
  } else if (isMapping(value)) {
    for (const [key, item] of Object.entries(value)) {
      const path = place.path === "" ? key : `${place.path}.${key}`;
      collect(item, { ...place, path, owners: [...place.owners, value] }, into);
    }
  } else if (typeof value === "string" && value.trim() !== "" && mayBeQuery(place, value)) {
    into.push({ file: place.file, path: place.path, text: value, promql: isPromql(place, value) });
  }
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The keys under which queries stand; what `metric` is depends on the dialect. */
const ALWAYS_PROMQL =
  /(?:^|\.)(?:promql|error_?query|total_?query|error_?ratio_?query|extra_rules\[\d+\]\.expr)$/i;
const QUERY_KEY = /(?:^|\.)(?:query|expr|expression|filter\w*|query_\w+|metric)$/i;

function mayBeQuery({ path, file }: Place, value: string): boolean {
  if (ALWAYS_PROMQL.test(path) || QUERY_KEY.test(path)) return true;
  return /^keptn\//.test(file) && /(?:^|\.)indicators\.[^.]+$/.test(path) && value.includes("(");
}

function isPromql(place: Place, value: string): boolean {
  if (ALWAYS_PROMQL.test(place.path)) return true;
  const [dialect] = place.file.split("/");
  switch (dialect) {
    case "pyrra":
      return /\.metric$/.test(place.path);
    case "keptn":
      return /\[\$DURATION_SECONDS\]/.test(value);
    case "keptn-analysis":
    case "sloth-other":
      return /\[[\w{}. ]+\]/.test(value);
    case "slo-generator":
      return (
        /prometheus/.test(backendOf(place.root)) &&
        /(?:expression|filter_\w+)$/.test(place.path) &&
        // A part of a selector that the tool puts together is no query.
        !place.path.endsWith("filter")
      );
    default:
      return place.owners.some((owner) =>
        [owner.type, owner.source, owner.queryType, owner.provider].some(
          (named) => typeof named === "string" && /^(?:prometheus|promql)$/i.test(named),
        ),
      );
  }
}

function backendOf(root: unknown): string {
  const spec = isMapping(root) ? root.spec : undefined;
  return isMapping(spec) && typeof spec.backend === "string" ? spec.backend : "";
}

/** A query with sensible values in place of its placeholders, as a tool would hand it to Prometheus. */
export function fillPlaceholders(text: string): string {
  let filled = "";
  let at = 0;
  for (const { span, text: written } of findPlaceholders(text)) {
    filled += text.slice(at, span.start);
    filled += valueFor(written, filled);
    at = span.end;
  }
  return filled + text.slice(at);
}

function valueFor(written: string, before: string): string {
  const literal = /^\{\{-?\s*["`](.)["`]\s*-?\}\}$/.exec(written);
  if (literal?.[1] !== undefined) return literal[1];
  if (/^\[\s*window\s*\]$/.test(written)) return "[5m]";
  if (/\[[^\]"'`]*$/.test(before)) return "5m";
  return "x";
}
