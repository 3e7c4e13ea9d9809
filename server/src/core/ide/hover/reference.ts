import { formatFactor, formatPercent, shortDuration } from "../../math";
import type { AlertCondition, AlertPolicy } from "../../model/alert";
import { type SoundStep, soundSteps } from "../../model/burn-steps";
import { readText } from "../../model/located";
import type { Sli } from "../../model/sli";
import type { Slo } from "../../model/slo";
import type { ObjectKind, SpecObject } from "../../model/spec-object";
import type { Tier } from "../../model/tier";
import type { Definition, WorkspaceView } from "../../resolve/workspace-view";
import { shortened } from "../../text/shortened";
import { nodeAt } from "../../yaml/node";
import { code, lines, plain } from "../markdown";
import { fileName } from "../navigation/words";
import { listed } from "../words";

/**
 * What a name stands for, in one or two lines; or that nothing of that name is defined.
 *
 * @param found what it can mean; all objects of that kind and name if left out
 */
export function referenceHover(
  kind: ObjectKind,
  name: string,
  view: WorkspaceView,
  found: readonly Definition[] = kind === "ReliabilityTier" ? view.tiersNamed(name) : view.lookup(kind, name),
): string {
  const first = found[0];
  if (!first) return `No ${kind} named ${code(name, 80)} is defined in this workspace.`;
  const several =
    found.length > 1 ? `The name is given ${found.length} times: ${fileNames(found)}.` : undefined;
  return lines(summary(first), several);
}

/** An object in one line with a second one for its queries. */
export function summary({ object, uri }: Definition): string {
  const display = object.displayName?.value;
  const name = object.name?.value ?? "without a name";
  const description = object.description?.value;
  const title = `${object.kind} **${plain(name)}**${display ? ` (${plain(display)})` : ""}, in ${plain(fileName(uri))}`;
  return lines(
    description ? `${title}: ${plain(shortened(description, 300))}` : `${title}.`,
    details(object),
  );
}

function details(object: SpecObject): string[] {
  const { body } = object;
  switch (body.type) {
    case "slo":
      return sloDetails(body);
    case "sli":
      return sliDetails(body);
    case "alertPolicy":
      return policyDetails(body);
    case "alertCondition":
      return [`Fires at ${conditionWords(body)}.`];
    case "errorBudgetPolicy":
      return [`Steps: ${listed(soundSteps(body).map(stepWords))}.`];
    case "tier":
      return tierDetails(body);
    case "workspace":
    case "recordingRules":
    case "alertWindows":
    case "other":
      return otherDetails(object);
  }
}

function sloDetails(slo: Slo): string[] {
  const targets = slo.objectives.flatMap(({ target }) => (target ? [formatPercent(target.value)] : []));
  if (targets.length === 0) return [];
  const window = slo.window
    ? ` over ${slo.window.kind === "rolling" ? "a rolling " : "calendar windows of "}${shortDuration(slo.window.duration.value)}`
    : "";
  return [`Promises ${listed(targets)}${window}.`];
}

function sliDetails(sli: Sli): string[] {
  return sli.metrics.flatMap(({ role, query, sourceType, sourceRef }) => {
    const source = sourceRef?.value ?? sourceType?.value;
    const from = source ? ` from ${plain(source)}` : "";
    if (!query || query.missing) return from ? [`${role}:${from}`] : [];
    return [`${role}${from}: ${code(query.source)}`];
  });
}

function policyDetails(policy: AlertPolicy): string[] {
  const conditions = policy.conditions.map((use) =>
    use.kind === "ref" ? plain(use.name.value) : conditionWords(use.condition),
  );
  return conditions.length === 0 ? [] : [`Alerts on ${listed(conditions)}.`];
}

/** "13.44x over 1h (page)". */
function conditionWords({ threshold, lookback, severity }: AlertCondition): string {
  const burn = threshold ? formatFactor(threshold.value) : "a burn rate that cannot be read";
  const over = lookback ? ` over ${shortDuration(lookback.value)}` : "";
  return `${burn}${over}${severity ? ` (${plain(severity.value)})` : ""}`;
}

/** "9x over 1h". */
function stepWords({ threshold, window }: SoundStep): string {
  return `${formatFactor(threshold.value)} over ${shortDuration(window.value)}`;
}

function tierDetails(tier: Tier): string[] {
  const rank = tier.rank ? `Rank ${tier.rank.value}` : "Rank not stated";
  const criticality = tier.criticality ? `, ${plain(tier.criticality.value)}` : "";
  const window = tier.window?.default ? `; usual window ${shortDuration(tier.window.default.value)}` : "";
  const targets = tier.objectives.flatMap(({ category, path, default: usual }) =>
    usual
      ? [`${plain(category.value)}${path ? ` ${plain(path.value)}` : ""} ${formatPercent(usual.value)}`]
      : [],
  );
  const usual = targets.length > 0 ? [`Usual targets: ${listed(targets)}.`] : [];
  return [`${rank}${criticality}${window}.`, ...usual];
}

/** Data sources and notification targets are told by the one word that says what they are. */
function otherDetails(object: SpecObject): string[] {
  const word =
    readText(nodeAt(object.root, ["spec", "type"])) ?? readText(nodeAt(object.root, ["spec", "target"]));
  if (!word) return [];
  return [object.kind === "DataSource" ? `Type: ${plain(word.value)}.` : `Goes to: ${plain(word.value)}.`];
}

function fileNames(definitions: readonly Definition[]): string {
  return listed([...new Set(definitions.map(({ uri }) => plain(fileName(uri))))]);
}
