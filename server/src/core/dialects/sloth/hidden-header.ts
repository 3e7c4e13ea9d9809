import type { HiddenHeader } from "../../model/hidden-header";
import { pairOf, type YamlMap, type YamlPair } from "../../yaml/node";
import { ALERT_WINDOWS, CRD_VERSION, PLAIN_VERSION } from "./words";

/**
 * What Sloth looks for in a file's text before it reads it as YAML: Go's `(?m)` takes only a line feed for the end of
 * a line. A carriage return before it is let pass here for objects too, since files get theirs from an editor's
 * setting. Source: Sloth, internal/storage/io/sloth.go and k8s_sloth.go.
 */
const LINES = {
  version: /(?:^|\n)version: +['"]?prometheus\/v1['"]?\r?\n? *(?=\n|$)/,
  kind: /(?:^|\n)kind: +['"]?PrometheusServiceLevel['"]? *(?=\r?\n|$)/,
  apiVersion: /(?:^|\n)apiVersion: +['"]?sloth.slok.dev\/v1['"]? *(?=\r?\n|$)/,
} as const;

type Key = keyof typeof LINES;

const ALWAYS = "Sloth looks for the line by its letters, does not find it and refuses the file.";
const BY_FILE =
  "`sloth generate` looks for the line by its letters, does not find it and refuses the file; the controller in Kubernetes reads it.";

/** The first header line of a Sloth file that Sloth will not find; undefined where all is well. */
export function hiddenHeader(text: string, root: YamlMap, kind: string): HiddenHeader | undefined {
  if (kind === ALERT_WINDOWS) return undefined;
  const keys: readonly Key[] = kind === "" ? ["version"] : ["apiVersion", "kind"];
  for (const key of keys) {
    const pair = pairOf(root, key);
    if (!pair || LINES[key].test(text)) continue;
    return describe(key, pair, text, wantedValue(key));
  }
  return undefined;
}

function wantedValue(key: Key): string {
  if (key === "version") return PLAIN_VERSION;
  return key === "apiVersion" ? CRD_VERSION : "PrometheusServiceLevel";
}

function describe(key: Key, pair: YamlPair, text: string, value: string): HiddenHeader {
  const start = text.lastIndexOf("\n", pair.key.span.start - 1) + 1;
  const end = endOfLine(text, pair.value.span.end);
  const before = text.slice(start, pair.key.span.start).replace(/^\uFEFF/, "");
  const after = text.slice(pair.value.span.end, end).replace(/^["']/, "");
  const wanted = `${key}: ${value}`;
  const whole = before.trim() === "" && /^\s*(?:#.*)?$/.test(after);
  const comment = /^\s*(#.*)$/.exec(after)?.[1]?.trimEnd();
  // Moving an indented line would tear the map apart: the other keys are indented like it.
  const mend = whole && before === "";
  return {
    key,
    span: { start: pair.key.span.start, end: pair.value.span.end },
    reason: text.startsWith("\uFEFF", start)
      ? "a byte order mark stands before it"
      : reasonOf(before, text.slice(pair.key.span.start, end), after),
    consequence: key === "version" ? ALWAYS : BY_FILE,
    always: key === "version",
    wanted,
    ...(mend ? { edit: { span: { start, end }, newText: comment ? `${comment}\n${wanted}` : wanted } } : {}),
  };
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  if (at < 0) return text.length;
  return text[at - 1] === "\r" ? at - 1 : at;
}

function reasonOf(before: string, line: string, after: string): string {
  if (/[-[{]/.test(before)) return "it does not begin its line";
  if (before !== "") return "it is indented";
  if (/^["']/.test(line)) return "its key is in quotes";
  if (/^\s*#/.test(after)) return "a comment follows on its line";
  if (after.trim() !== "") return "something follows on its line";
  return "it is not written as a key, a colon, a space and the bare value";
}
