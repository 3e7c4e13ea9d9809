import { describe, expect, it } from "vitest";
import { previewOf } from "../../../server/src/core/ide/preview";
import { previewHtml } from "../../../server/src/core/ide/preview-html";
import { whatIf } from "../../../server/src/core/ide/what-if/answer";
import { OUTAGE_FIELDS, type WhatIfQuestion } from "../../../server/src/core/ide/what-if/question";
import { applyEdits } from "../../../server/src/core/text/edits";
import { uriOf, workspaceOf } from "../../support/workspace";
import { calendar, exampleFiles, NOW, rolling, single, sloText } from "./support";

const OPTIONS = { nowEpochMs: NOW };

/** 99.95 % over 28 days with the workbook's page. */
const TEXT = sloText({
  name: "checkout",
  target: "targetPercent: 99.95",
  window: rolling("28d"),
  alerts: [{ burn: "13.44", lookback: "1h" }],
});

function ask(question: Partial<WhatIfQuestion> = {}, text = TEXT) {
  const { workspace, uri } = single(text);
  const answer = whatIf(workspace, uri, { part: "s1-o1", outage: {}, ...question }, OPTIONS);
  if (answer === undefined) throw new Error("There is no such objective.");
  return { ...answer, text: applyEdits(text, answer.edits) };
}

describe("what would be", () => {
  it("is at first what is: nothing changes, and an outage runs its course", () => {
    const { edits, sentences, figures } = ask();
    expect(edits).toEqual([]);
    expect(sentences).toEqual([
      "99.95 % over a rolling 28d: the budget is 20m 9.6s of total outage.",
      "100 % errors for 10m spend 49.6 % of the budget; 50.4 % is left.",
      "1 of 1 alerts fire.",
    ]);
    // 13.44 * 0.05 % of an hour is 24.192 s; the next evaluation is at 30 s. Reset: 1h - 24.192 s after recovery.
    expect(figures?.alerts).toEqual([
      { label: "13.44x over 1h", severity: "page", firings: [{ firesSeconds: 30, resetSeconds: 4_200 }] },
    ]);
  });

  it("recomputes budget and alerts for another target and window", () => {
    const { sentences, figures, change } = ask({ target: "99.9", window: "14" });
    expect(sentences[0]).toBe(
      "99.9 % over a rolling 14d: the budget is 20m 9.6s of total outage. In the file it is 20m 9.6s (99.95 % over a rolling 28d).",
    );
    expect(change).toBe("99.9 % over a rolling 14d");
    expect(figures).toMatchObject({ target: 0.999, windowSeconds: 14 * 86_400, budgetSeconds: 1_209.6 });
  });

  it("counts traffic, errors before and after, and when the budget is gone", () => {
    const long = ask({ outage: { minutes: "60", traffic: "50", background: "0.01" } });
    expect(long.sentences[1]).toBe(
      "100 % errors for 1h at 50 % of usual traffic spend 148.9 % of the budget.",
    );
    expect(long.sentences[2]).toMatch(/^All of it is gone after 3\dm /);
    expect(ask({ outage: { errors: "0.5" } }).sentences.at(-1)).toBe("No alert fires.");
  });

  it("shows an outage closely beside an alert that takes days to reset", () => {
    const text = TEXT.replace("threshold: 13.44", "threshold: 1").replace(
      "lookbackWindow: 1h",
      "lookbackWindow: 3d",
    );
    const { html } = ask({}, text);
    const width = Number(/class="curve-outage"[^>]* width="([\d.]+)"/.exec(html)?.[1]);
    expect(width).toBeGreaterThan(40);
    expect(html).toContain('class="curve-alert is-open"');
  });

  it("lets a calendar window end", () => {
    const text = sloText({
      name: "monthly",
      target: "target: 0.99",
      window: calendar("1M", "2026-01-01 00:00:00", "UTC"),
    });
    const day = { errors: "100", minutes: "1440" };
    // 31 days allow 7h 26m 24s. Now it is the 15th, noon: in 396 hours the month is over.
    expect(ask({ outage: day }, text).figures?.exhaustedSeconds).toBe(26_784);
    expect(ask({ outage: { ...day, startsIn: "390" } }, text).figures?.exhaustedSeconds).toBe(
      6 * 3_600 + 26_784,
    );
  });

  it.each([
    [{ target: "100" }, "A target is a number from 0 up to, but not including, 100 %."],
    [{ target: "" }, "A target is a number from 0 up to, but not including, 100 %."],
    [{ target: "9e99" }, "A target is a number from 0 up to, but not including, 100 %."],
    [{ window: "0" }, "A window is a whole number from 1 to 100000."],
    [{ window: "1.5" }, "A window is a whole number from 1 to 100000."],
    [{ outage: { errors: "101" } }, "Errors, in % of events: this takes a number from 0 to 100."],
    [{ outage: { minutes: "-1" } }, "Length, in minutes: this takes a number from 0 to 525600."],
    [
      { outage: { traffic: "<b>" } },
      "Traffic meanwhile, in % of usual: this takes a number from 0 to 10000.",
    ],
  ])("says why it cannot take %j", (question, why) => {
    const answer = ask(question);
    expect(answer.sentences).toEqual([why]);
    expect(answer.edits).toEqual([]);
    expect(answer.html).toBe("");
  });

  it.each(["", "s1", "s1-o2", "s2-o1", "s0-o1", "s1-o1x", "s9999999-o1"])("knows no part %j", (part) => {
    const { workspace, uri } = single(TEXT);
    expect(whatIf(workspace, uri, { part, outage: {} }, OPTIONS)).toBeUndefined();
  });
});

