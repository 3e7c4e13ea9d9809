import { durationSeconds } from "../math/duration";
import { windowSetOfSteps } from "../model/burn-steps";
import { type ImpliedAlerts, makeAlerts, type NamedSource, type WindowSet } from "../model/implied-alerts";
import type { Slo } from "../model/slo";
import type { Body } from "../model/spec-object";
import { windowSetOf } from "../model/window-set";
import { fileName, folderOf } from "./nearest-workspace";
import type { Definition, WorkspaceView } from "./workspace-view";

/**
 * The SLO with the window and the alerts that its tool makes in this workspace. One that states them itself, and one
 * whose tool has no other windows here, is given back as it is.
 *
 * @param uri the file that holds the SLO, where it is not the one that is being checked
 */
export function madeSlo(slo: Slo, view: WorkspaceView, uri: string = view.uri): Slo {
  const { implied } = slo;
  if (!implied) return slo;
  // Windows from another file belong to formats that leave the SLO's window to their tool.
  if (implied.source) return fromSource(slo, implied, sourceInForce(implied.source, view, uri));
  const definition = slo.window?.implied && windowsInForce(slo, view);
  const set = definition && setOf(definition.object.body);
  if (!definition || !set) return slo;
  const assumption = `the period and the alert windows are those of ${fileName(definition.uri)}`;
  return { ...slo, ...makeAlerts(implied, set), implied: { ...implied, assumption } };
}

function fromSource(slo: Slo, implied: ImpliedAlerts, definition: Definition | undefined): Slo {
  const set = definition && setOf(definition.object.body);
  if (!definition || !set) return slo;
  const name = definition.object.name?.value ?? "";
  const period = set.period.text;
  const assumption = `the steps are those of \`${name}\` in ${fileName(definition.uri)}, and the longest, ${period}, is the SLO's window`;
  const remarks = [...implied.remarks, ...(implied.source?.remarks ?? [])];
  return { ...slo, ...makeAlerts(implied, set), implied: { ...implied, assumption, remarks } };
}

/** What windows and burn rates an object holds; undefined where it holds none, or not all of them can be read. */
function setOf(body: Body): WindowSet | undefined {
  if (body.type === "alertWindows") return windowSetOf(body);
  return body.type === "errorBudgetPolicy" ? windowSetOfSteps(body) : undefined;
}

/**
 * The object that holds a named set of windows for the SLOs of a file. Of several with the name that in the file's own
 * folder or the nearest above it; elsewhere a command line decides, and only where all of them say the same it does
 * not matter which.
 */
export function sourceInForce(
  source: NamedSource,
  view: WorkspaceView,
  uri: string = view.uri,
): Definition | undefined {
  const all = view.lookup(source.kind, source.name).filter(({ object }) => !object.partial);
  let nearest: Definition | undefined;
  for (const one of all) {
    const folder = folderOf(one.uri);
    if (uri.startsWith(folder) && (!nearest || folder.length > folderOf(nearest.uri).length)) nearest = one;
  }
  if (nearest) return nearest;
  const [first, ...others] = all;
  const said = first && textOf(first);
  return others.every((one) => textOf(one) === said) ? first : undefined;
}

/** All that a set of windows says, as a text that can be compared. */
function textOf({ object }: Definition): string {
  const set = setOf(object.body);
  const pairs = set?.pairs.map(({ name, severity, burn, long }) =>
    [name, severity, burn.toFraction(), durationSeconds(long).toFraction()].join(" "),
  );
  return (pairs ?? []).join("\n");
}

/**
 * The AlertWindows that an SLO's alerts are made from. Of several, those for the tool's own default period, which
 * holds where its command line says nothing; a single one shows that the command line names its period.
 */
function windowsInForce(slo: Slo, view: WorkspaceView): Definition | undefined {
  const all = view
    .all("AlertWindows")
    .filter(
      ({ object }) => object.body.type === "alertWindows" && !object.partial && windowSetOf(object.body),
    );
  const usual = slo.window && durationSeconds(slo.window.duration.value);
  const forUsual = all.filter(({ object: { body } }) => {
    const period = body.type === "alertWindows" ? body.period : undefined;
    return period && usual && durationSeconds(period.value).equals(usual);
  });
  if (forUsual.length > 0) return forUsual[0];
  return all.length === 1 ? all[0] : undefined;
}
