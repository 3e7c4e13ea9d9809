import { ownFamilies } from "../resolve/own-families";
import { type MetricSignal, signalsOfMetric } from "../resolve/signal";
import { slisOf } from "../rules/indicator/slis";
import { CLASS_TEXT, SIGNAL_CLASSES } from "../signals/classes";
import type { Span } from "../text/span";
import type { Workspace } from "../workspace";
import type { InlayHint } from "./inlay-hints";
import { objectsOf, viewOf } from "./lookup";
import { listed, shownOf } from "./words";

/**
 * Where each metric of an SLI is measured, behind the key that introduces it (`good:`): "edge". Metrics that nobody
 * knows have none. With a span (file offsets) only those that lie in it.
 */
export function signalHints(workspace: Workspace, uri: string, span: Span | undefined): InlayHint[] {
  const view = viewOf(workspace, uri);
  return objectsOf(workspace.files.get(uri)).flatMap(({ object, document, slot }) => {
    const own = ownFamilies(object, view);
    return slisOf(object).flatMap((sli) =>
      sli.metrics.flatMap((metric) => {
        const offset = afterColon(document.yaml.text, metric.span.end) + slot.start;
        if (span && (offset < span.start || offset > span.end)) return [];
        const hint = hintOf(signalsOfMetric(metric, own, document, view));
        return hint ? [{ offset, ...hint }] : [];
      }),
    );
  });
}

/** A hint in front of a colon would part it from its key. */
function afterColon(text: string, keyEnd: number): number {
  return text[keyEnd] === ":" ? keyEnd + 1 : keyEnd;
}

function hintOf(signals: readonly MetricSignal[]): Pick<InlayHint, "label" | "tooltip"> | undefined {
  const known = signals.filter(({ verdict, joined }) => verdict.class !== "unknown" && !joined);
  const classes = SIGNAL_CLASSES.filter((one) => known.some(({ verdict }) => verdict.class === one));
  if (classes.length === 0) return undefined;
  const names = [...new Set(known.map(({ reference }) => `\`${reference.name}\``))];
  const shown = names.slice(0, shownOf(names.length, 3));
  const rest = names.length - shown.length;
  const sees = classes.length === 1 && classes[0] ? ` ${CLASS_TEXT[classes[0]].sees}` : "";
  return {
    label: listed(classes.map((one) => CLASS_TEXT[one].title.toLowerCase())),
    tooltip: `The signal class of ${listed(rest > 0 ? [...shown, `${rest} more`] : shown)}.${sees}`,
  };
}
