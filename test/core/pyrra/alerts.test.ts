import { describe, expect, it } from "vitest";
import { formatRatio } from "../../../server/src/core/math";
import { alertsOfSlo } from "../../../server/src/core/resolve/alerts";
import { codesIn, findingsIn, hoverIn, pyrra, sloIn, viewFrom } from "./support";

/** The alerts of an SLO as Pyrra's rules write them: `factor long short for severity`. */
function alerts(text: string): string[] {
  return alertsOfSlo(sloIn(text).body, viewFrom(text)).alerts.map(({ condition }) => {
    const { threshold, lookback, shortLookback, alertAfter, severity } = condition;
    if (!threshold || !lookback || !shortLookback) throw new Error("an alert without figures");
    const times = [lookback, shortLookback, alertAfter].map((one) => one?.value.text ?? "0");
    return `${formatRatio(threshold.value)} ${times.join(" ")} ${severity?.value}`;
  });
}

const AT_28D = ["14 1h 5m 2m critical", "7 6h 30m 15m critical", "2 1d 2h 1h warning", "1 4d 6h 3h warning"];

describe("the alerts that Pyrra makes", () => {
  // The labels `long` and `short`, and `for`, of the rules in Pyrra's slo/rules_test.go, TestObjective_Burnrates:
  // http-ratio (28d), operator-ratio (14d), grpc-latency (7d).
  it.each([
    ["28d", AT_28D],
    ["4w", AT_28D],
    [
      "14d",
      ["14 30m 3m 1m critical", "7 3h 15m 8m critical", "2 12h 1h 30m warning", "1 2d 3h 1h30m warning"],
    ],
    [
      "2w",
      ["14 30m 3m 1m critical", "7 3h 15m 8m critical", "2 12h 1h 30m warning", "1 2d 3h 1h30m warning"],
    ],
    [
      "7d",
      ["14 15m 1m 1m critical", "7 1h30m 8m 4m critical", "2 6h 30m 15m warning", "1 1d 1h30m 45m warning"],
    ],
  ])("at %s are those of its generator's tests", (window, wanted) => {
    expect(alerts(pyrra({ window }))).toEqual(wanted);
  });

  // By hand from slo/rules.go, Windows: the window divided by 672, 112, 28 and 7 (long), 8064, 1344, 336 and 112
  // (short), 20160, 2688, 672 and 224 (for), each rounded to the minute.
  it.each([
    [
      "30d",
      [
        "14 1h4m 5m 2m critical",
        "7 6h26m 32m 16m critical",
        "2 1d1h43m 2h9m 1h4m warning",
        "1 4d6h51m 6h26m 3h13m warning",
      ],
    ],
    [
      "90d",
      [
        "14 3h13m 16m 6m critical",
        "7 19h17m 1h36m 48m critical",
        "2 3d5h9m 6h26m 3h13m warning",
        "1 12d20h34m 19h17m 9h39m warning",
      ],
    ],
    [
      "68h",
      ["14 6m 1m 0 critical", "7 36m 3m 2m critical", "2 2h26m 12m 6m warning", "1 9h43m 36m 18m warning"],
    ],
    [
      "49d",
      [
        "14 1h45m 9m 4m critical",
        "7 10h30m 53m 26m critical",
        "2 1d18h 3h30m 1h45m warning",
        "1 1w 10h30m 5h15m warning",
      ],
    ],
  ])("at %s are its formula's", (window, wanted) => {
    expect(alerts(pyrra({ window }))).toEqual(wanted);
  });

  it("are none where the window is too short for its rules", () => {
    const text = pyrra({ window: "67h" });
    expect(alerts(text)).toEqual([]);
    expect(codesIn(text)).toEqual(["window-too-short error"]);
    expect(codesIn(pyrra({ window: "68h" }))).toEqual([]);
  });

  it.each(["burnrates: false", "disabled: true"])("can be switched off: %s", (line) => {
    expect(alerts(pyrra({ more: `alerting:\n  ${line}` }))).toEqual([]);
  });

  it("have the severities that the file states", () => {
    const more = "alerting:\n  severities:\n    fastBurn: page\n    longTermBurn: info";
    const severities = alerts(pyrra({ more })).map((one) => one.split(" ").at(-1));
    expect(severities.sort()).toEqual(["critical", "info", "page", "warning"]);
  });

  it("are called as the file says, else as Pyrra does", () => {
    const names = (more?: string) =>
      sloIn(pyrra(more === undefined ? {} : { more })).body.alertPolicies.map((use) =>
        use.kind === "inline" ? use.policy.name : undefined,
      );
    expect(names()).toEqual(["ErrorBudgetBurn", "ErrorBudgetBurn"]);
    expect(names("alerting:\n  name: Checkout")).toEqual(["Checkout", "Checkout"]);
  });

  it("do not follow Sloth's alert windows beside them", () => {
    const pair = (name: string) => `    ${name}: {errorBudgetPercent: 2, shortWindow: 5m, longWindow: 1h}\n`;
    const windows = `apiVersion: sloth.slok.dev/v1\nkind: AlertWindows\nspec:\n  sloPeriod: 28d\n  page:\n${pair("quick")}${pair("slow")}  ticket:\n${pair("quick")}${pair("slow")}`;
    expect(alerts(`${pyrra()}# file: windows.yaml\n${windows}`)).toEqual(AT_28D);
  });
});

describe("an alert that cannot fire", () => {
  it("is found where the other of its severity still can", () => {
    const [finding] = findingsIn(pyrra({ target: '"90"' }));
    expect(finding?.code).toBe("never-fires");
    expect(finding?.severity).toBe("warning");
    expect(finding?.message.what).toContain("the `critical` alert's fast pair, 14x over 1h and 5m");
    // 7 * 0.1 of 6h, and 15m of `for`.
    expect(finding?.message.why).toContain("takes 4h 27m");
  });

  it("is an error where none of its severity can", () => {
    const more = "alerting:\n  severities:\n    fastBurn: page";
    const findings = findingsIn(pyrra({ target: '"90"', more }));
    expect(findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual(["never-fires error"]);
  });

  it("is not one that can", () => {
    expect(codesIn(pyrra({ target: '"93"' }))).toEqual([]);
  });
});

describe("hovers", () => {
  it("tell the budget and the alerts on the target", () => {
    const hover = hoverIn(pyrra(), "99.9");
    expect(hover).toContain("1 of every 1,000 events may fail");
    expect(hover).toContain("14x over 1h and 5m (critical): needs over 1.4 % failing (");
    expect(hover).not.toContain("undefined");
  });

  it("show compound windows as Pyrra writes them", () => {
    expect(hoverIn(pyrra({ window: "30d" }), "99.9")).toContain("14x over 1h4m and 5m");
  });

  it("tell the alerts on the window's key, and on a severity's", () => {
    const onWindow = hoverIn(pyrra(), "window");
    expect(onWindow).toContain("**Window**");
    expect(onWindow).toContain("1x over 4d and 6h");
    const more = "alerting:\n  severities:\n    fastBurn: page";
    const onBurn = hoverIn(pyrra({ more }), "fastBurn");
    expect(onBurn).toContain("14x over 1h and 5m");
    expect(onBurn).not.toContain("7x over");
  });
});
