import { durationSeconds } from "../math/duration";
import { makeAlerts } from "../model/implied-alerts";
import type { Slo } from "../model/slo";
import { windowSetOf } from "../model/window-set";
import type { Definition, WorkspaceView } from "./workspace-view";

/**
 * The SLO with the window and the alerts that its tool makes in this workspace. One that states them itself, and one
 * whose tool has no other windows here, is given back as it is.
 */
export function madeSlo(slo: Slo, view: WorkspaceView): Slo {
  const { implied } = slo;
  const definition = implied && windowsInForce(slo, view);
  const body = definition?.object.body;
  const set = body?.type === "alertWindows" ? windowSetOf(body) : undefined;
  if (!implied || !definition || !set) return slo;
  const file = definition.uri.slice(definition.uri.lastIndexOf("/") + 1);
  const assumption = `the period and the alert windows are those of ${file}`;
  return { ...slo, ...makeAlerts(implied, set), implied: { ...implied, assumption } };
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
