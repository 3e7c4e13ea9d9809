import type { Objective } from "../../model/slo";
import { sliOfObjective } from "../../resolve/indicator";
import { signalsOf } from "../../resolve/signal";
import type { Definition, WorkspaceView } from "../../resolve/workspace-view";
import { measuredEvents } from "../query/measures";

/** Nouns that people outside engineering know. */
const KNOWN =
  /\b(requests|calls|answers|queries|probes|checks|messages|jobs|tasks|runs|sign-ins|notifications|deployments|connections|backups)\b/;

/**
 * What an objective counts, in one plural noun: "requests".
 *
 * @returns undefined where no catalogue knows it, or its metrics count different things
 */
export function countedThings(
  { object, document }: Definition,
  objective: Objective,
  view: WorkspaceView,
): string | undefined {
  if (object.body.type !== "slo") return undefined;
  const found = sliOfObjective(object.body, objective, view);
  if (!found) return undefined;
  const holder = found.definedIn ?? { object, document };
  const signals = signalsOf(found.sli, holder.object, holder.document, view).filter(({ joined }) => !joined);
  const nouns = new Set(signals.map(({ verdict }) => KNOWN.exec(measuredEvents(verdict) ?? "")?.[1]));
  const [noun] = nouns;
  return nouns.size === 1 ? noun : undefined;
}
