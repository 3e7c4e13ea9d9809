import { describe, expect, it } from "vitest";
import { hoverAt } from "../../../server/src/core/ide/hover";
import { uriOf, workspaceOf } from "../../support/workspace";
import {
  CHECKOUT,
  calendar,
  exampleFiles,
  hoverText,
  linesOf,
  NOW,
  rolling,
  single,
  sloText,
} from "./support";

function exampleHover(name: string, needle: string, after = "", now = NOW): string {
  const files = exampleFiles();
  const text = files.find((file) => file.name === name)?.text ?? "";
  const from = after === "" ? 0 : text.indexOf(after);
  const at = text.indexOf(needle, from);
  if (from < 0 || at < 0) throw new Error(`"${needle}" after "${after}" is not in ${name}`);
  const offset = at + Math.floor(needle.length / 2);
  return hoverAt(workspaceOf(files), uriOf(name), offset, { nowEpochMs: now })?.markdown ?? "";
}

describe("a property", () => {
  it("is told with type, range, default, example", () => {
    const hover = hoverText(CHECKOUT, "target: 0.9995".slice(0, 6), "objectives:");
    expect(hover).toContain("**Target (ratio)** `target` · number");
    expect(hover).toContain("Range: at least 0 and below 1. Example: `0.99`.");
    expect(hoverText(CHECKOUT, "isRolling")).toContain("Without it: `false`.");
    expect(hoverText(CHECKOUT, "duration")).toContain("duration, required");
  });

  it("lists allowed values on the key, and on a value what that one means", () => {
    const key = hoverText(CHECKOUT, "budgetingMethod");
    expect(key).toContain("- `Occurrences`: Counts events");
    expect(key).toContain("- `Timeslices`:");
    const value = hoverText(CHECKOUT, "Occurrences");
    expect(value).toContain("`Occurrences`: Counts events");
    expect(value).toContain("Also possible: `Timeslices` or `RatioTimeslices`.");
    expect(value).not.toContain("- `Timeslices`:");
  });

  it("leads to the specification", () => {
    expect(hoverText(CHECKOUT, "SLO", "kind:")).toContain("(https://github.com/OpenSLO/OpenSLO#slo)");
  });

  it("tells of the gravest finding elsewhere on the objective, and not again what is underlined right there", () => {
    const wrong = CHECKOUT.replace("target: 0.9995", "target: 99.95");
    const text = hoverText(wrong, "99.95");
    expect(text).not.toContain("target-range");
    expect(text).toContain("docs/rules/slow-burn-unseen.md");
  });

  it("that no format knows has no hover", () => {
    expect(hoverText(CHECKOUT.replace("isRolling", "isRoling"), "isRoling")).not.toContain("Rolling window");
    expect(hoverText("replicas: 3\nkind: Deployment\napiVersion: apps/v1\n", "replicas")).toBe("");
  });

  it("covers exactly the key or the value", () => {
    const { workspace, uri } = single(`---\n${CHECKOUT}`);
    const text = `---\n${CHECKOUT}`;
    const at = text.indexOf("0.9995");
    const hover = hoverAt(workspace, uri, at + 2, { nowEpochMs: NOW });
    expect(text.slice(hover?.span.start, hover?.span.end)).toBe("0.9995");
  });
});

describe("a window", () => {
  it("that rolls is the last 28 days at each moment", () => {
    const hover = hoverText(CHECKOUT, "28d");
    expect(hover).toContain("Rolling window: at every moment the last 28d.");
    expect(hover).toContain("checkout: 16,800 of 33.6M · 20m 9.6s in 28d");
    expect(hover).not.toContain("is whole again");
  });

  const monthly = sloText({
    name: "monthly",
    target: "targetPercent: 99.9",
    window: calendar("1M", "2026-01-01 00:00:00", "Europe/Berlin"),
  });

  it("of the calendar has real dates and the length that the clocks give it", () => {
    const march = hoverText(monthly, "1M", "", Date.parse("2026-03-15T12:00:00Z"));
    expect(march).toContain("now March 2026: from 2026-03-01 to 2026-03-31 in Europe/Berlin, 30d 23h long.");
    expect(march).toContain("it is 1h shorter than its days");
    expect(march).toContain("whole again on 2026-04-01");
    expect(march).toContain("monthly: 44m 34.8s in March 2026");
    const october = hoverText(monthly, "1M", "", Date.parse("2026-10-15T12:00:00Z"));
    expect(october).toContain("31d 1h long. The clocks change in it, so it is 1h longer than its days.");
    expect(hoverText(monthly, "1M")).not.toContain("clocks change");
  });

  it("that has not begun has no budget yet", () => {
    const hover = hoverText(monthly, "99.9", "", Date.parse("2025-06-01T00:00:00Z"));
    expect(hover).toContain("The first window begins on 2026-01-01: none is running now.");
    expect(hover).not.toContain("total outage.");
  });

  it("of minutes is told from months, and no other is", () => {
    const trap = sloText({ name: "trap", target: "target: 0.99", window: rolling("1m") });
    expect(hoverText(trap, "1m")).toContain("`1m` is 1 minute. A month is `M`.");
    expect(hoverText(CHECKOUT, "28d")).not.toContain("A month is");
  });

  it("of a rolling month says how long that is", () => {
    const month = sloText({ name: "month", target: "target: 0.999", window: rolling("1M") });
    expect(hoverText(month, "1M")).toContain("the last 1M, counted as 30d");
    expect(hoverText(month, "0.999")).toContain("in 1M (30d), equivalent to 43m 12s of total outage.");
  });
});

