import type { Dependence } from "../../model/dependence";
import { type Form, formAt, given } from "../../model/form";
import { readText } from "../../model/located";
import { nodeAt, valueAt, type YamlMap } from "../../yaml/node";
import { itemForms, placesIn, type SloPlaces } from "./places";
import { sourceDependences } from "./source-dependences";
import { MEASURES, type Nobl9Kind } from "./words";

const THRESHOLD = "the objective has a `rawMetric`";

/** What a key's value asks for elsewhere, or rules out. Source: nobl9-go, validation.go of each kind. */
export function dependencesOf(kind: Nobl9Kind, root: YamlMap): readonly Dependence[] {
  if (kind === "SLO") {
    const places = placesIn(root);
    return [...sloDependences(places), ...sourceDependences(places)];
  }
  if (kind === "AlertSilence") return silenceDependences(root);
  if (kind !== "AlertPolicy") return [];
  return itemForms(nodeAt(root, ["spec", "conditions"])).flatMap(conditionDependences);
}

function sloDependences({ spec, objectives }: SloPlaces): Dependence[] {
  if (!spec) return [];
  const method = readText(valueAt(spec.map, "budgetingMethod"))?.value ?? "";
  const composite = objectives.some(({ map }) => given(map, "composite"));
  return [
    ...indicatorDependence(spec, objectives.length > 0, composite),
    ...objectives.flatMap((form) => [...sliceDependence(form, method), ...thresholdDependence(form)]),
    ...mixedObjectives(objectives),
    ...oldComposite(spec, method),
  ];
}

function indicatorDependence(form: Form, hasObjectives: boolean, composite: boolean): Dependence[] {
  if (composite) {
    return [
      {
        form,
        subject: "This SLO",
        given: "it is a composite",
        refuses: ["indicator", "anomalyConfig", "composite"],
        why: "Nobl9 refuses it: a composite takes its data from other SLOs.",
      },
    ];
  }
  if (!hasObjectives) return [];
  return [
    {
      form,
      subject: "This SLO",
      given: "none of its objectives is a composite",
      needs: ["indicator"],
      why: "Nobl9 refuses it: `metricSource` in it names the agent or direct connection that asks the queries.",
    },
  ];
}

function sliceDependence(form: Form, method: string): Dependence[] {
  const subject = "This objective";
  const given = `the budgeting method is ${method}`;
  if (method === "Timeslices") {
    const why = "Nobl9 refuses it: nothing says from which share of good events on a minute counts as good.";
    return [{ form, subject, given, needs: ["timeSliceTarget"], why }];
  }
  if (method !== "Occurrences") return [];
  const why = "Nobl9 refuses it: Occurrences counts events and knows no slices of time.";
  return [{ form, subject, given, refuses: ["timeSliceTarget"], why }];
}

function thresholdDependence(form: Form): Dependence[] {
  if (!given(form.map, "rawMetric")) return [];
  const why = "Nobl9 refuses it: nothing says which values are good.";
  return [{ form, subject: "This objective", given: THRESHOLD, needs: ["op", "value"], why }];
}

/** All objectives of an SLO are thresholds, or all are ratios, or one is a composite and the only one. */
function mixedObjectives([first, ...others]: readonly Form[]): Dependence[] {
  const own = MEASURES.find((key) => first && given(first.map, key));
  if (own === undefined) return [];
  const composite = own === "composite";
  return others.map((form) => ({
    form,
    subject: "This objective",
    given: `the first one has \`${own}\``,
    refuses: composite ? MEASURES : MEASURES.filter((key) => key !== own),
    why: composite
      ? "Nobl9 refuses the SLO: a composite is its only objective."
      : "Nobl9 refuses the SLO: its objectives are thresholds or ratios, all of them.",
  }));
}

function oldComposite(spec: Form, method: string): Dependence[] {
  const form = formAt(spec.map, "composite");
  if (!form) return [];
  const shared = { form, subject: "`composite`", given: `the budgeting method is ${method}` };
  if (method === "Occurrences") {
    const why = "Nobl9 refuses it: nothing says how fast the objectives may burn.";
    return [{ ...shared, needs: ["burnRateCondition"], why }];
  }
  if (method !== "Timeslices") return [];
  const why = "Nobl9 refuses it: a burn rate is compared only under Occurrences.";
  return [{ ...shared, refuses: ["burnRateCondition"], why }];
}

/** A silence is about a policy of its own project, and ends after it begins. Source: alertsilence/validation.go. */
function silenceDependences(root: YamlMap): Dependence[] {
  const spec = formAt(root, "spec")?.map;
  const found: Dependence[] = [];
  const own = readText(nodeAt(root, ["metadata", "project"]))?.value ?? "";
  const policy = formAt(spec, "alertPolicy");
  const named = readText(valueAt(policy?.map, "project"))?.value ?? "";
  if (policy && own !== "" && named !== "" && named !== own) {
    found.push({
      form: policy,
      subject: "`alertPolicy`",
      given: `the silence is in the project \`${own}\``,
      refuses: ["project"],
      why: "Nobl9 refuses it: a silence and its policy are in one project.",
    });
  }
  const period = formAt(spec, "period");
  const begin = readText(valueAt(period?.map, "startTime"))?.value;
  const end = readText(valueAt(period?.map, "endTime"))?.value;
  const length = instant(end) - instant(begin);
  if (period && length <= 0) {
    found.push({
      form: period,
      subject: "The period",
      given: length === 0 ? "`startTime` is the same" : `\`startTime\` is ${begin}, which is later`,
      refuses: ["endTime"],
      why: "Nobl9 refuses it: the silence would end before it begins.",
    });
  }
  return found;
}

/** A moment as RFC 3339 writes it, in milliseconds; NaN, which is no more and no less than anything, for all else. */
function instant(text: string | undefined): number {
  const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
  return text !== undefined && form.test(text) ? Date.parse(text) : Number.NaN;
}

function conditionDependences(form: Form): Dependence[] {
  const measurement = readText(valueAt(form.map, "measurement"))?.value ?? "";
  const subject = "This condition";
  const stated = `it measures \`${measurement}\``;
  switch (measurement) {
    case "budgetDrop":
      return [
        {
          form,
          subject,
          given: stated,
          needs: ["alertingWindow"],
          refuses: ["lastsFor"],
          why: "Nobl9 refuses it: a drop is measured over a window.",
        },
      ];
    case "burnedBudget":
      return [
        {
          form,
          subject,
          given: stated,
          refuses: ["alertingWindow"],
          why: "Nobl9 refuses it: what is burned is counted over the SLO's window.",
        },
      ];
    case "timeToBurnBudget":
    case "timeToBurnEntireBudget":
      return [
        {
          form,
          subject,
          given: stated,
          needs: ["value"],
          why: "Nobl9 refuses it: nothing says how soon the budget has to be gone.",
        },
      ];
    default:
      return [];
  }
}
