import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createObject } from "../../server/src/core/ide/actions/create-object";
import { fixesOf } from "../../server/src/core/ide/actions/fixes";
import { changed } from "../../server/src/core/ide/actions/judge";
import { addMissingCategories } from "../../server/src/core/ide/actions/missing-category";
import { safeFixes } from "../../server/src/core/ide/actions/safe-fixes";
import { suppressionOf } from "../../server/src/core/ide/actions/suppress";
import type { FileChange } from "../../server/src/core/ide/actions/text-edits";
import { catalogue } from "../../server/src/core/rules/catalogue";
import { applyEdits } from "../../server/src/core/text/edits";
import type { FileFinding, Workspace } from "../../server/src/core/workspace";
import { splitFiles, uriOf, workspaceOf } from "../support/workspace";
import { applyEdit, edit, stream } from "./streams";

const FIXTURES = join(__dirname, "../rules/fixtures");
const NOW = Date.UTC(2026, 4, 15);

/** A workspace on which rules speak. */
interface Sample {
  readonly name: string;
  readonly workspace: Workspace;
  /** A rule's own example, and no gathering of hard cases. */
  readonly rule?: string;
}

const SAMPLES: readonly Sample[] = [
  ...readdirSync(FIXTURES).map((name) => ({
    name,
    workspace: workspaceOf(splitFiles(readFileSync(join(FIXTURES, name), "utf8"))),
  })),
  ...catalogue.map(({ code, docs }) => ({
    name: `${code}, docs.bad`,
    workspace: workspaceOf(splitFiles(docs.bad)),
    rule: code,
  })),
];

type Counts = ReadonlyMap<string, number>;

