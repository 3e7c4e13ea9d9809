// Keeps the samples of a run by server and by what was measured.

export class Samples {
  #all;

  /** @param {Record<string, number[]>} kept what `toJSON` gave */
  constructor(kept = {}) {
    this.#all = new Map(Object.entries(kept));
  }

  /** @param {string} server @param {string} measure @param {number} value milliseconds, or KiB of memory */
  add(server, measure, value) {
    const key = `${server} ${measure}`;
    const samples = this.#all.get(key) ?? [];
    samples.push(value);
    this.#all.set(key, samples);
  }

  /** Takes the time of something that a server does, and the processor time that it uses for it. */
  async timed(client, server, measure, work) {
    const cpuBefore = client.cpuMs();
    const begun = performance.now();
    const result = await work();
    this.add(server, measure, performance.now() - begun);
    if (cpuBefore !== undefined) this.add(server, `${measure} cpu`, client.cpuMs() - cpuBefore);
    return result;
  }

  /** All samples, in the order they were taken; empty where nothing was measured. */
  of(server, measure) {
    return this.#all.get(`${server} ${measure}`) ?? [];
  }

  toJSON() {
    return Object.fromEntries(this.#all);
  }
}

/** Calls a measurement for each server by turns: who comes first changes, so that none always runs on a warm machine. */
export async function inTurns(round, servers, measure) {
  const order = round % 2 === 0 ? servers : [...servers].reverse();
  for (const server of order) await measure(server);
}

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
