import type { Duration } from "../math/duration";
import { parseDuration } from "../math/duration";
import type { Rational } from "../math/rational";
import { parseDecimal } from "../math/rational";
import type { Span } from "../text/span";
import type { YamlNode, YamlScalar } from "../yaml/node";

/** A value with the place in its YAML document that it was read from. */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
}

/**
 * The text of a scalar. Undefined where there is none: an absent or empty value, a map or list, or a value
 * left to a template, of which nothing can be said.
 */
export function readText(node: YamlNode | undefined): Located<string> | undefined {
  if (node?.kind !== "scalar" || node.missing || node.templated || node.value === null) return undefined;
  return { value: typeof node.value === "string" ? node.value : node.source, span: node.span };
}

/** An exact number from the text that the author wrote; undefined where it is none. */
export function readDecimal(node: YamlNode | undefined): Located<Rational> | undefined {
  if (node?.kind !== "scalar" || node.missing || node.templated) return undefined;
  const value = parseDecimal(node.source);
  return value === undefined ? undefined : { value, span: node.span };
}

/** A duration in OpenSLO's shorthand; undefined where it does not parse. */
export function readDuration(node: YamlNode | undefined): Located<Duration> | undefined {
  const text = readText(node);
  if (!text) return undefined;
  const parsed = parseDuration(text.value);
  return parsed.ok ? { value: parsed.duration, span: text.span } : undefined;
}

/** A YAML boolean. */
export function readBoolean(node: YamlNode | undefined): Located<boolean> | undefined {
  if (node?.kind !== "scalar" || typeof node.value !== "boolean") return undefined;
  return { value: node.value, span: node.span };
}

/**
 * A switch of a format whose readers take YAML 1.1: `yes`, `no`, `on` and `off` without quotes are truth values there.
 * Source: YAML 1.1, bool; sigs.k8s.io/yaml and PyYAML's `safe_load` follow it.
 */
export function readSwitch(node: YamlNode | undefined): Located<boolean> | undefined {
  if (!isOldBoolean(node)) return readBoolean(node);
  return { value: /^(?:yes|on)$/i.test(node.source), span: node.span };
}

/** `yes`, `no`, `on` or `off` without quotes: text in YAML 1.2, a truth value in YAML 1.1. */
export function isOldBoolean(node: YamlNode | undefined): node is YamlScalar {
  return node?.kind === "scalar" && node.style === "plain" && /^(?:yes|no|on|off)$/i.test(node.source);
}
