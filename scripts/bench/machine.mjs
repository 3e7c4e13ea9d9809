// What the figures were taken on: enough to compare, nothing that names the machine or its owner.
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from "node:os";

/** Above it others were at work, and times are longer than they need be. */
const QUIET_LOAD = 1;

export function describeMachine() {
  const [cpu] = cpus();
  return {
    cpu: `${cpu?.model.trim() ?? "unknown"}, ${availableParallelism()} cores`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${platform()} ${release().split("-")[0]}, ${arch()}`,
    node: process.version,
  };
}

/** Processes that ran or waited for a core, on average over the last minute. */
export function load() {
  return loadavg()[0];
}

/** Whether the machine had other work: known from its load before the run. */
export function isBusy(loadBefore) {
  return loadBefore >= QUIET_LOAD;
}
