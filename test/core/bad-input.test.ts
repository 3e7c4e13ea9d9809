import { describe, expect, it } from "vitest";
import { LineIndex } from "../../server/src/core/text/line-index";
import { Workspace } from "../../server/src/core/workspace";

const URI = "file:///a.yaml";

interface Said {
  readonly code: string;
  readonly severity: string;
  /** One-based line. */
  readonly line: number;
  readonly text: string;
}

/** What is said of a text; that no rule threw and every range lies inside is held for each of them. */
function check(text: string): Said[] {
  const { findings, faults } = Workspace.create()
    .apply([{ kind: "set", uri: URI, text }])
    .check(URI);
  expect(faults).toEqual([]);
  const lines = new LineIndex(text);
  return findings.map(({ code, severity, span }) => {
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeGreaterThan(span.start);
    expect(span.end).toBeLessThanOrEqual(text.length);
    return {
      code,
      severity,
      line: lines.positionAt(span.start).line + 1,
      text: text.slice(span.start, span.end),
    };
  });
}

const brief = (text: string) => check(text).map(({ code, line }) => `${line} ${code}`);

const SERVICE = `apiVersion: openslo/v1
kind: Service
metadata:
  name: checkout
spec:
  description: Takes orders
`;

const SLO = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout-availability
spec:
  service: checkout
  indicatorRef: checkout-good-requests
  budgetingMethod: Occurrences
  timeWindow:
    - duration: 28d
      isRolling: true
  objectives:
    - target: 0.999
`;

/** A document with one mistake on its fourth line, to see whether the rest of a stream is judged. */
const MISTAKEN = "apiVersion: openslo/v1\nkind: Service\nmetadata:\n  nme: payments\n";

describe("what has nothing to judge", () => {
  it("is passed over: nothing, white space, comments, other people's YAML", () => {
    for (const text of [
      "",
      "\n\n",
      "# openslo/v1\n",
      "---\n---\n",
      "42",
      "- 1\n- 2\n",
      "a: b\n",
      "\ufeff",
      "{",
      "&",
      "*",
    ]) {
      expect(check(text), JSON.stringify(text)).toEqual([]);
    }
  });

  it("does not get in the way of a stream's other documents", () => {
    const others = "---\n---\n# nothing\n---\napiVersion: v1\nkind: ConfigMap\ndata: {a: b}\n---\n";
    expect(check(others + SERVICE)).toEqual([]);
    expect(brief(`${SERVICE}---\n...\n---\n${MISTAKEN}`)).toEqual(["13 unknown-key"]);
  });

  it("is YAML of other tools, however broken", () => {
    expect(check("apiVersion: v1\nkind: ConfigMap\ndata: {a: 'openslo\n")).toEqual([]);
  });
});

describe("line breaks, tabs and marks", () => {
  it("do not move a finding", () => {
    const text = `${SERVICE}---\n${MISTAKEN}`;
    const wanted = check(text);
    expect(wanted.map(({ line, text: at }) => `${line} ${at}`)).toEqual(["11 nme"]);
    for (const other of [text.replaceAll("\n", "\r\n"), text.replaceAll("\n", "\r"), `\ufeff${text}`]) {
      expect(check(other)).toEqual(wanted);
    }
    // All three kinds in one file.
    let at = 0;
    expect(check(text.replaceAll("\n", () => ["\n", "\r\n", "\r"][at++ % 3] ?? ""))).toEqual(wanted);
  });

  it("name a tab in the indentation, and leave one elsewhere", () => {
    expect(brief("apiVersion: openslo/v1\nkind: Service\nmetadata:\n\tname: checkout\n")).toEqual([
      "4 yaml-syntax",
    ]);
    expect(check("apiVersion:\topenslo/v1\t# x\nkind: Service\nmetadata:\n  name:\tcheckout\n")).toEqual([]);
  });
});

describe("broken YAML", () => {
  it("is named where it is broken, and nothing is said of what seems absent", () => {
    expect(brief(SLO.replace("service: checkout", 'service: "checkout'))).toEqual(["6 yaml-syntax"]);
    expect(brief(SLO.replace("indicatorRef: ", "indicatorRef: a: "))).toEqual(["7 yaml-syntax"]);
    expect(brief(SLO.replace("- duration: 28d", "- {duration: 28d"))).toEqual([
      "10 yaml-syntax",
      "12 yaml-syntax",
    ]);
  });

  it("does not keep the rest of the document from being judged", () => {
    const said = brief(SLO.replace("service: checkout", "service: @checkout").replace("0.999", "99.9"));
    expect(said).toEqual(["6 yaml-syntax", "13 target-range"]);
  });

  it("does not keep the other documents from being judged", () => {
    const broken = SLO.replace("timeWindow:", 'timeWindow: "');
    const lines = broken.split("\n").length;
    expect(brief(`${broken}---\n${MISTAKEN}`)).toEqual(["9 yaml-syntax", `${lines + 4} unknown-key`]);
  });

  it("is a value with a key indented below it", () => {
    const text = SERVICE.replace("name: checkout", "name: checkout\n    displayName: Checkout");
    expect(brief(text)).toEqual(["4 yaml-syntax"]);
  });

  it("gives no second finding on what the first one caused", () => {
    for (const [from, to] of [
      ["description: Takes orders", "description: note: orders"],
      ["description: Takes orders", 'description: "Takes orders'],
      ["name: checkout", "name: checkout: x"],
      ["spec:", "spec"],
      ["name: checkout", "name: {a"],
    ] as const) {
      expect(
        check(SERVICE.replace(from, to)).map(({ code }) => code),
        to,
      ).toEqual(["yaml-syntax"]);
    }
  });
});

describe("a line that is being typed", () => {
  const keys = [
    "indicatorRef: checkout-good-requests",
    "- duration: 28d",
    "isRolling: true",
    "- target: 0.999",
  ];

  const stages = (key: string, then: (lines: string[], line: number) => void) => {
    const line = SLO.split("\n").findIndex((text) => text.includes(key));
    for (let typed = 0; typed <= key.length; typed++) {
      const lines = SLO.split("\n");
      const whole = lines[line] ?? "";
      lines[line] = whole.slice(0, whole.length - typed);
      then(lines, line);
    }
  };

  it("makes one finding at most, at every stage", () => {
    for (const key of keys) {
      stages(key, (lines) => {
        const said = check(lines.join("\n"));
        expect(said.length, JSON.stringify(said)).toBeLessThanOrEqual(1);
      });
    }
  });

  it("makes at the file's end none before it but of what is absent", () => {
    const ofAbsence = ["missing-key", "indicator-place", "target-choice", "window-shape", "list-size"];
    for (const key of keys) {
      stages(key, (lines, line) => {
        const said = check(lines.slice(0, line + 1).join("\n"));
        const before = said.filter((one) => one.line <= line && !ofAbsence.includes(one.code));
        expect(before).toEqual([]);
      });
    }
  });

  it("is told that it has no colon", () => {
    expect(check(SLO.replace("  timeWindow:", "  bud\n  timeWindow:"))).toEqual([
      { code: "yaml-syntax", severity: "error", line: 9, text: "bud" },
    ]);
    expect(check(`${SLO}      op\n`).map(({ text }) => text)).toEqual(["op"]);
    expect(check(`${SLO}    - targ\n`).map(({ line, text }) => `${line} ${text}`)).toEqual(["14 targ"]);
  });
});

describe("keys that stand twice", () => {
  it("are errors of their own, at any level, and the first counts", () => {
    const text = SLO.replace("- target: 0.999", "- target: 0.999\n      target: 99.9");
    expect(brief(text)).toEqual(["14 duplicate-key"]);
    expect(brief(`${SERVICE}kind: SLO\n`)).toEqual(["7 duplicate-key"]);
  });
});

describe("anchors, aliases and merge keys", () => {
  it("are read as what they repeat, and a mistake is said where it is written", () => {
    const text = `- apiVersion: openslo/v1
  kind: Service
  metadata: &meta
    name: checkout
    labels: {team: shop}
    odd: 1