/** How often each rule speaks in each file. */
function countsOf(workspace: Workspace): Counts {
  const counts = new Map<string, number>();
  for (const uri of workspace.files.keys()) {
    for (const { code } of workspace.check(uri).findings) {
      const key = `${uri.replace(/^.*\//, "")} ${code}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

/** What rules say more often than before. */
function news(before: Counts, after: Counts): string[] {
  return [...after].filter(([key, count]) => count > (before.get(key) ?? 0)).map(([key]) => key);
}

/**
 * What a fix that is not safe brings to light: sample, its beginning of the title, and the new code. The finding was
 * hidden by the mistake, or the fixture holds a second one on purpose.
 */
const REVEALED: readonly (readonly [string, string, string])[] = [
  // A document whose header no tool reads is not judged by its schema.
  ["header.yaml", "Change to `openslo/v1`", "indicator-place"],
  ["header.yaml", "Change to `openslo/v1`", "missing-key"],
  ["header.yaml", "Change to `openslo/v1`", "unknown-key"],
  ["header.yaml", "Change to `openslo.com/v2alpha`", "missing-key"],
  ["header.yaml", "Add `apiVersion: openslo/v1`", "missing-key"],
  // The pattern counts now, and says which statuses do.
  ["literal-pattern", "Use `!~`", "status-code-policy"],
  // A silence has to end: with neither time the other is asked for.
  ["key-dependence.yaml", "Remove `endTime`", "key-choice"],
  // The name is read now, and leads nowhere in the fixture.
  ["unknown-key.yaml", "Change to `service`", "dangling-reference"],
  // The number is in its range, and can be judged.
  ["number-range.yaml", "Change to 0.95", "slice-blind"],
  // A month is shorter than what stood there: fewer events.
  ["budget-below-event.yaml", "Change to `1M`", "budget-below-event"],
  // Two objectives of one SLO, each too high.
  ["one-failure-page.yaml", "Change `target` to 0.98", "one-failure-page"],
  // Of two keys that exclude each other the wrong one was kept: the guess offers both.
  ["key-dependence.yaml", "Remove `bad`", "key-choice"],
  ["replaced-key.yaml", "Remove `serviceRef`", "replaced-key"],
  // The key that was mistyped has no place beside the other.
  ["unknown-key.yaml", "Change to `targetPercent`", "target-choice"],
  // The fixture's tier has a window of 30d itself.
  ["window-outside-tier.yaml", "Change the window to 30d", "window-whole-weeks"],
  // The tier is known now, and another statement says something else.
  ["unknown-tier.yaml", "Change it to internal", "tier-conflict"],
];

interface Offer {
  readonly sample: Sample;
  readonly before: Counts;
  readonly uri: string;
  readonly text: string;
  readonly finding: FileFinding;
}

/** Every finding of every sample. */
function* findings(): Generator<Offer> {
  for (const sample of SAMPLES) {
    const before = countsOf(sample.workspace);
    for (const [uri, { text }] of sample.workspace.files) {
      for (const finding of sample.workspace.check(uri).findings)
        yield { sample, before, uri, text, finding };
    }
  }
}

/** What became of a finding's code and of others by a change. */
function verdict({ sample, before, uri, finding }: Offer, changes: readonly FileChange[]): string[] {
  const after = countsOf(changed(sample.workspace, changes));
  const own = `${uri.replace(/^.*\//, "")} ${finding.code}`;
  const wrong = news(before, after).map((key) => `${key} is new`);
  if ((after.get(own) ?? 0) >= (before.get(own) ?? 0)) wrong.push(`${own} stays`);
  return wrong;
}

describe("every quick fix", () => {
  it("mends its finding, and brings no new one but those it reveals; a safe one brings none", () => {
    const wrong: string[] = [];
    const used = new Set<number>();
    let offered = 0;
    for (const offer of findings()) {
      const { name } = offer.sample;
      for (const { title, safe, edits } of fixesOf(offer.finding)) {
        offered++;
        for (const what of verdict(offer, [{ uri: offer.uri, edits }])) {
          const at = REVEALED.findIndex(
            ([sample, begins, code]) =>
              name.startsWith(sample) && title.startsWith(begins) && what.endsWith(` ${code} is new`),
          );
          if (safe || at < 0) wrong.push(`${name}: ${title}: ${what}`);
          else used.add(at);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(REVEALED.filter((_, at) => !used.has(at))).toEqual([]);
    expect(offered).toBeGreaterThan(300);
  });
});

describe("a finding that is put aside with a reason", () => {
  it("is gone, and nothing else has changed", () => {
    const wrong: string[] = [];
    const refused = new Set<string>();
    let offered = 0;
    for (const offer of findings()) {
      const { sample, before, uri, finding } = offer;
      const found = suppressionOf(sample.workspace, uri, finding);
      if (!found) {
        refused.add(finding.code);
        continue;
      }
      offered++;
      const changes = [{ uri, edits: [found.edit] }];
      wrong.push(...verdict(offer, changes).map((what) => `${sample.name}: ${what}`));
      const after = countsOf(changed(sample.workspace, changes));
      const own = `${uri.replace(/^.*\//, "")} ${finding.code}`;
      const gone = [...before].filter(([key, count]) => key !== own && (after.get(key) ?? 0) < count);
      wrong.push(...gone.map(([key]) => `${sample.name}: ${own} took ${key} along`));
    }
    expect(wrong).toEqual([]);
    // Text that cannot be read, comments that are wrong, and a first line that has a comment already.
    expect([...refused].sort()).toEqual(["header-not-found", "suppression", "yaml-syntax"]);
    expect(offered).toBeGreaterThan(700);
  });
});

describe("all safe fixes of a file at once", () => {
  it("bring no new finding, leave no safe fix, and change nothing the second time", () => {
    const wrong: string[] = [];
    let made = 0;
    for (const { name, workspace, rule } of SAMPLES) {
      const before = countsOf(workspace);
      for (const [uri, { text }] of workspace.files) {
        const fixed = safeFixes(workspace, uri);
        made += fixed.count;
        if (applyEdits(text, fixed.edits) !== fixed.text) wrong.push(`${name}: the edits give another text`);
        if (fixed.count === 0) continue;
        const after = changed(workspace, [{ uri, edits: fixed.edits }]);
        wrong.push(...news(before, countsOf(after)).map((key) => `${name}: ${key} is new`));
        const again = safeFixes(after, uri);
        if (again.count > 0 || again.edits.length > 0) wrong.push(`${name}: not done at once`);
        // A rule's example holds one mistake: where its fix is safe, nothing of it is left.
        const left = after.check(uri).findings.filter(({ code }) => code === rule);
        if (left.length > 0) wrong.push(`${name}: ${rule} is left`);
      }
    }
    expect(wrong).toEqual([]);
    expect(made).toBeGreaterThan(50);
  });
});

describe("all safe fixes of any text", () => {
  it("break no YAML, bring no new error, and change nothing the second time", () => {
    const uri = uriOf("a.yaml");
    const errors = (workspace: Workspace) =>
      workspace.check(uri).findings.filter(({ severity }) => severity === "error").length;
    let made = 0;
    fc.assert(
      fc.property(stream, fc.array(edit, { minLength: 1, maxLength: 3 }), (text, edits) => {
        const wrong = edits.reduce(applyEdit, text);
        const workspace = workspaceOf([{ name: "a.yaml", text: wrong }]);
        const fixed = safeFixes(workspace, uri);
        made += fixed.count;
        expect(applyEdits(wrong, fixed.edits)).toBe(fixed.text);
        if (fixed.count === 0) return;
        const after = changed(workspace, [{ uri, edits: fixed.edits }]);
        expect(errors(after)).toBeLessThanOrEqual(errors(workspace));
        expect(safeFixes(after, uri).edits).toEqual([]);
      }),
      { numRuns: 200 },
    );
    expect(made).toBeGreaterThan(0);
  });
});

describe("every fix of any text", () => {
  // Maps whose keys stand twice, are empty, or have no colon: what a half-written line makes of a map.
  const entry = fc.constantFrom(
    "a: 1",
    "a: 2",
    "a",
    "a:",
    ": 1",
    ":",
    "? a",
    "&k a: 1",
    "'': 1",
    "b: {a, a}",
  );
  const entries = fc.array(entry, { minLength: 1, maxLength: 4 });
  const flow = entries.map((all) => `{${all.join(", ")}}`);
  const block = entries.map((all) => all.map((one) => `\n    ${one}`).join(""));
  const text = fc
    .tuple(fc.oneof(flow, block), fc.oneof(flow, block))
    .map(
      ([annotations, spec]) =>
        `apiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: checkout\n  annotations: ${annotations}\nspec: ${spec}\n`,
    );

  it("changes ranges of that text, and a safe one leaves as few mistakes in its YAML", () => {
    const uri = uriOf("a.yaml");
    let offered = 0;
    fc.assert(
      fc.property(text, fc.array(edit, { maxLength: 2 }), (sound, edits) => {
        const written = edits.reduce(applyEdit, sound);
        const workspace = workspaceOf([{ name: "a.yaml", text: written }]);
        const broken = (one: Workspace) =>
          one.check(uri).findings.filter(({ code }) => code === "yaml-syntax").length;
        for (const finding of workspace.check(uri).findings) {
          for (const fix of fixesOf(finding)) {
            offered++;
            for (const { span } of fix.edits) {
              expect(span.start).toBeGreaterThanOrEqual(0);
              expect(span.end).toBeGreaterThanOrEqual(span.start);
              expect(span.end).toBeLessThanOrEqual(written.length);
            }
            if (!fix.safe) continue;
            const after = changed(workspace, [{ uri, edits: fix.edits }]);
            expect(broken(after)).toBeLessThanOrEqual(broken(workspace));
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(offered).toBeGreaterThan(100);
  });
});

describe("what adds a missing object", () => {
  it("makes the name lead somewhere, and brings no new finding", () => {
    const wrong: string[] = [];
    const titles: string[] = [];
    const refused = new Set<string>();
    for (const offer of findings()) {
      const { sample, uri, finding } = offer;
      if (!["dangling-reference", "unknown-tier"].includes(finding.code)) continue;
      const offers = createObject(sample.workspace, uri, finding.span);
      if (offers.length === 0) refused.add(sample.name);
      for (const { title, changes } of offers) {
        titles.push(title);
        wrong.push(...verdict(offer, changes).map((what) => `${sample.name}: ${title}: ${what}`));
      }
    }
    expect(wrong).toEqual([]);
    // Labels that say something else, and tiers that others of the fixture would have to fit into.
    expect([...refused]).toEqual(["unknown-tier.yaml"]);
    expect(titles).toContain("Create AlertCondition `smouldering` in smouldering.yaml");
    expect(titles).toContain("Create SLI `checkout-good-request` in this file");
    expect(titles).toContain("Create ReliabilityTier `cores` in this file");
  });

  it("adds the SLO that a tier requires, and brings no new finding", () => {
    const wrong: string[] = [];
    let offered = 0;
    for (const { sample, before, uri, finding } of findings()) {
      if (finding.code !== "tier-category-missing") continue;
      const offers = addMissingCategories(sample.workspace, uri, finding.span, { nowEpochMs: NOW });
      if (offers.length === 0) wrong.push(`${sample.name}: nothing is offered`);
      offered += offers.length;
      for (const { title, changes } of offers) {
        const after = changed(sample.workspace, changes);
        wrong.push(...news(before, countsOf(after)).map((key) => `${sample.name}: ${title}: ${key} is new`));
        const [left] = after.check(uri).findings.filter(({ code }) => code === finding.code);
        if (left && left.message.what === finding.message.what) wrong.push(`${sample.name}: ${title}: stays`);
      }
    }
    expect(wrong).toEqual([]);
    expect(offered).toBeGreaterThan(2);
  });
});
