import fc from "fast-check";

/** Whole documents to build streams from; some refer to each other, some are wrong. */
export const DOCUMENTS: readonly string[] = [
  `apiVersion: openslo/v1
kind: Service
metadata: {name: checkout}
`,
  `apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout-availability
  annotations: {slosmith/tier: core}
spec:
  service: checkout
  indicatorRef: good-requests
  budgetingMethod: Occurrences
  timeWindow:
    - duration: 28d
      isRolling: true
  objectives:
    - target: 99.9 # slo-ignore target-range: shown as it was
  alertPolicies:
    - alertPolicyRef: fast-burn
`,
  `apiVersion: openslo/v1
kind: SLI
metadata: {name: good-requests}
spec:
  ratioMetric:
    counter: true
    good: {metricSource: {type: Prometheus, spec: {query: good}}}
    total: {metricSource: {type: Prometheus, spec: {query: total}}}
`,
  `apiVersion: openslo/v1
kind: AlertPolicy
metadata: {name: fast-burn, odd: 1}
spec:
  conditions: &c
    - conditionRef: fast
  notificationTargets: []
`,
  `{{- if .Values.x }}
apiVersion: openslo/v1
kind: Service
metadata:
  name: {{ .Values.name }}
  labels: {a: "😀", b: [x]}
{{- end }}
`,
  `apiVersion: slosmith/v1
kind: ReliabilityTier
metadata: {name: core}
spec:
  rank: 0
  window: {default: 28d}
  objectives: [{category: availability, floorPercent: 99.9}]
`,
  `- apiVersion: openslo/v1
  kind: Service
  metadata: {name: listed}
- kind: SLO
  spec: {budgetingMethod: Timeslices}
`,
  "apiVersion: v1\nkind: ConfigMap\ndata: {a: b}\n",
  "# nothing\n",
];

/** A stream of such documents. */
export const stream: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...DOCUMENTS), { minLength: 1, maxLength: 5 })
  .map((documents) => documents.join("---\n"));

/** Text that YAML, templates and editors stumble over. */
export const hostile: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "  ",
        "    ",
        "---\n",
        "\n---\n",
        "...\n",
        "\ufeff",
        "%",
        "\u0000",
      ),
      fc.constantFrom(
        "{",
        "}",
        "[",
        "]",
        "{{",
        "}}",
        "{%",
        "%}",
        "${",
        '"',
        "'",
        "`",
        "\\",
        "|\n",
        ">-\n",
        "#",
      ),
      fc.constantFrom(
        ": ",
        ":",
        "- ",
        "-",
        "? ",
        ",",
        "&a ",
        "*a",
        "<<: ",
        "!!str ",
        "~",
        "null",
        "\ud83d",
        "\ude00",
      ),
      fc.constantFrom(
        "apiVersion: openslo/v1\n",
        "kind: SLO\n",
        "spec:\n",
        "  objectives:\n",
        "    - target: 1\n",
      ),
      fc.constantFrom(
        "# slo-ignore ",
        "target-range: why",
        "metadata: ",
        "name: a",
        "slosmith/v1",
        "{{.window}}",
      ),
      fc.constantFrom(
        "duration: 1mo",
        "timeWindow: ",
        "[1e309, .nan, 0x1f]",
        "2026-01-01",
        "timeZone: x",
        "😀",
      ),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

/** One change of a text: what is inserted, where, and how much goes, as shares of its length. */
export interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

export const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof({ weight: 3, arbitrary: fc.nat(12) }, { weight: 1, arbitrary: fc.nat(200) }),
  insert: fc.oneof(hostile, fc.constantFrom("", "\n", "---\n", "\n---\n", "x", "  "), stream),
});

export function applyEdit(text: string, { at, remove, insert }: Edit): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + insert + text.slice(start + remove);
}
