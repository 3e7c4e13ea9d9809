import type { Reading } from "./suite";

/** The reasons mostly name the test that a file is for, and no place. */
const server = (name: string, path: string, code: string): Reading => ({
  files: new RegExp(`language-server__internal__\\w+__testdata__${name}\\.yaml$`),
  path,
  code,
});

const leftOut = (name: string, because: string): Reading => ({
  files: new RegExp(`language-server__.*__${name}\\.yaml$`),
  because,
});

const ELSEWHERE = "sound: only Nobl9 knows which objects it has";

export const NOBL9_READINGS: readonly Reading[] = [
  { files: /project_with_non_existing_keys/, path: "metadata.horsepower", code: "unknown-key" },
  server("complete-budgeting-method", "spec.budgetingMethod", "missing-key"),
  server("complete-kind-full-object", "kind", "header"),
  server("complete-kind", "kind", "header"),
  server("complete-time-window", "spec.timeWindows[0]", "wrong-type"),
  server("complete-refs", "spec.objectives[0].composite.components.objectives[1]", "missing-key"),
  server("composite", "spec.objectives[0].composite.components", "missing-key"),
  server("unfinished-metadata-complex", "metadata", "missing-key"),
  server("alert-silence-missing-period-duration", "spec.period", "key-choice"),
  server("barebones-object", "apiVersion", "header"),
  server("empty-name", "metadata.name", "missing-key"),
  server("invalid-name", "metadata.name", "name-form"),
  server("missing-name", "metadata", "missing-key"),
  server("slo", "spec.anomalyConfig", "key-dependence"),
  { files: /__service-and-agent\.yaml$/, line: 23, code: "yaml-syntax" },
  { files: /__duplicate-field\.yaml$/, line: 8, code: "duplicate-key" },
  leftOut("barebones", "a lone letter: nothing says that it is Nobl9's"),
  leftOut("complete-apiversion-array", "a lone letter as the version: it may be anybody's"),
  leftOut("snippet", "no header at all: nothing says that it is Nobl9's"),
  leftOut("deprecated-composite", "deprecated and not refused: a warning"),
  leftOut("alert-silence", ELSEWHERE),
  leftOut("annotation", ELSEWHERE),
  leftOut("budget-adjustment", ELSEWHERE),
  leftOut("report", ELSEWHERE),
  leftOut("service", ELSEWHERE),
  leftOut("diagnostics", ELSEWHERE),
];
