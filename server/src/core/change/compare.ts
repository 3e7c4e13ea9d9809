import { formatCount } from "../math/format";
import { alertChanges } from "./alerts";
import {
  type AspectChange,
  type Direction,
  moreIsLooser,
  moreIsTighter,
  textChange,
  together,
} from "./aspect";
import { comparisonChanges, indicatorChanges } from "./indicator";
import type { Promised, ReadWindow } from "./promised";
import { tierChanges } from "./tier";

/** What one objective says differently, as far as it is not about measurability: the promise first. */
export function promiseChanges(before: Promised, after: Promised): AspectChange[] {
  return [
    ...textChange("target", "target", before.targetText, after.targetText, targetDirection(before, after)),
    ...textChange(
      "window",
      "window",
      before.window?.text,
      after.window?.text,
      windowDirection(before.window, after.window),
    ),
    ...textChange("method", "budgeting method", methodOf(before), methodOf(after)),
    ...textChange("slice", "time slices", before.slice, after.slice, sliceDirection(before, after)),
    ...comparisonChanges(before.comparison, after.comparison),
    ...alertsChanged(before, after),
    ...tierChanges(before.tier, after.tier),
    ...indicatorChanges(before.indicator, after.indicator),
    ...textChange("traffic", "stated traffic", trafficOf(before), trafficOf(after)),
    ...textChange("weight", "weight in the composite", weightOf(before), weightOf(after)),
    ...textChange("category", "category", before.category, after.category),
    ...textChange("service", "service", before.slo.service?.value, after.slo.service?.value),
    ...textChange("name", "name", before.name, after.name),
  ];
}

/** Of two ways of counting the shares say nothing about one another. */
function targetDirection(before: Promised, after: Promised): Direction {
  return methodOf(before) === methodOf(after) ? moreIsTighter(before.target, after.target) : "neither";
}

/**
 * Who keeps a share in every short window keeps it in every long one that is made of them, and who keeps it in every
 * rolling window keeps it in every month: the longer window and the calendar's are the looser promises.
 */
function windowDirection(before: ReadWindow | undefined, after: ReadWindow | undefined): Direction {
  if (!before || !after) return "neither";
  const kind = before.kind === after.kind ? "neither" : after.kind === "calendar" ? "looser" : "tighter";
  return together([kind, moreIsLooser(before.nominalSeconds, after.nominalSeconds)]);
}

/** A slice that is good with fewer good events is looser. How its length acts depends on how failures are spread. */
function sliceDirection({ objective: before }: Promised, { objective: after }: Promised): Direction {
  return moreIsTighter(before.timeSliceTarget?.value, after.timeSliceTarget?.value);
}

/** Without a budget an alert has no figures, and the target's change tells why. */
function alertsChanged(before: Promised, after: Promised): AspectChange[] {
  return before.facts && after.facts ? alertChanges(before.alerts, after.alerts) : [];
}

function methodOf({ slo }: Promised): string | undefined {
  return slo.budgetingMethod?.value;
}

function trafficOf({ eventsPerDay }: Promised): string | undefined {
  return eventsPerDay && `${formatCount(eventsPerDay, "nearest")} events a day`;
}

function weightOf({ objective }: Promised): string | undefined {
  const weight = objective.compositeWeight?.value;
  return weight && formatCount(weight, "nearest");
}