describe("applying it", () => {
  const other = { target: "99.9", window: "14" };

  it.each([
    ["targetPercent: 99.95", "targetPercent: 99.9"],
    ["target: 0.9995", "target: 0.999"],
    ["target: 0.9995 # the usual", "target: 0.999 # the usual"],
  ])("writes %s in its own unit", (before, after) => {
    const text = sloText({ name: "a", target: before, window: rolling("28d") });
    expect(ask(other, text).text).toBe(text.replace(before, after).replace("28d", "14d"));
  });

  it.each([
    ["28d", "14d"],
    ["4w", "14w"],
    ['"28d"', '"14d"'],
    ["'28d'", "'14d'"],
    ["1M", "14M"],
  ])("writes the window %s with its own unit and quotes", (before, after) => {
    const text = sloText({ name: "a", target: "target: 0.9995", window: rolling(before) });
    expect(ask(other, text).text).toBe(text.replace(before, after).replace("0.9995", "0.999"));
  });

  it("leaves what is so already as it was written", () => {
    const text = sloText({ name: "a", target: "target: 0.99950", window: rolling("28d") });
    expect(ask({ target: "99.95", window: "28" }, text).edits).toEqual([]);
  });

  it("keeps the digits of a target that binary numbers cannot hold", () => {
    const text = sloText({ name: "a", target: "target: 0.9", window: rolling("28d") });
    expect(ask({ target: "99.99999999999" }, text).text).toContain("target: 0.9999999999999\n");
  });

  it("refuses a window that ends with the calendar", () => {
    const text = sloText({
      name: "a",
      target: "target: 0.9",
      window: calendar("1M", "2026-01-01 00:00:00", "UTC"),
    });
    expect(ask({ window: "2" }, text).sentences).toEqual(["This window can only be changed in the file."]);
  });

  const all = exampleFiles();
  it.each(all.map(({ name }) => name))("gives the answer that the file gives afterwards: %s", (name) => {
    const workspace = workspaceOf(all);
    const uri = uriOf(name);
    const parts = previewOf(workspace, uri, { ...OPTIONS, interactive: true }).sections.flatMap(
      (one) => one.parts,
    );
    for (const { id: part, whatIf: controls } of parts) {
      if (!controls) continue;
      const asked = controls.fields.some(({ id }) => id === "window") ? other : { target: other.target };
      const made = whatIf(workspace, uri, { part, ...asked, outage: {} }, OPTIONS);
      const text = applyEdits(workspace.files.get(uri)?.text ?? "", made?.edits ?? []);
      const after = whatIf(workspace.apply([{ kind: "set", uri, text }]), uri, { part, outage: {} }, OPTIONS);
      expect(after?.edits).toEqual([]);
      expect(after?.figures).toEqual(made?.figures);
      expect(after?.figures?.target).toBe(0.999);
    }
  });
});

describe("its fields", () => {
  it("are in the preview only where the page can ask", () => {
    const { workspace, uri } = single(TEXT);
    expect(previewHtml(previewOf(workspace, uri, OPTIONS))).not.toContain("what-if");
    const html = previewHtml(previewOf(workspace, uri, { ...OPTIONS, interactive: true }));
    expect(html).toContain('<details class="what-if" data-part="s1-o1">');
    expect(html).not.toMatch(/style=|<script|\son[a-z]+=/i);
  });

  it("are labelled, each slider too, and say the value with its unit", () => {
    const { workspace, uri } = single(TEXT);
    const html = previewHtml(previewOf(workspace, uri, { ...OPTIONS, interactive: true }));
    const numbers = [...html.matchAll(/<input type="number" id="([^"]+)"/g)].map(([, id]) => id);
    expect(numbers.length).toBe(1 + OUTAGE_FIELDS.length);
    for (const id of numbers) expect(html).toContain(`<label for="${id}">`);
    const sliders = html.match(/<input type="range"[^>]*>/g) ?? [];
    expect(sliders.length).toBe(numbers.length);
    for (const slider of sliders) expect(slider).toMatch(/aria-label="[^"]+" aria-valuetext="[^"]+"/);
    expect(html).toContain('aria-valuetext="99.95 %"');
    expect(html).toContain('aria-live="polite"');
  });

  it("ask when it begins of windows that end", () => {
    const text = sloText({
      name: "a",
      target: "target: 0.9",
      window: calendar("1M", "2026-01-01 00:00:00", "UTC"),
    });
    const { workspace, uri } = single(text);
    const html = previewHtml(previewOf(workspace, uri, { ...OPTIONS, interactive: true }));
    expect(html).toContain('data-field="startsIn"');
    expect(html).not.toContain('data-field="window"');
  });

  it("show what people wrote as text", () => {
    const { html } = ask({}, TEXT.replace("severity: page", 'severity: "<img src=x onerror=alert(1)>"'));
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img");
  });
});
