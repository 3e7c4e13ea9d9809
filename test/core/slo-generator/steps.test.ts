import { describe, expect, it } from "vitest";
import { hoverAt } from "../../../server/src/core/ide/hover";
import { inlayHints } from "../../../server/src/core/ide/inlay-hints";
import { previewOf } from "../../../server/src/core/ide/preview";
import { formatRatio } from "../../../server/src/core/math/format";
import { ratio } from "../../../server/src/core/math/rational";
import { roundedThreshold } from "../../../server/src/core/model/burn-steps";
import { madeSlo } from "../../../server/src/core/resolve/made-slo";
import { TrackingView } from "../../../server/src/core/workspace-view";
import { splitFiles, uriOf, workspaceOf } from "../../support/workspace";
import { config, findingsOf, GOOGLE, slo, sloIn, step } from "./support";

const OPTIONS = { nowEpochMs: Date.UTC(2026, 0, 15) };
const BOTH = `${slo()}# file: config.yaml\n${config()}`;

/** The hover in the middle of a needle of one of a text's files. */
function hoverIn(text: string, needle: string, name = "main.yaml"): string {
  const files = splitFiles(text);
  const file = files.find((one) => one.name === name);
  const at = file?.text.indexOf(needle) ?? -1;
  if (at < 0) throw new Error(`"${needle}" is not in ${name}`);
  const offset = at + Math.floor(needle.length / 2);
  return hoverAt(workspaceOf(files), uriOf(name), offset, OPTIONS)?.markdown ?? "";
}

/** The SLO of main.yaml, as the workspace makes it. */
function made(text: string, name = "main.yaml") {
  const files = splitFiles(text);
  const file = files.find((one) => one.name === name);
  return madeSlo(sloIn(file?.text ?? ""), new TrackingView(workspaceOf(files).index, uriOf(name)));
}

describe("rounding to one decimal before comparing", () => {
  // report.py: round(eb_value / eb_target, 1) > burn_rate_threshold
  it.each([
    ["9", "9.05"],
    ["1.5", "1.55"],
    ["1", "1.05"],
    ["13.44", "13.45"],
    ["9.99", "9.95"],
  ])("passes %s from %s on", (threshold, from) => {
    expect(formatRatio(roundedThreshold(ratio(threshold)))).toBe(from);
  });
});

describe("an SLO with its policy", () => {
  it("has the longest step for its window, and each step for an alert", () => {
    const { window, alertPolicies } = made(BOTH);
    expect(window?.duration.value.text).toBe("28d");
    const steps = alertPolicies.flatMap((use) =>
      use.kind === "inline"
        ? use.policy.conditions.flatMap((one) => (one.kind === "inline" ? [one.condition] : []))
        : [],
    );
    expect(
      steps.map(({ name, severity, lookback, threshold, firesFrom }) => [
        ...[name, severity?.value, lookback?.value.text, threshold && formatRatio(threshold.value)],
        ...[firesFrom && formatRatio(firesFrom)],
      ]),
    ).toEqual([
      ["1 hour", "page", "1h", "9", "9.05"],
      ["12 hours", "page", "12h", "3", "3.05"],
      ["7 days", "report", "7d", "1.5", "1.55"],
      ["28 days", "report", "28d", "1", "1.05"],
    ]);
  });

  it("has the nearest of several configurations", () => {
    const near = config({ default: [step("2 hours", "7200", "9")] });
    const text = `# file: team/slo.yaml\n${slo()}# file: team/config.yaml\n${near}# file: config.yaml\n${config()}`;
    expect(made(text, "team/slo.yaml").window?.duration.value.text).toBe("2h");
  });

  it("has one from elsewhere where all of them say the same, and none where they differ", () => {
    const own = `# file: slos/slo.yaml\n${slo()}# file: a/config.yaml\n${config()}# file: b/config.yaml\n`;
    expect(made(`${own}${config()}`, "slos/slo.yaml").window?.duration.value.text).toBe("28d");
    const other = config({ default: [step("2 hours", "7200", "9")] });
    expect(made(`${own}${other}`, "slos/slo.yaml").window).toBeUndefined();
  });

  it("is not held against the longest of short steps", () => {
    // Google's own policy for Service Monitoring: 4x over 1d is twice the budget of the longest step, 2d.
    const short = config({ default: [step("24 hours", "86400", "4"), step("48 hours", "172800", "2")] });
    const text = `${slo()}# file: config.yaml\n${short}`;
    expect(findingsOf(text)).toEqual([]);
    expect(hoverIn(text, "0.999")).not.toMatch(/% of the budget is spent/);
  });

  it("has none where a step cannot be read", () => {
    const broken = config({ default: [...GOOGLE, step("odd", "${WINDOW}", "2")] });
    expect(made(`${slo()}# file: config.yaml\n${broken}`).window).toBeUndefined();
  });
});

