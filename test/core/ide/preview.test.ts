import { describe, expect, it } from "vitest";
import { type Preview, previewOf } from "../../../server/src/core/ide/preview";
import { uriOf, workspaceOf } from "../../support/workspace";
import { CHECKOUT, calendar, exampleFiles, LEGACY, NOW, rolling, single, sloText } from "./support";

function preview(text: string, now = NOW, offset?: number): Preview {
  const { workspace, uri } = single(text);
  return previewOf(workspace, uri, { nowEpochMs: now, ...(offset === undefined ? {} : { offset }) });
}

function firstPart(text: string, now = NOW) {
  const part = preview(text, now).sections[0]?.parts[0];
  if (!part) throw new Error("the preview has no part");
  return part;
}

describe("the preview of an SLO", () => {
  it("marks the declared window and no other", () => {
    const marked = firstPart(CHECKOUT).budgets?.rows.filter((row) => row.mark);
    expect(marked?.map(({ label, mark }) => [label, mark])).toEqual([["28d", "the promise"]]);
  });

  it("has events only where traffic is stated", () => {
    const without = sloText({ name: "a", target: "target: 0.999", window: rolling("28d") });
    expect(firstPart(without).budgets?.columns.map(({ id }) => id)).toEqual(["period", "time"]);
    expect(firstPart(CHECKOUT).budgets?.columns.map(({ id }) => id)).toEqual([
      "period",
      "time",
      "events",
      "events-total",
    ]);
  });

  it("has bad slices for time slices, and says which rows cannot be measured", () => {
    const slices = sloText({
      name: "a",
      target: "target: 0.9995",
      window: rolling("7d"),
      method: "Timeslices",
      objectiveLines: ["timeSliceTarget: 0.95", "timeSliceWindow: 1m"],
    });
    const table = firstPart(slices).budgets;
    expect(table?.columns.map(({ id }) => id)).toEqual(["period", "time", "slices", "slices-total"]);
    const row = (id: string) => table?.rows.find((one) => one.id === id);
    expect(row("7d")?.cells.slice(1)).toEqual(["5", "10,080"]);
    expect(row("1d")?.notMeasurable).toBe("not measurable: less than one slice");
    expect(row("7d")?.notMeasurable).toBeUndefined();
  });

  it("counts calendar windows by real dates in the SLO's zone", () => {
    const text = sloText({
      name: "monthly",
      target: "targetPercent: 99.9",
      window: calendar("1M", "2026-01-01 00:00:00", "Europe/Berlin"),
    });
    const rows = firstPart(text, Date.parse("2026-03-31T22:30:00Z")).budgets?.rows;
    const own = rows?.find((row) => row.mark);
    expect(own).toMatchObject({
      label: "April 2026",
      detail: "2026-04-01 to 2026-04-30",
      cells: ["43m 12s"],
    });
    const march = firstPart(text, Date.parse("2026-03-10T00:00:00Z")).budgets?.rows.find((row) => row.mark);
    expect(march).toMatchObject({ label: "March 2026", cells: ["44m 34.8s"] });
  });

  it("lists the alerts, and those that never fire as a fault", () => {
    expect(firstPart(LEGACY).alerts?.rows).toMatchObject([
      {
        label: "14.4x over 1h",
        fault: true,
        cells: ["144 % errors: impossible", "never", "never", "", ""],
      },
      { label: "6x over 6h", cells: ["over 60 % failing", "3h 36m", "never", "5 %", "5d"] },
    ]);
    expect(firstPart(LEGACY).alerts?.rows[1]?.fault).toBeUndefined();
  });

  it("says why there are no numbers", () => {
    const part = firstPart(CHECKOUT.replace("0.9995", "{{ .Values.target }}"));
    expect(part.budgets).toBeUndefined();
    expect(part.sentences).toEqual(["The target cannot be read, so there are no numbers."]);
  });

  it("shows what other files define", () => {
    const files = exampleFiles();
    const model = previewOf(workspaceOf(files), uriOf("checkout.yaml"), { nowEpochMs: NOW });
    expect(model.sections.map(({ title }) => title)).toEqual([
      "Checkout availability",
      "Checkout speed",
      "Checkout without wrong answers",
    ]);
    expect(model.sections[0]?.parts[0]?.alerts?.rows).toHaveLength(3);
  });

  it("knows which object the cursor is in, and where each stands", () => {
    const second = CHECKOUT.replace("name: checkout", "name: second");
    const text = `${CHECKOUT}---\n${second}`;
    const sections = preview(text, NOW, text.indexOf("second")).sections;
    expect(sections.map(({ active }) => active)).toEqual([false, true]);
    const span = sections[1]?.parts[0]?.span;
    expect(text.slice(span?.start, span?.end)).toBe("0.9995");
    expect(span?.start).toBeGreaterThan(text.indexOf("second"));
  });

  it("says where there is nothing to show", () => {
    const nothing = preview("apiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: a\n");
    expect(nothing.sections).toEqual([]);
    expect(nothing.notes).toEqual([expect.stringContaining("no SLO and no reliability tier")]);
  });
});

describe("the preview of a tier", () => {
  const files = exampleFiles();
  const tier = previewOf(workspaceOf(files), uriOf("tiers/critical.yaml"), { nowEpochMs: NOW }).sections[0];

  it("has floor, usual target and ceiling for each category", () => {
    expect(tier?.parts.map(({ title }) => title)).toEqual([
      "Availability",
      "Latency (critical)",
      "Latency (background)",
      "Error rate",
    ]);
    const table = tier?.parts[0]?.budgets;
    expect(table?.columns.map(({ label }) => label)).toEqual([
      "Window",
      "Floor 99.9 %",
      "Usual 99.95 %",
      "Ceiling 99.99 %",
    ]);
    expect(table?.rows.find((row) => row.mark)).toMatchObject({
      label: "28d",
      cells: ["40m 19.2s", "20m 9.6s", "4m 1.92s"],
    });
  });

  it("tells alerts and escalation in time", () => {
    const [alerts, steps] = tier?.tables ?? [];
    expect(alerts?.rows[0]).toMatchObject({
      label: "13.44x over 1h and 5m",
      cells: ["2 %", "over 1.344 %", "48.384s", "over 0.1344 %", "4.839s"],
    });
    expect(steps?.rows[2]?.cells).toEqual([
      "15m 7.2s",
      "5m 2.4s",
      "incident-commander",
      "1h",
      "rollback, techDebt",
    ]);
  });
});
