import {
  type BudgetRow,
  budgetRows,
  type DeclaredWindow,
  errorBudget,
  formatDuration,
  formatFactor,
  formatPercent,
  isPositive,
  type Rational,
  shortDuration,
} from "../math";
import type { Tier, TierObjective } from "../model/tier";
import { shift } from "../text/span";
import { rowBar, rowDates, rowFrame } from "./budget/rows";
import {
  leadBudget,
  leadObjective,
  objectiveName,
  sound,
  tierAlertAt,
  tierAlertFacts,
  usualWindow,
} from "./budget/tier-facts";
import type { IdeOptions } from "./options";
import type { PreviewPart, PreviewTable } from "./preview-model";
import { capital, outOf, spaced } from "./words";

const MARK = "the usual window";

const LIMITS = [
  ["floor", "Floor"],
  ["default", "Usual"],
  ["ceiling", "Ceiling"],
] as const;

/** Each objective of a tier: the budgets of floor, usual target and ceiling in every window. */
export function tierParts(tier: Tier, id: string, slotStart: number, options: IdeOptions): PreviewPart[] {
  return tier.objectives.map((objective, index) =>
    tierPart(objective, tier, `${id}-o${index + 1}`, slotStart, options),
  );
}

function tierPart(
  objective: TierObjective,
  tier: Tier,
  id: string,
  slotStart: number,
  options: IdeOptions,
): PreviewPart {
  const title = capital(spaced(objectiveName(objective)));
  const span = shift(objective.span, slotStart);
  const limits = LIMITS.flatMap(([key, label]) => {
    const target = sound(objective[key]);
    return target ? [{ key, label: `${label} ${formatPercent(target)}`, target }] : [];
  });
  const usual = limits.find(({ key }) => key === "default") ?? limits[0];
  if (!usual)
    return {
      id,
      title,
      sentences: ["Its targets cannot be read, so there are no numbers."],
      assumptions: [],
      span,
    };
  const rows = limits.map(({ target }) => rowsOf(target, tier, options.nowEpochMs));
  const shown = rows[limits.indexOf(usual)] ?? [];
  return {
    id,
    title,
    summary: `${objective.required ? "required of every service" : "not required"}${objective.threshold ? `, within ${shortDuration(objective.threshold.value)}` : ""}`,
    sentences: [usualSentence(usual.target, tier)],
    budgets: {
      caption: `Error budget of ${objectiveName(objective)} as total outage, by window`,
      columns: [{ id: "period", label: "Window" }, ...limits.map(({ key, label }) => ({ id: key, label }))],
      rows: shown.map((row, at) => ({
        ...rowFrame(row, rowDates(row, "UTC", options.nowEpochMs, undefined), MARK),
        cells: rows.map((own) => time(own[at])),
      })),
    },
    bars: {
      id: `${id}-bars`,
      title: `Error budget of ${objectiveName(objective)} at the usual target by window`,
      bars: shown.map((row) => rowBar(row, MARK)),
    },
    assumptions: [],
    span,
  };
}

function time(row: BudgetRow | undefined): string {
  return row ? formatDuration(row.timeBudgetSeconds, "down") : "";
}

function usualSentence(target: Rational, tier: Tier): string {
  const window = usualWindow(tier);
  const share = `At the usual target ${outOf(errorBudget(target))} may fail`;
  if (!window) return `${share}.`;
  const budget = formatDuration(errorBudget(target).mul(window.seconds), "down");
  return `${share}, equivalent to ${budget} of total outage in ${window.label}.`;
}

function rowsOf(target: Rational, tier: Tier, nowEpochMs: number): readonly BudgetRow[] {
  const duration = tier.window?.default?.value;
  // A tier says how long its windows are, not when they begin: a calendar one is shown by its nominal length.
  const declaredWindow: DeclaredWindow | undefined = duration && { kind: "rolling", duration };
  return budgetRows({ target, declaredWindow, timeZone: "UTC", nowEpochMs });
}

/** What holds for the tier as a whole: its alerts and its escalation, in time. */
export function tierTables(tier: Tier): PreviewTable[] {
  return [alertTable(tier), stepTable(tier)].filter((table) => table !== undefined);
}

function alertTable(tier: Tier): PreviewTable | undefined {
  const lead = leadObjective(tier);
  const targets = (["floor", "ceiling"] as const).flatMap((name) => {
    const target = sound(lead?.[name]);
    return target ? [{ name, target }] : [];
  });
  const rows = tier.alerting.flatMap((alert, index) => {
    const facts = tierAlertFacts(alert, tier);
    if (!facts || !alert.longWindow) return [];
    const at = targets.map(({ target }) => tierAlertAt(facts, target));
    const pair = [alert.longWindow, alert.shortWindow].flatMap((one) =>
      one ? [shortDuration(one.value)] : [],
    );
    return [
      {
        id: `alert-${index + 1}`,
        label: `${formatFactor(facts.burn)} over ${pair.join(" and ")}`,
        ...(alert.severity && { detail: alert.severity.value }),
        ...(at.some(({ possible }) => !possible) ? { fault: true } : {}),
        cells: [
          formatPercent(facts.spent),
          ...at.flatMap(({ needs, possible, detect }) => [
            possible ? `over ${formatPercent(needs, "up")}` : `${formatPercent(needs, "up")}: impossible`,
            possible && detect ? formatDuration(detect, "up") : "never",
          ]),
        ],
      },
    ];
  });
  if (rows.length === 0 || !lead) return undefined;
  return {
    caption: `Burn alerts, for ${objectiveName(lead)}`,
    columns: [
      { id: "alert", label: "Alert" },
      { id: "spent", label: "Budget spent" },
      ...targets.flatMap(({ name, target }) => [
        { id: `${name}-needs`, label: `Needs failing at the ${name}, ${formatPercent(target)}` },
        { id: `${name}-detect`, label: `Total outage at the ${name}, fires after` },
      ]),
    ],
    rows,
  };
}

function stepTable(tier: Tier): PreviewTable | undefined {
  const lead = leadBudget(tier);
  const steps = tier.escalation?.steps ?? [];
  if (steps.length === 0 || !lead) return undefined;
  return {
    caption: `Escalation, for ${objectiveName(lead.objective)} at ${formatPercent(lead.target)} in ${lead.window.label}`,
    columns: [
      { id: "step", label: "Budget spent" },
      { id: "spent", label: "Total outage so far" },
      { id: "left", label: "Left" },
      { id: "decider", label: "Who decides" },
      { id: "within", label: "Within" },
      { id: "actions", label: "What is done" },
    ],
    rows: steps.map((step, index) => {
      const spent = step.consumed && lead.seconds.mul(step.consumed.value);
      const left = spent && lead.seconds.sub(spent);
      return {
        id: `step-${index + 1}`,
        label: step.consumed ? formatPercent(step.consumed.value) : "?",
        cells: [
          spent ? formatDuration(spent, "up") : "",
          left ? (isPositive(left) ? formatDuration(left, "down") : "nothing") : "",
          step.decider?.value ?? "",
          step.within ? shortDuration(step.within.value) : "",
          step.actions.map(({ value }) => value).join(", "),
        ],
      };
    }),
  };
}
