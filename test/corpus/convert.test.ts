import { beforeAll, describe, expect, it } from "vitest";
import type { ConversionNote } from "../../server/src/core/convert/convert";
import { conversionOf, converted, filesOf, type Meaning, meaningsOf } from "../support/conversion";
import { workspaceOf } from "../support/workspace";
import { table } from "./report";
import { corpusFiles, hasCorpus, reportLeftOut } from "./shared";

const SOURCES = ["openslo-v1", "openslo-v1alpha", "sloth", "pyrra"];
const TARGETS = ["openslo-v1", "sloth", "sloth-crd", "pyrra"];
/**
 * What was so before, and is found now that the file says it: alerts at a tool's own burn rates, which the source leaves
 * to the tool, and the service, by which probes are seen to stand alone.
 */
const SAID_ALOUD = /: (?:never-fires|synthetic-only): /;
/** Notes that say that something else is asked. */
const CHANGED = /by a subquery|values, one every|two series of events|`or .*` is left out/;
/** Notes that say that the name, the window or the alerts are no longer the same. */
const RENAMED = /^The SLO `.*` is called `|are SLOs of their own now/;
const OTHER_WINDOW =
  /^The window of .* is not in the file|^The SLOs have \d+ windows|^The calendar window of/;
const OTHER_ALERTS =
  /alert burns at rates of its own|^The burn rates of the \w+ alert .* are not in the file/;
const present = SOURCES.every(hasCorpus);

/** What an SLO says before it goes and when it is back, and what was told on the way. */
interface Journey {
  readonly title: string;
  readonly before: Meaning;
  readonly after: Meaning;
  readonly told: readonly string[];
}

/** What is told of an SLO, and of all that the file holds. */
function notesOn(slo: string, notes: readonly ConversionNote[]): string[] {
  return notes.filter(({ slos }) => slos.length === 0 || slos.includes(slo)).map(({ what }) => what);
}

beforeAll(() => {
  if (!present) reportLeftOut("OpenSLO, Sloth and Pyrra");
});

describe.runIf(present)("conversion of the corpus' valid and wild files", () => {
  const files = SOURCES.flatMap((source) =>
    (["valid", "wild"] as const).flatMap((kind) =>
      corpusFiles(source, kind).map((file) => ({ source, file })),
    ),
  );
  const results = files.flatMap(({ source, file }) => {
    const workspace = workspaceOf([file]);
    return TARGETS.map((to) => ({
      source,
      to,
      name: file.name,
      result: converted(workspace, file.name, to),
    }));
  });

  it("is summed up in a table", () => {
    const rows = SOURCES.flatMap((source) =>
      TARGETS.map((to) => {
        const own = results
          .filter((one) => one.source === source && one.to === to)
          .map(({ result }) => result);
        const sum = (count: (result: (typeof own)[number]) => number) =>
          String(own.reduce((total, result) => total + count(result), 0));
        const kept = (kind: string) => sum(({ notes }) => notes.filter((note) => note.kind === kind).length);
        return [
          source,
          to,
          String(own.length),
          sum(({ asked }) => asked),
          sum(({ asked, refused }) => asked - refused.length),
          sum(({ refused }) => refused.length),
          kept("lost"),
          kept("assumed"),
          sum(({ fresh }) => fresh.length),
        ];
      }),
    );
    const reasons = new Map<string, number>();
    for (const { source, to, result } of results) {
      for (const { what } of result.refused) {
        const reason = `${source} -> ${to}: ${what.replaceAll(/`[^`]*`|"[^"]*"|\d[\d.]*/g, "…").slice(0, 130)}`;
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      }
    }
    console.log(
      [
        table(
          ["from", "to", "files", "SLOs", "converted", "refused", "lost", "assumed", "new findings"],
          rows,
        ),
        "",
        ...[...reasons].sort().map(([reason, count]) => `${String(count).padStart(4)}  ${reason}`),
      ].join("\n"),
    );
    expect(results.length).toBeGreaterThan(600);
  });

  it("throws on no file that a format's own project refuses", () => {
    const invalid = SOURCES.flatMap((source) => corpusFiles(source, "invalid"));
    for (const file of invalid) {
      const workspace = workspaceOf([file]);
      for (const to of TARGETS)
        expect(() => conversionOf(workspace, file.name, to), `${file.name} to ${to}`).not.toThrow();
    }
    expect(invalid.length).toBeGreaterThan(100);
  });

  const home: Readonly<Record<string, string>> = {
    "openslo-v1": "openslo-v1",
    sloth: "sloth",
    pyrra: "pyrra",
  };

  /** All SLOs that go to another format and come back as many as they went. */
  function journeys(): Journey[] {
    const found: Journey[] = [];
    for (const { source, to, name, result } of results) {
      const back = home[source];
      const file = files.find((one) => one.source === source && one.file.name === name)?.file;
      if (back === undefined || back === to || result.refused.length > 0 || !file) continue;
      const returns = filesOf(result, to).map((text) =>
        conversionOf(workspaceOf([{ name: "there.yaml", text }]), "there.yaml", back),
      );
      const there = returns.flatMap((again) => filesOf(again, back).flatMap(meaningsOf));
      const here = meaningsOf(file.text);
      if (there.length !== here.length) continue;
      here.forEach((before, at) => {
        const after = there[at];
        if (!after) return;
        // On the way back it has the name that it was given on the way there.
        const names = [before.name, after.name];
        const told = [
          ...notesOn(before.name, result.notes),
          ...returns.flatMap(({ notes }) => names.flatMap((one) => notesOn(one, notes))),
        ];
        found.push({ title: `${source} -> ${to} ${name}`, before, after, told });
      });
    }
    return found;
  }

  it.each([
    ["promise", CHANGED, ({ target, measure }: Meaning) => `${target}: ${measure}`],
    ["name", RENAMED, ({ name }: Meaning) => name],
    ["window", OTHER_WINDOW, ({ seconds }: Meaning) => seconds],
    ["burn alerts", OTHER_ALERTS, ({ alerts }: Meaning) => alerts],
  ] as const)("comes back with the same %s, unless a note says otherwise", (_, notes, part) => {
    const all = journeys();
    const changed = all.filter(({ before, after }) => part(before) !== part(after));
    const untold = changed.filter(({ told }) => !told.some((what) => notes.test(what)));
    console.log(`${all.length - changed.length} of ${all.length} SLOs came back with it`);
    expect(untold.map(({ title, before, after }) => `${title}: ${part(before)} => ${part(after)}`)).toEqual(
      [],
    );
    expect(all.length).toBeGreaterThan(250);
  });

  it.each(SOURCES.flatMap((source) => TARGETS.map((to) => [source, to] as const)))(
    "%s to %s gives no finding that the source had not",
    (source, to) => {
      const fresh = results
        .filter((one) => one.source === source && one.to === to)
        .flatMap(({ name, result }) => result.fresh.map((finding) => `${name}: ${finding}`))
        .filter((line) => !SAID_ALOUD.test(line));
      expect(fresh).toEqual([]);
    },
  );
});
