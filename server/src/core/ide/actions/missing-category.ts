import type { Rational } from "../../math";
import { objectSpan, type SpecObject } from "../../model/spec-object";
import type { TierObjective } from "../../model/tier";
import { tierName } from "../../resolve/tier";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { type MissingCategories, missingCategories } from "../../rules/tier/missing-categories";
import { objectiveWords } from "../../rules/tier/words";
import { type Span, shift } from "../../text/span";
import type { SourceFile, Workspace } from "../../workspace";
import { viewOf } from "../lookup";
import type { IdeOptions } from "../options";
import { SCAFFOLD_FORMAT, scaffoldMissingSlo } from "../scaffold";
import { alertsFor, policies } from "../scaffold/alerts";
import { appendDocuments } from "./append";
import type { Refactoring } from "./extract-indicator";
import { newFindings } from "./judge";
import type { FileChange } from "./text-edits";

/**
 * What adds the SLOs that a service's tier requires and that it lacks, each by itself, behind the documents of the
 * file that speaks for the service. Its alerts are those of the service's other SLOs where these fit, else new ones.
 */
export function addMissingCategories(
  workspace: Workspace,
  uri: string,
  range: Span,
  options: IdeOptions,
): Refactoring[] {
  const slot = workspace.slotAt(uri, range.start);
  const file = workspace.files.get(uri);
  if (!slot || !file) return [];
  const local = shift(range, -slot.start);
  const view = viewOf(workspace, uri);
  const touched = slot.document.objects.filter((object) => {
    const span = objectSpan(object);
    return span.start <= local.end && local.start <= span.end;
  });
  return touched.flatMap((object) =>
    missingCategories(object, view).flatMap((found) =>
      found.missing.flatMap((objective) => addOne(workspace, file, found, objective, options) ?? []),
    ),
  );
}

function addOne(
  workspace: Workspace,
  file: SourceFile,
  found: MissingCategories,
  objective: TierObjective,
  options: IdeOptions,
): Refactoring | undefined {
  const { service, tier, slos } = found;
  // The SLO that is made is one of these; a file of another format cannot hold it.
  if (!slos.every(({ object }) => object.dialect === SCAFFOLD_FORMAT)) return undefined;
  for (const { names, documents } of alertChoices(workspace, file.uri, found, objective)) {
    const wanted = {
      service,
      tierName: tierName(tier.definition),
      tier: tier.tier,
      objective,
      policies: names,
    };
    const slo = scaffoldMissingSlo(workspace, wanted, options.nowEpochMs);
    if (slo === undefined) return undefined;
    const changes: FileChange[] = [{ uri: file.uri, edits: [appendDocuments(file, [slo, ...documents])] }];
    if (newFindings(workspace, changes, options.settings).length > 0) continue;
    return { title: `Add an SLO for ${objectiveWords(objective)}, as the tier requires`, changes };
  }
  return undefined;
}

interface AlertChoice {
  readonly names: readonly string[];
  readonly documents: readonly string[];
}

/** The alerts that the SLO could have: the other SLOs' own, new ones from the tier, none. */
function alertChoices(
  workspace: Workspace,
  uri: string,
  { service, tier, slos }: MissingCategories,
  objective: TierObjective,
): AlertChoice[] {
  const view = viewOf(workspace, uri);
  const shared = slos.map(({ object }) => sharedPolicies(object, view)).filter((names) => names.length > 0);
  const target: Rational | undefined = (objective.default ?? objective.floor)?.value;
  const window = tier.tier.window?.default?.value ?? { count: 28, unit: "d", text: "28d" };
  const made = policies(service, alertsFor(tier.tier, window, target ? [target] : []), view);
  return [...shared.map((names) => ({ names, documents: [] })), made, { names: [], documents: [] }];
}

/** The alert policies that an SLO names and that are there. */
function sharedPolicies({ body }: SpecObject, view: WorkspaceView): string[] {
  if (body.type !== "slo") return [];
  const names = body.alertPolicies.flatMap((use) => (use.kind === "ref" ? [use.name.value] : []));
  return names.every((name) => view.lookup("AlertPolicy", name).length > 0) ? names : [];
}
