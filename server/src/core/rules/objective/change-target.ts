import { formatRatio } from "../../math/format";
import type { Rational } from "../../math/rational";
import { type TargetKey, targetText } from "../../model/slo";
import type { Span } from "../../text/span";
import type { Fix } from "../rule";

/** A target, a ratio, as the number that its key wants: a percentage or the ratio itself. */
export function targetNumber(key: TargetKey | undefined, target: Rational): string {
  return formatRatio(key?.unit === "percent" ? target.mul(100) : target);
}

/** The fix that writes another number as the target. */
export function changeTarget(key: TargetKey | undefined, span: Span, number: string): Fix {
  return {
    title: `Change \`${key?.name ?? "target"}\` to ${number}`,
    safe: false,
    edits: [{ span, newText: targetText(key, number) }],
  };
}
