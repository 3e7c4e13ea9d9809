import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestDirectory } from "../support/cli";

const CHECKOUT = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout-availability
  annotations:
    slosmith/events-per-day: "1200000"
spec:
  service: checkout
  indicatorRef: checkout-answered
  budgetingMethod: Occurrences
  timeWindow:
    - duration: 28d
      isRolling: true
  objectives:
    - target: 0.9995
`;

let directory: TestDirectory;
beforeEach(() => {
  directory = new TestDirectory().write("slo.yaml", CHECKOUT);
});
afterEach(() => directory.remove());

/** The first worked example of the maths page: the declared window and what it scales to. */
const ROWS: readonly [string, string, string][] = [
  ["1h", "1.8s", "25"],
  ["1d", "43.2s", "600"],
  ["7d", "5m 2.4s", "4,200"],
  ["28d", "20m 9.6s", "16,800"],
  ["30d", "21m 36s", "18,000"],
  ["90d", "64m 48s", "54,000"],
  ["January 2026", "22m 19.2s", "18,600"],
  ["Q1 2026", "64m 48s", "54,000"],
  ["2026", "4h 22m 48s", "219,000"],
];

describe("slosmith budget", () => {
  it("prints each window's budget in columns that fit the terminal", async () => {
    const { code, out } = await directory.run(["budget"]);
    expect(code).toBe(0);
    for (const [label, time, events] of ROWS) {
      const line = out.split("\n").find((row) => row.replace(">", " ").trim().startsWith(`${label}  `));
      expect(line, label).toBeDefined();
      expect(line).toContain(` ${time} `);
      expect(line).toContain(` ${events} `);
    }
    expect(out).toMatch(/^ {2}> 28d /m);
    expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it("indents what belongs to an alert where the terminal is too narrow for columns", async () => {
    const alert = [
      "  alertPolicies:",
      "    - kind: AlertPolicy",
      "      metadata: { name: fast }",
      "      spec:",
      "        alertWhenBreaching: true",
      "        conditions:",
      "          - kind: AlertCondition",
      "            metadata: { name: fast-1h }",
      "            spec:",
      "              severity: page",
      "              condition: { kind: burnrate, op: gt, threshold: 13.44, lookbackWindow: 1h }",
      "        notificationTargets: [{ targetRef: on-call }]",
      "",
    ].join("\n");
    directory.write("slo.yaml", CHECKOUT + alert);
    const { out } = await directory.run(["budget"]);
    expect(out).toContain(
      "\n    13.44x over 1h  (page, fast-1h)\n      Needs: over 0.672 % failing (337 of 50,000)\n",
    );
    expect(out).toContain("\n\n  Assumed\n    Traffic is even, at 1.2M a day.\n");
  });

  it("says below a row that its budget cannot be measured where there is no room beside it", async () => {
    directory.write("slo.yaml", CHECKOUT.replace('"1200000"', '"300"').replace("0.9995", "0.99"));
    const { out } = await directory.run(["budget"]);
    expect(out).toMatch(/^ {4}1h .* 12\.5\n {6}not measurable/m);
  });

  it("gives machines the same figures", async () => {
    const { out } = await directory.run(["budget", "--format", "json", "slo.yaml"]);
    const [object] = JSON.parse(out).files[0].objects;
    expect(object).toMatchObject({ kind: "SLO", name: "checkout-availability" });
    const declared = object.objectives[0].budgets.find((row: { declared?: boolean }) => row.declared);
    expect(declared).toMatchObject({ period: "28d", time: "20m 9.6s", events: "16,800" });
  });

  it("says so where there is nothing to print", async () => {
    directory.write("empty/a.yaml", "a: 1\n");
    const { code, out } = await directory.run(["budget", "empty"]);
    expect({ code, out }).toEqual({ code: 0, out: "No SLO and no tier found in 1 YAML file.\n" });
  });

  it("counts this month in the SLO's time zone: half an hour before midnight UTC, Tokyo has February", async () => {
    directory.write(
      "slo.yaml",
      CHECKOUT.replace("events-per-day:", "time-zone: Asia/Tokyo\n    slosmith/events-per-day:"),
    );
    const { out } = await directory.run(["budget"], "", Date.UTC(2026, 0, 31, 23, 30));
    expect(out).toContain("February 2026");
    expect(out).not.toContain("January 2026");
  });
});