describe("time slices", () => {
  const slices = (method: string, lines: readonly string[]) =>
    sloText({
      name: "slices",
      target: "target: 0.9995",
      window: rolling("7d"),
      method,
      objectiveLines: lines,
      alerts: [{ burn: "20", lookback: "1h" }],
    });
  const timeslices = slices("Timeslices", ["timeSliceTarget: 0.95", "timeSliceWindow: 1m"]);

  it("are counted whole", () => {
    const hover = hoverText(timeslices, "0.9995");
    expect(hover).toContain("5 of 10,080 one-minute slices may be bad in 7d.");
    expect(hover).toContain("A slice is good when at least 95 % of its events are.");
    expect(hover).toContain("needs 1 bad slice of 60. A total outage fires it after 1m;");
    expect(hover).not.toContain("5 % errors");
  });

  it("are explained at their own fields", () => {
    for (const field of ["0.95\n", "1m"]) {
      const hover = hoverText(timeslices, field, "timeSliceTarget");
      expect(hover).toContain("7d holds 10,080 one-minute slices.");
      expect(hover).toContain("5 of 10,080 one-minute slices may be bad");
    }
  });

  it("are averaged with RatioTimeslices", () => {
    const hover = hoverText(slices("RatioTimeslices", ["timeSliceWindow: 5m"]), "0.9995");
    expect(hover).toContain(
      "The mean success ratio of the 2,016 5-minute slices in 7d must reach 99.95 %: the budget is equivalent to 5m 2.4s of total outage.",
    );
  });

  it("have no effect with Occurrences", () => {
    const hover = hoverText(slices("Occurrences", ["timeSliceWindow: 5m"]), "5m", "timeSliceWindow");
    expect(hover).toContain("slices have no effect");
  });
});

describe("what cannot be known", () => {
  it("is left to the template that fills it in", () => {
    const templated = CHECKOUT.replace("0.9995", "{{ .Values.target }}");
    const hover = hoverText(templated, "{{ .Values.target }}");
    expect(hover).toContain("A template fills in the value");
    expect(hover).not.toMatch(/\d+ of every/);
    expect(hoverText(CHECKOUT.replace("28d", "${WINDOW}"), "0.9995")).not.toContain("20m 9.6s");
  });

  it("is no number for a target without a budget", () => {
    expect(hoverText(CHECKOUT.replace("0.9995", "1"), "1\n", "target")).toContain("leaves no error budget");
    expect(hoverText(CHECKOUT.replace("0.9995", "1.5"), "1.5")).toContain("lies outside 0 to 100 %");
  });

  it("is said of an alert that is defined nowhere", () => {
    const text = `${sloText({ name: "lost", target: "target: 0.99", window: rolling("28d") })}  alertPolicies:\n    - alertPolicyRef: nowhere\n`;
    expect(hoverText(text, "0.99")).toContain("Some of its alerts are not defined in this workspace");
    expect(hoverText(text, "nowhere")).toContain(
      "No AlertPolicy named `nowhere` is defined in this workspace.",
    );
  });

  it("is not made up where traffic allows no failure", () => {
    const rare = sloText({
      name: "rare",
      target: "target: 0.9999",
      window: rolling("28d"),
      eventsPerDay: "10",
    });
    expect(hoverText(rare, "0.9999")).toContain(
      "but 28d holds only 280 events: not one failure fits into the budget.",
    );
  });
});

describe("a standalone condition", () => {
  it("is told for each objective that it watches", () => {
    const hover = exampleHover("checkout.yaml", "13.44", "threshold");
    expect(hover).toContain("**checkout-availability** (99.95 % over 28d): needs over 0.672 % failing");
    expect(hover).toContain("**checkout-latency** (99.5 % over 28d): needs over 6.72 % failing");
  });

  it("shows three, and how many more there are", () => {
    const condition = `apiVersion: openslo/v1\nkind: AlertCondition\nmetadata:\n  name: fast\nspec:\n  severity: page\n  condition:\n    kind: burnrate\n    op: gt\n    threshold: 7\n    lookbackWindow: 1h\n`;
    const policy = `apiVersion: openslo/v1\nkind: AlertPolicy\nmetadata:\n  name: fast\nspec:\n  conditions:\n    - conditionRef: fast\n  notificationTargets:\n    - targetRef: on-call\n`;
    const slos = [1, 2, 3, 4, 5].map(
      (at) =>
        `${sloText({ name: `slo-${at}`, target: "target: 0.999", window: rolling("28d") })}  alertPolicies:\n    - alertPolicyRef: fast\n`,
    );
    const hover = hoverText([condition, policy, ...slos].join("---\n"), "7", "threshold");
    expect(hover).toContain("**slo-3**");
    expect(hover).not.toContain("**slo-4**");
    expect(hover).toContain("… and 2 more objectives.");
    expect(hoverText(condition, "7", "threshold")).toContain("No SLO of this workspace uses this condition");
  });
});

