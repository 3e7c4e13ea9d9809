// Measures `slosmith check` beside a bare parse of the same files: whole processes, from their start to their end.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inTurns, Samples } from "./samples.mjs";

const usage = fileURLToPath(new URL("usage.cjs", import.meta.url));

/** Checks a folder of files `rounds` times; measures: `check` and `cpu` in ms, `memory` in KiB. */
export async function measureCheck(build, folder, rounds) {
  const samples = new Samples();
  const programs = {
    slosmith: [join(build, "dist/cli.js"), "check", folder],
    floor: [join(build, "dist/floor.js"), "--check", folder],
  };
  // The first one only fills the system's file cache.
  await run(programs.floor);
  for (let round = 0; round < rounds; round++) {
    await inTurns(round, Object.keys(programs), async (name) => {
      const { milliseconds, cpuMs, peakKib } = await run(programs[name]);
      samples.add(name, "check", milliseconds);
      samples.add(name, "cpu", cpuMs);
      samples.add(name, "memory", peakKib);
    });
  }
  return samples;
}

function run(program) {
  const begun = performance.now();
  const child = spawn(process.execPath, ["--require", usage, ...program], {
    stdio: ["ignore", "pipe", "inherit", "pipe"],
  });
  let told = "";
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    printed += text;
  });
  child.stdio[3].setEncoding("utf8").on("data", (text) => {
    told += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code !== 0)
        reject(new Error(`${program.join(" ")} ended with ${code}:\n${printed.slice(0, 1_000)}`));
      else resolve({ milliseconds: performance.now() - begun, ...JSON.parse(told) });
    });
  });
}
