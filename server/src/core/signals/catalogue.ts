import { SIGNAL_CLASSES } from "./classes";
import { asyncFamilies } from "./families/async";
import { brokerFamilies } from "./families/broker";
import { browserFamilies } from "./families/browser";
import { cloudFamilies } from "./families/cloud";
import { conventionFamilies } from "./families/convention";
import { databaseFamilies } from "./families/database";
import { dependencyFamilies } from "./families/dependency";
import { edgeFamilies } from "./families/edge";
import { gatewayFamilies } from "./families/gateway";
import { machineFamilies } from "./families/machine";
import { meshFamilies } from "./families/mesh";
import { platformFamilies } from "./families/platform";
import { prometheusFamilies } from "./families/prometheus";
import { runtimeFamilies } from "./families/runtime";
import { serverFamilies } from "./families/server";
import { spanFamilies } from "./families/span";
import { syntheticFamilies } from "./families/synthetic";
import { elsewhereFamilies } from "./families-elsewhere";
import type { SignalFamily } from "./signal";

/** Rises with every change of the rows, so that a verdict can say what it was made with. */
export const CATALOGUE_VERSION = "1";

const prometheus: readonly SignalFamily[] = [
  ...browserFamilies,
  ...meshFamilies,
  ...edgeFamilies,
  ...gatewayFamilies,
  ...cloudFamilies,
  ...spanFamilies,
  ...serverFamilies,
  ...platformFamilies,
  ...dependencyFamilies,
  ...syntheticFamilies,
  ...asyncFamilies,
  ...machineFamilies,
  ...runtimeFamilies,
  ...databaseFamilies,
  ...brokerFamilies,
  ...prometheusFamilies,
  ...conventionFamilies,
];

/**
 * All rows, in the order in which they are tried: first those that ask for labels, as the families list them; then
 * documented names; then mere conventions. Without labels, by class in the order of SIGNAL_CLASSES; within a class,
 * as the families list them. Rows for other sources follow, as they are listed.
 */
export const catalogue: readonly SignalFamily[] = [
  ...[...prometheus].sort((a, b) => precision(a) - precision(b) || classOrder(a) - classOrder(b)),
  ...elsewhereFamilies,
];

function precision(row: SignalFamily): number {
  if (row.convention === true) return 2;
  return row.labels === undefined ? 1 : 0;
}

function classOrder(row: SignalFamily): number {
  return row.labels === undefined ? SIGNAL_CLASSES.indexOf(row.class) : 0;
}