describe("what is shown", () => {
  it("each step's window, budget and burn rate, behind the goal", () => {
    const workspace = workspaceOf(splitFiles(BOTH));
    const [hint] = inlayHints(workspace, uriOf("main.yaml"), undefined, OPTIONS);
    // (1 - 0.999) x 3600 s = 3.6 s, and so on.
    expect(hint?.label).toBe(
      "3.6s in 1h (9x), 43.2s in 12h (3x), 10m 4.8s in 7d (1.5x), 40m 19.2s in 28d (1x)",
    );
  });

  it("the same in the goal's hover, with the rounding", () => {
    const hover = hoverIn(BOTH, "0.999");
    expect(hover).toContain("40m 19.2s of total outage");
    // 9.05 x 0.001 of all events, and 0.00905 x 3600 s.
    expect(hover).toContain("9x over 1h (page; budget 3.6s): needs over 0.905 % failing.");
    expect(hover).toContain("A total outage fires it after 32.58s");
    expect(hover).toContain("the steps are those of `default` in config.yaml, and the longest, 28d");
    expect(hover).toContain("rounded to one decimal");
  });

  it("each step on the policy's key", () => {
    const text = `${slo({ more: "error_budget_policy: default" })}# file: config.yaml\n${config()}`;
    const hover = hoverIn(text, "error_budget_policy");
    for (const name of ["9x over 1h", "3x over 12h", "1.5x over 7d", "1x over 28d"])
      expect(hover).toContain(name);
    expect(hoverIn(text, "policy: default".slice(8))).toContain("Steps: 9x over 1h, 3x over 12h");
  });

  it("that no window is known, without the configuration", () => {
    const hover = hoverIn(slo(), "0.999");
    expect(hover).toContain(
      "No window is known: the error budget policy `default` is in no shared configuration",
    );
    expect(hover).not.toContain("No burn alert");
    expect(inlayHints(workspaceOf(splitFiles(slo())), uriOf("main.yaml"), undefined, OPTIONS)).toEqual([]);
  });

  it("the steps in the preview, with the budgets of their windows", () => {
    const workspace = workspaceOf(splitFiles(BOTH));
    const part = previewOf(workspace, uriOf("main.yaml"), OPTIONS).sections[0]?.parts[0];
    expect(part?.alerts?.columns[1]?.label).toBe("Budget of its own window");
    expect(part?.alerts?.rows.map(({ label, detail, cells }) => [label, detail, cells[0]])).toEqual([
      ["9x over 1h", "page, 1 hour", "3.6s"],
      ["3x over 12h", "page, 12 hours", "43.2s"],
      ["1.5x over 7d", "report, 7 days", "10m 4.8s"],
      ["1x over 28d", "report, 28 days", "40m 19.2s"],
    ]);
  });

  it("in the configuration, what a step means for each SLO", () => {
    const hover = hoverIn(BOTH, "3600", "config.yaml");
    expect(hover).toContain("9x over 1h. Above 9 means from 9.05 on");
    // 9.05 x 1h / 28d
    expect(hover).toContain("By then 1.3 % of the budget of 28d is spent; at 9x it lasts 74h 40m.");
    expect(hover).toContain(
      "checkout-requests-availability, 99.9 %: budget 3.6s of total outage; needs over 0.905 % failing; a total outage passes it after 32.58s.",
    );
  });

  it("in the configuration, what a step means where no SLO is known", () => {
    expect(hoverIn(config(), "3600")).toContain(
      "No SLO of this workspace names the policy. For a goal of 99.9 % the step's own budget would be 3.6s of total outage.",
    );
  });
});
