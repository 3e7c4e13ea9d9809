import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Scenario, scrapes } from "./scenarios";

/** The evaluations at which each alert of a scenario fires, by its name: their moments in seconds. */
export type FiringMoments = ReadonlyMap<string, readonly number[]>;

/**
 * Has promtool run the rules of all scenarios, in one process, and asks it at every evaluation which alerts fire.
 * Each question expects none, so that promtool prints those that there are.
 */
export function promtoolFirings(all: readonly Scenario[]): FiringMoments[] {
  const folder = mkdtempSync(join(tmpdir(), "promtool-"));
  try {
    const files = all.map((scenario, index) => {
      writeFileSync(join(folder, `rules-${index}.yaml`), scenario.file.text);
      const file = join(folder, `test-${index}.yaml`);
      writeFileSync(file, testFile(scenario, index));
      return file;
    });
    const run = spawnSync("promtool", ["test", "rules", ...files], { encoding: "utf8", maxBuffer: 1 << 30 });
    if (run.error !== undefined) throw run.error;
    return readFirings(`${run.stdout}\n${run.stderr}`, all.length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A JSON text is a YAML text. */
function testFile(scenario: Scenario, number: number): string {
  const { evaluationSeconds, scrapeSeconds, endSeconds, file } = scenario;
  const evaluations = Math.floor(endSeconds / evaluationSeconds) + 1;
  const series = (code: string, of: "good" | "bad") => ({
    series: `http_requests_total{code="${code}"}`,
    values: scrapes(scenario, of).join(" "),
  });
  return JSON.stringify({
    rule_files: [`rules-${number}.yaml`],
    evaluation_interval: `${evaluationSeconds}s`,
    group_eval_order: JSON.parse(file.text).groups.map(({ name }: { name: string }) => name),
    tests: [
      {
        interval: `${scrapeSeconds}s`,
        input_series: [series("200", "good"), series("500", "bad")],
        promql_expr_test: Array.from({ length: evaluations }, (_, index) => ({
          // Answers do not say which file they are from: the label does.
          expr: `label_replace(ALERTS{alertstate="firing"}, "scenario", "${number}", "", "")`,
          eval_time: `${index * evaluationSeconds}s`,
          exp_samples: [],
        })),
      },
    ],
  });
}

function readFirings(output: string, count: number): FiringMoments[] {
  const firings = Array.from({ length: count }, () => new Map<string, number[]>());
  let moment = 0;
  for (const line of output.split("\n")) {
    const asked = /expr: .*, time: (\S+?),/.exec(line);
    if (asked) moment = promSeconds(asked[1] ?? "");
    if (!/^\s*got:/.test(line)) continue;
    for (const [labels] of line.matchAll(/\{[^}]*\}/g)) {
      const of = firings[Number(labelOf(labels, "scenario"))];
      const name = labelOf(labels, "alertname");
      of?.set(name, [...(of.get(name) ?? []), moment]);
    }
  }
  // Anything else that promtool reports would pass for an alert that never fires.
  const fault = /(?:error|could not|unexpected|invalid|duplicate).*/i.exec(output)?.[0];
  const answered = output.match(/^Unit Testing: /gm)?.length ?? 0;
  if (fault !== undefined || answered < count) {
    throw new Error(`promtool ran ${answered} of ${count} scenarios: ${fault ?? output.slice(0, 400)}`);
  }
  return firings;
}

/** `1d2h3m4s`, as Prometheus writes a length of time. */
function promSeconds(text: string): number {
  const found = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text);
  if (found === null) throw new Error(`promtool's answer has no time: ${text}`);
  const [, days = "0", hours = "0", minutes = "0", seconds = "0"] = found;
  return Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}

function labelOf(labels: string, name: string): string {
  const value = new RegExp(`[{ ,]${name}=\\\\?"([^"\\\\]*)`).exec(labels)?.[1];
  if (value === undefined) throw new Error(`promtool's answer has no label ${name}: ${labels}`);
  return value;
}
