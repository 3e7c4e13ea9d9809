import type { Choice } from "../../model/choice";
import { type Form, formAt, given } from "../../model/form";
import { nodeAt, type YamlMap } from "../../yaml/node";
import { itemForms, type MetricPlace, placesIn, type SloPlaces } from "./places";
import { SOURCE_KEYS } from "./sources";
import { MEASURES, type Nobl9Kind } from "./words";

const REFUSED = "Nobl9 refuses it.";

/** Keys of which Nobl9 wants exactly one. Source: nobl9-go, validation.go of each kind, MutuallyExclusive. */
export function choicesOf(kind: Nobl9Kind, root: YamlMap): readonly Choice[] {
  if (kind === "SLO") return sloChoices(placesIn(root));
  if (kind === "AlertPolicy") return itemForms(nodeAt(root, ["spec", "conditions"])).map(windowChoice);
  if (kind === "AlertSilence") {
    const spec = formAt(root, "spec");
    const period = formAt(spec?.map, "period");
    return period ? [periodChoice(period)] : [];
  }
  return [];
}

function periodChoice(form: Form): Choice {
  return {
    form,
    subject: "The period",
    keys: ["duration", "endTime"],
    beside: ["startTime"],
    several: "Nobl9 refuses it: each of them says when the silence ends.",
    none: "Nobl9 refuses it: nothing says when the silence ends.",
  };
}

function windowChoice(form: Form): Choice {
  return {
    form,
    subject: "This condition",
    keys: ["alertingWindow", "lastsFor"],
    several: "Nobl9 refuses it: it takes the mean over a window, or waits for the condition to last.",
  };
}

function sloChoices(places: SloPlaces): Choice[] {
  const { objectives, counts, metrics, spec } = places;
  const shared = given(formAt(spec?.map, "indicator")?.map, "rawMetric") !== undefined;
  const measured = objectives.some(({ map }) => MEASURES.some((key) => given(map, key)));
  return [
    ...objectives.map((form, at) => measureChoice(form, !shared && !measured && at === 0)),
    ...counts.flatMap(countChoices),
    ...metrics.flatMap(sourceChoices),
  ];
}

/** An objective of its own may leave it out, since Nobl9 looks for one anywhere in the SLO. */
function measureChoice(form: Form, needed: boolean): Choice {
  return {
    form,
    subject: "This objective",
    keys: MEASURES,
    beside: ["name", "displayName", "target", "timeSliceTarget", "op", "value", "primary", "tag"],
    several: "Nobl9 refuses it: an SLO is a threshold, a ratio or a composite.",
    ...(needed ? { none: "Nobl9 refuses the SLO: it measures nothing." } : {}),
  };
}

function countChoices(form: Form): Choice[] {
  const total: Choice = {
    form,
    subject: "This ratio",
    keys: ["total", "goodTotal"],
    beside: ["good", "bad", "incremental"],
    several: "Nobl9 refuses it: `goodTotal` is one query for good and all events.",
    none: "Nobl9 refuses it: nothing says how many events there were.",
  };
  if (!given(form.map, "total") || given(form.map, "goodTotal")) return [total];
  const part: Choice = {
    form,
    subject: "This ratio",
    keys: ["good", "bad"],
    beside: ["total", "incremental"],
    several: "Nobl9 refuses it: either is enough beside `total`, and they could disagree.",
    none: "Nobl9 refuses it: nothing says which events are good.",
  };
  return [total, part];
}

const WAYS: Readonly<
  Record<string, { readonly keys: readonly string[]; readonly beside: readonly string[] }>
> = {
  dynatrace: { keys: ["metricSelector", "dql"], beside: [] },
  gcm: { keys: ["promql", "query"], beside: ["projectId"] },
};

function sourceChoices({ form, sources }: MetricPlace): Choice[] {
  return [
    {
      form,
      subject: "This metric",
      keys: SOURCE_KEYS,
      called: "key of a source, such as `prometheus` or `datadog`",
      several: "Nobl9 refuses it: an SLO takes its data from one source.",
      none: "Nobl9 refuses it: nothing says what to ask, and whom.",
    },
    ...sources.flatMap((source): Choice[] => {
      const ways = Object.hasOwn(WAYS, source.key) ? WAYS[source.key] : undefined;
      if (!ways || !source.form) return [];
      const subject = `\`${source.key}\``;
      return [{ form: source.form, subject, ...ways, several: REFUSED, none: REFUSED }];
    }),
  ];
}