describe("a tier", () => {
  it("tells an escalation step in time, and who decides what", () => {
    const hover = exampleHover("tiers/critical.yaml", "75", "consumedPercent: 50");
    expect(hover).toContain("Begins when 75 % of the budget is spent. In the usual window of 28d");
    expect(hover).toContain("availability at 99.95 %: 15m 7.2s of total outage spent, 5m 2.4s left.");
    expect(hover).toContain("**incident-commander** decides within 1h.");
    expect(hover).toContain("take the latest release back and put reliability work before new features");
  });

  it("tells an alert pair at floor and ceiling", () => {
    const hover = exampleHover("tiers/critical.yaml", "2\n", "budgetConsumedPercent");
    expect(hover).toContain(
      "13.44x over 1h and 5m (page) means 2 % of the budget spent in 1h, with a window of 28d.",
    );
    expect(hover).toContain(
      "floor 99.9 %: needs over 1.344 % failing; a total outage fires it after 48.384s",
    );
    expect(hover).toContain("ceiling 99.99 %: needs over 0.1344 % failing");
  });

  it("names the objectives at whose floor an alert cannot fire", () => {
    const tier = exampleFiles().find(({ name }) => name === "tiers/critical.yaml")?.text ?? "";
    const weak = tier.replace("floorPercent: 97", "floorPercent: 90");
    expect(hoverText(weak, "2\n", "budgetConsumedPercent")).toContain(
      "It can never fire at the floor of latency (background) (90 %).",
    );
  });

  it("tells targets, gates, evidence and incident times", () => {
    const file = "tiers/critical.yaml";
    expect(exampleHover(file, "99.9\n", "floorPercent")).toContain(
      "equivalent to 40m 19.2s of total outage in 28d",
    );
    expect(exampleHover(file, "99.99", "ceilingPercent")).toContain("takes 29,956 availability events");
    expect(exampleHover(file, "25\n", "remainingBelowPercent: 50")).toContain(
      "Holds while 25 % or less of the budget remains: 5m 2.4s of the 20m 9.6s",
    );
    expect(exampleHover(file, "2m", "timeToDetect")).toContain(
      "That is 84.4 % of the budget of availability",
    );
    expect(exampleHover(file, "30000")).toContain("3 of them may fail");
  });
});

describe("a name", () => {
  it("tells what it stands for", () => {
    expect(exampleHover("checkout.yaml", "checkout-answered", "indicatorRef")).toContain(
      'total from main-prometheus: `sum(nginx_ingress_controller_requests{ingress="checkout"})`',
    );
    expect(exampleHover("checkout.yaml", "checkout", "service:")).toContain(
      "Service **checkout** (Checkout), in checkout.yaml: Takes a filled cart to a paid order.",
    );
    expect(exampleHover("checkout.yaml", "burn-13x-1h", "conditionRef")).toContain(
      "Fires at 13.44x over 1h (page).",
    );
  });

  it("shows what people wrote as text, whatever it looks like", () => {
    const text = `apiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  description: "**bold** [x](http://evil) <b>"\n---\n${CHECKOUT}`;
    const hover = hoverText(text, "shop", "service:");
    expect(hover).toContain("\\*\\*bold\\*\\* \\[x\\](http://evil) \\<b\\>");
  });
});

describe("an annotation", () => {
  it("tells what its value means", () => {
    expect(hoverText(CHECKOUT, "1200000")).toContain(
      "1,200,000 a day: 33.6M in 28d, 50,000 an hour when spread evenly.",
    );
    expect(exampleHover("checkout.yaml", "critical-journey")).toContain(
      "Rank 0, critical; usual window 28d.",
    );
    expect(exampleHover("checkout.yaml", "errorRate")).toContain(
      "`errorRate`: A request is answered, and the answer is right",
    );
  });

  it("limits what dependencies allow", () => {
    const text = CHECKOUT.replace(
      'slosmith/events-per-day: "1200000"',
      "slosmith/dependencies: card-network=99, sms-gateway=98",
    );
    expect(hoverText(text, "card-network")).toContain(
      "97.02 % if they fail independently, and 97 % at worst",
    );
  });
});

describe("the longest target hover", () => {
  it("keeps to eight lines with many alerts and a finding", () => {
    const many = sloText({
      name: "many",
      target: "target: 0.9",
      window: rolling("30d"),
      alerts: ["14.4", "6", "5", "4", "3", "2.5", "2", "1.5"].map((burn) => ({ burn, lookback: "1h" })),
    });
    const hover = hoverText(many, "0.9");
    expect(linesOf(hover).length).toBeLessThanOrEqual(8);
    expect(hover).toMatch(/… and \d more alerts\./);
  });
});
