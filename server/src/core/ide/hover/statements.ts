import { formatPercent } from "../../math";
import { readDecimal } from "../../model/located";
import type { FamilyStatement, MeasurementStatements } from "../../model/measurement";
import { type Lookup, sameSpan } from "../lookup";
import { lines, plain } from "../markdown";
import type { IdeOptions } from "../options";
import {
  boundMeaning,
  clientMeaning,
  dependenciesMeaning,
  retentionMeaning,
  sampleMeaning,
  trafficMeaning,
} from "./measurement";

/** What a value of a tier's or a workspace's facts about measurement means; undefined for words without figures. */
export function statementHover(
  lookup: Lookup,
  statements: MeasurementStatements | undefined,
  families: readonly FamilyStatement[],
  options: IdeOptions,
): string | undefined {
  const { node } = lookup;
  const here = (located: Parameters<typeof sameSpan>[0]) => sameSpan(located, node.span);
  const bounds = [statements?.buckets, ...families.map(({ buckets }) => buckets)];
  const list = bounds.find(
    (one) => one && one.span.start <= node.span.start && node.span.end <= one.span.end,
  );
  const bound = list && readDecimal(node);
  if (list && bound) return boundMeaning(bound.value, list.value);
  if (!statements) return undefined;
  const { eventsPerDay, sampleInterval, retention, client, dependencies } = statements;
  if (eventsPerDay && here(eventsPerDay.span))
    return lines(trafficMeaning(eventsPerDay.value, lookup, options));
  if (sampleInterval && here(sampleInterval.span))
    return lines(sampleMeaning(sampleInterval.value, lookup, options));
  if (retention && here(retention.span)) return lines(retentionMeaning(retention.value, lookup, options));
  if (client && here(client.span)) return clientMeaning(client.value);
  const dependency = dependencies.find(({ target }) => here(target.span));
  if (!dependency) return undefined;
  return lines(
    `${plain(dependency.name)} promises ${formatPercent(dependency.target.value)}.`,
    dependenciesMeaning(dependencies.map(({ target }) => target.value)),
  );
}
