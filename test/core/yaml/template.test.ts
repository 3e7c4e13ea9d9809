import { describe, expect, it } from "vitest";
import { FILL, maskTemplates } from "../../../server/src/core/yaml/template";
import { actionAt, isTemplated } from "../../../server/src/core/yaml/template-actions";

/** The masked text with `@` for what stands for an action. */
const mask = (text: string) => maskTemplates(text).text.replaceAll(FILL, "@");
const covered = (text: string, action: string) => text.replace(action, "@".repeat(action.length));

describe("masking a template", () => {
  it("leaves text without actions alone", () => {
    const text = "a: {b: {c: 1}}\n";
    expect(maskTemplates(text)).toEqual({ text, control: [] });
  });

  it("covers an action that is a value, a part of one, or a key", () => {
    for (const action of ["{{ .Values.x }}", "{{- .x -}}", "{{ .x | quote }}", "{% x %}"]) {
      for (const line of [
        `a: ${action}`,
        `a: pre-${action}-post # why`,
        `- ${action}`,
        `${action}: v`,
        `- ${action}-k: v`,
      ]) {
        expect(mask(`${line}\n`)).toBe(`${covered(line, action)}\n`);
      }
    }
  });

  it("covers actions in brackets and in quotes, with the quotes that they hold", () => {
    expect(mask("a: [{{ .x }}, {{ .y }}]")).toBe("a: [@@@@@@@@, @@@@@@@@]");
    expect(mask('a: "{{ .x | default "b" }}"')).toBe(`a: "${"@".repeat(22)}"`);
    expect(mask("a: '{{ .x | default 'b' }}'")).toBe(`a: '${"@".repeat(22)}'`);
  });

  it("is not misled by `}}` inside an action's own strings", () => {
    expect(mask('a: {{ printf "}}: %s" .x }}')).toBe(`a: ${"@".repeat(24)}`);
    expect(mask("a: {{ `}}` }}x")).toBe(`a: ${"@".repeat(10)}x`);
    expect(mask("a: {{/* }} */}}x")).toBe(`a: ${"@".repeat(12)}x`);
  });

  it("blanks lines that hold only actions, and tells where they stand", () => {
    const text = 'a:\n  {{- include "x" . | nindent 2 }}\n  {{ if .a }}{{ end }} # why\nb: 1\n';
    const { control } = maskTemplates(text);
    expect(mask(text)).toBe(`a:\n${" ".repeat(34)}\n${" ".repeat(23)}# why\nb: 1\n`);
    expect(control.map(({ start, end }) => text.slice(start, end))).toEqual([
      '{{- include "x" . | nindent 2 }}',
      "{{ if .a }}{{ end }}",
    ]);
  });

  it("knows the directives of Terraform's templates, and no other text behind `%{`", () => {
    const text =
      'a:\n  %{ if x != "" ~}\n  b: ${x}\n%{endif}\nc: %{ for y in z }${y}%{ endfor }\nd: "%{IP:client}"\n';
    const { control } = maskTemplates(text);
    expect(control.map(({ start, end }) => text.slice(start, end))).toEqual(['%{ if x != "" ~}', "%{endif}"]);
    expect(mask(text)).toBe(
      `a:\n${" ".repeat(18)}\n  b: \${x}\n${" ".repeat(8)}\nc: ${"@".repeat(15)}\${y}${"@".repeat(11)}\nd: "%{IP:client}"\n`,
    );
  });

  it("follows an action over several lines", () => {
    expect(mask('{{- include "x" (dict\n  "a" 1) }}\nb: 1')).toBe(
      `${" ".repeat(21)}\n${" ".repeat(11)}\nb: 1`,
    );
    expect(mask('a: {{ x (dict\n"a" 1) }}\nb: 1')).toBe(`a: ${"@".repeat(10)}\n${" ".repeat(9)}\nb: 1`);
  });

  it("leaves a block scalar's text to be read, and ends it where YAML does", () => {
    expect(mask("- a: |\n    {{ x }}\n  b: {{ y }}\n")).toBe("- a: |\n    {{ x }}\n  b: @@@@@@@\n");
    expect(mask("- >-\n  {{ x }}\n- {{ y }}\n")).toBe("- >-\n  {{ x }}\n- @@@@@@@\n");
    // A control line at the margin does not end it.
    expect(mask("a: |\n  x\n{{ if }}\n  'y\n{{ end }}\nb: {{ z }}")).toBe(
      `a: |\n  x\n${" ".repeat(8)}\n  'y\n${" ".repeat(9)}\nb: @@@@@@@`,
    );
  });

  it("leaves comments alone", () => {
    expect(mask("# {{ if }}\n  # {{\na: 1\n")).toBe("# {{ if }}\n  # {{\na: 1\n");
  });

  it("leaves run-time placeholders to be read, unless YAML would take them for a map", () => {
    expect(mask("q: job {{.window}}")).toBe("q: job {{.window}}");
    expect(mask('q: "{{ $labels.job }}"')).toBe('q: "{{ $labels.job }}"');
    expect(mask("q: {{.window}}")).toBe(`q: ${"@".repeat(11)}`);
  });

  it("leaves what does not end for the parser to refuse", () => {
    expect(mask("a: {{ .x\nb: 1\n")).toBe("a: {{ .x\nb: 1\n");
  });

  it("keeps the length and the line breaks", () => {
    const text = "a: {{ x (dict\r\n 1) }}\r\n{{ if }}\r\nb: {{ y }}\r\n";
    const masked = maskTemplates(text).text;
    expect(masked.length).toBe(text.length);
    expect(masked.replaceAll(/[^\r\n]/g, "")).toBe(text.replaceAll(/[^\r\n]/g, ""));
  });
});

describe("an action", () => {
  it("is found only where one opens and ends", () => {
    expect(actionAt("x {{ a }} y", 2)).toEqual({ start: 2, end: 9 });
    expect(actionAt("x {{ a }} y", 3)).toBeUndefined();
    expect(actionAt("{{ a {{ b }}", 0)).toBeUndefined();
    expect(actionAt(`{{ ${"x".repeat(5_000)} }}`, 0)).toBeUndefined();
    // Quotes that YAML escapes are not Go's, but it still ends on its line.
    expect(actionAt('{{ f \\"a }} }}', 0)).toEqual({ start: 0, end: 11 });
  });
});

describe("a templated text", () => {
  it("holds what an engine or the environment fills in", () => {
    for (const text of [
      "{{ .x }}",
      "a{{x}}b",
      "${NAME}",
      "${NAME:-1}",
      "{% if %}",
      "{{ .window | lower }}",
    ]) {
      expect(isTemplated(text), text).toBe(true);
    }
  });

  it("is not one with a placeholder that tools fill in at run time", () => {
    for (const text of [
      "x[{{.window}}]",
      "{{ .window }}",
      "{{$labels.job}} {{ $value }}",
      "[$__rate_interval]",
      "${__interval}",
      "$5",
      "${}",
    ]) {
      expect(isTemplated(text), text).toBe(false);
    }
  });
});