- apiVersion: openslo/v1
  kind: Service
  metadata:
    <<: *meta
    name: payments
`;
    expect(brief(text)).toEqual(["6 unknown-key", "9 unknown-key"]);
  });

  it("are errors where they repeat nothing or themselves, and no value is then missed", () => {
    expect(brief(SLO.replace("service: checkout", "service: *none"))).toEqual(["6 yaml-syntax"]);
    expect(brief(SLO.replace("spec:", "spec: &s\n  odd: *s"))).toContain("6 yaml-syntax");
    expect(brief(SERVICE.replace("metadata:", "metadata:\n  <<: *none"))).toEqual(["4 yaml-syntax"]);
  });

  it("are cut off where they multiply", () => {
    const bomb = Array.from({ length: 20 }, (_, i) => {
      const item = i === 0 ? "{odd: 1}" : `*l${i - 1}`;
      return `  l${i}: &l${i} [${Array(10).fill(item).join(", ")}]`;
    });
    const said = brief(`${MISTAKEN}spec:\n${bomb.join("\n")}\n`);
    expect(said).toContain("4 unknown-key");
    expect(said.filter((one) => one.endsWith("yaml-syntax"))).toHaveLength(1);
  });
});

describe("lists of objects", () => {
  it("are judged one by one, and what is no object is passed over", () => {
    const item = (text: string) => text.trimEnd().replaceAll("\n", "\n  ");
    const text = `- ${item(SERVICE)}\n- 42\n-\n- [1]\n- {a: b}\n- ${item(MISTAKEN)}\n`;
    expect(brief(text)).toEqual(["14 unknown-key"]);
  });
});

describe("templates", () => {
  const HELM = `{{- if .Values.slo.enabled }}
{{- range $name, $slo := .Values.slos }}
---
apiVersion: openslo/v1
kind: SLO
metadata:
  name: {{ $name }}-{{ .kind | lower }}
  displayName: "{{ $slo.title | default "An \\"SLO\\"" }}"
  labels:
    {{- include "chart.labels" $ | nindent 4 }}
    {{ $.Values.teamLabel }}: {{ $slo.team | quote }}
  annotations:
    {{- toYaml $slo.annotations | nindent 4 }}
