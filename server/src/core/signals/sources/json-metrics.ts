/** A metric that a JSON text names, with the place of its name in the text. */
export interface JsonMetric {
  readonly namespace: string;
  readonly metric: { readonly start: number; readonly text: string };
}

/**
 * A string with what closes it, or a sign that opens or closes an object. An unclosed string is passed over, at
 * most so far, so that no text takes more than one pass. Strings hold escapes as they are written.
 */
const TOKEN = /"((?:[^"\\\n]|\\.){0,4096})("?)\s{0,200}(:?)|[{}]/dg;

/**
 * Every object of a JSON text that has both `Namespace` and `MetricName`. Tolerant: what a template leaves unclosed
 * or ill-formed only hides what stands in it.
 */
export function metricObjects(text: string): JsonMetric[] {
  const found: JsonMetric[] = [];
  const open: { namespace?: string; metric?: JsonMetric["metric"] }[] = [];
  let key: string | undefined;
  for (const token of text.matchAll(TOKEN)) {
    if (token[0] === "{") {
      open.push({});
      key = undefined;
    } else if (token[0] === "}") {
      const { namespace, metric } = open.pop() ?? {};
      if (namespace !== undefined && metric) found.push({ namespace, metric });
      key = undefined;
    } else if (token[2] === "") {
      key = undefined;
    } else if (token[3] === ":") {
      key = token[1];
    } else {
      const object = open.at(-1);
      const value = token[1] ?? "";
      if (object && key === "Namespace") object.namespace = value;
      if (object && key === "MetricName")
        object.metric = { start: token.indices?.[1]?.[0] ?? token.index, text: value };
      key = undefined;
    }
  }
  return found;
}