spec:
  description: |
    {{ $slo.text }}
  service: {{ required "service is required: name it" $slo.service }}
  {{- if $slo.indicatorRef }}
  indicatorRef: {{ $slo.indicatorRef }}
  {{- else }}
  indicator:
    metadata:
      name: {{ $name }}
    spec:
      ratioMetric:
        counter: {{ $slo.counter | default true }}
        good:
          metricSource:
            type: Prometheus
            spec:
              query: sum(rate(http_requests_total{job="{{ $slo.job }}",code!~"5.."}[5m]))
        total:
          metricSource:
            metricSourceRef: {{ $slo.source }}
            spec: {{ toYaml $slo.total | nindent 14 }}
  {{- end }}
  budgetingMethod: {{ $slo.method }}
  timeWindow:
    {{- if $slo.calendar }}
    - duration: {{ $slo.window }}
      isRolling: false
      calendar:
        startTime: {{ $slo.start | quote }}
        timeZone: {{ $.Values.zone }}
    {{- else }}
    - duration: {{ $slo.days }}d
      isRolling: true
    {{- end }}
  objectives:
    {{- range $slo.objectives }}
    - displayName: {{ .name }}
      target: {{ .target }}
      timeSliceTarget: {{ .slice }}
      timeSliceWindow: {{ .width }}m
    {{- end }}
  alertPolicies: {{- toYaml $slo.policies | nindent 4 }}
{{- end }}
{{- end }}
`;

  it("give no error on what they fill in, and one line on what was not judged", () => {
    const said = check(HELM);
    expect(said.filter(({ severity }) => severity !== "information")).toEqual([]);
    expect(said.map(({ code, line }) => `${line} ${code}`)).toEqual(["7 template-not-judged"]);
  });

  it("are judged in all that they do not fill in", () => {
    const text = HELM.replace("budgetingMethod: {{ $slo.method }}", "budgetingMethod: Ocurrences").replace(
      "      isRolling: true",
      "      isRolling: maybe\n      odd: 1",
    );
    const errors = check(text).filter(({ severity }) => severity === "error");
    expect(errors.map(({ code }) => code)).toEqual(["unknown-value", "wrong-type", "unknown-key"]);
  });

  it("may leave out or add whatever a branch decides", () => {
    const text = SERVICE.replace(
      "metadata:\n  name: checkout",
      "metadata:\n  {{- if .x }}\n  name: a\n  {{- end }}",
    );
    expect(brief(text)).toEqual(["4 template-not-judged"]);
    const branches = SLO.replace(
      "  service: checkout",
      "{{ if .x }}\n  service: a\n{{ else }}\n  service: b\n{{ end }}",
    );
    expect(brief(branches)).toEqual(["6 template-not-judged"]);
  });

  it("may name the format itself", () => {
    const text = SLO.replace("openslo/v1", "{{ .Values.version }}");
    expect(check(text).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("are not seen where only a tool's run-time placeholder stands", () => {
    const text = SERVICE.replace("Takes orders", "'burns {{ $value }} in {{.window}} of ${__range}'");
    expect(check(text)).toEqual([]);
  });

  it("of other engines and of the environment are known too", () => {
    expect(brief(`{% if x %}\n${SERVICE.replace("checkout", "{{ name }}")}{% endif %}\n`)).toEqual([
      "1 template-not-judged",
    ]);
    expect(brief(SERVICE.replace("checkout", "${SERVICE_NAME}"))).toEqual(["4 template-not-judged"]);
  });
});

describe("text without measure", () => {
  it("is answered: deep brackets, long lines, many keys", () => {
    const head = "apiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: checkout\n";
    const deep = `${head}spec: ${"[".repeat(5_000)}${"]".repeat(5_000)}\n`;
    expect(check(deep).map(({ code }) => code)).toEqual(["yaml-syntax"]);
    expect(check(`${head}spec: ${"{a: ".repeat(5_000)}\n`).map(({ code }) => code)).toEqual(["yaml-syntax"]);
    const long = `${head}spec:\n  description: ${"x".repeat(1_000_000)}\n`;
    expect(check(long).map(({ code }) => code)).toEqual(["text-length"]);
    const one = `{apiVersion: openslo/v1, kind: Service, metadata: {name: a}, ${"k: 1, ".repeat(1_000)}z: 1}`;
    expect(new Set(check(one).map(({ code }) => code))).toEqual(new Set(["unknown-key", "duplicate-key"]));
    const wide = `${head}${Array.from({ length: 20_000 }, (_, i) => `key${i}: 1`).join("\n")}\n`;
    expect(check(wide)).toHaveLength(20_000);
  });

  it("does not keep a stream's other documents from being judged", () => {
    expect(brief(`apiVersion: openslo/v1\nspec: ${"[".repeat(3_000)}\n---\n${MISTAKEN}`)).toEqual([
      "1 yaml-syntax",
      "7 unknown-key",
    ]);
  });
});
