import { article, snippet } from "./check-words";
import type { Binary, Expr, PromqlFault } from "./expr";
import { typeOf } from "./type-of";

const SET_OPERATORS: ReadonlySet<string> = new Set(["and", "or", "unless"]);
const ARITHMETIC: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%", "^", "atan2"]);
const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);

/** What Prometheus refuses in an operation: its operands, `bool`, its matching. */
export function checkBinary(expr: Binary, text: string, faults: PromqlFault[]): void {
  checkOperand(expr, expr.left, text, faults);
  checkOperand(expr, expr.right, text, faults);
  const left = typeOf(expr.left);
  const right = typeOf(expr.right);
  const comparison = COMPARISONS.has(expr.op);
  const set = SET_OPERATORS.has(expr.op);
  const op = `\`${expr.op}\``;
  if (expr.bool && (set || ARITHMETIC.has(expr.op))) {
    faults.push({
      kind: "syntax",
      span: expr.opSpan,
      what: `\`bool\` follows ${op}: it belongs to comparisons only.`,
      todo: "Take `bool` away.",
    });
  }
  if (comparison && !expr.bool && left === "scalar" && right === "scalar") {
    faults.push({
      kind: "type",
      span: expr.opSpan,
      what: `${op} compares two scalars: Prometheus takes that with \`bool\` only.`,
      todo: `Write \`${expr.op} bool\`.`,
      fix: {
        title: "Add `bool`",
        span: { start: expr.opSpan.end, end: expr.opSpan.end },
        newText: " bool",
      },
    });
  }
  if (set && (left === "scalar" || right === "scalar")) {
    const operand = left === "scalar" ? expr.left : expr.right;
    const shown = text.slice(operand.span.start, operand.span.end);
    faults.push({
      kind: "type",
      span: operand.span,
      what: `${op} joins instant vectors: ${snippet(text, operand.span)} is a scalar.`,
      todo:
        shown.length <= 40 && !/[`\n]/.test(shown)
          ? `Write \`vector(${shown})\`.`
          : "Put `vector(…)` around it.",
      fix: { title: "Put `vector` around it", span: operand.span, newText: `vector(${shown})` },
    });
  }
  checkMatching(expr, set, text, faults);
}

function checkOperand(expr: Binary, operand: Expr, text: string, faults: PromqlFault[]): void {
  const type = typeOf(operand);
  if (type !== "range" && type !== "string") return;
  faults.push({
    kind: "type",
    span: operand.span,
    what: `\`${expr.op}\` takes scalars and instant vectors: ${snippet(text, operand.span)} is ${article(type)}.`,
    todo:
      type === "range"
        ? "Put a function such as `rate` around the range, or take the range away."
        : "Write a number or a vector.",
  });
}

function checkMatching(expr: Binary, set: boolean, text: string, faults: PromqlFault[]): void {
  const matching = expr.matching;
  if (matching === undefined) return;
  const types = [typeOf(expr.left), typeOf(expr.right)];
  if (types.some((type) => type !== undefined && type !== "vector")) {
    if (matching.labels.length === 0) return;
    faults.push({
      kind: "type",
      span: matching.span,
      what: `\`${matching.kind}\` matches series of two instant vectors: one side of \`${expr.op}\` is none.`,
      todo: `Take \`${matching.kind}\` and its labels away.`,
    });
    return;
  }
  if (set && matching.group !== undefined) {
    faults.push({
      kind: "syntax",
      span: matching.span,
      what: `\`${expr.op}\` has \`group_${matching.group}\`: set operators match many series to many and take no group.`,
      todo: `Take \`group_${matching.group}\` away.`,
    });
  }
  if (matching.kind !== "on" || matching.group === undefined) return;
  const both = includedLabels(text.slice(matching.span.start, matching.span.end)).find((label) =>
    matching.labels.includes(label),
  );
  if (both === undefined) return;
  faults.push({
    kind: "syntax",
    span: matching.span,
    what: `The label \`${both}\` stands in \`on\` and in \`group_${matching.group}\`: it may stand in one of them.`,
    todo: `Take \`${both}\` out of \`group_${matching.group}\`.`,
  });
}

/** The labels in `group_left(…)`, which the tree does not hold. */
function includedLabels(text: string): string[] {
  const inside = /\bgroup_(?:left|right)\b\s*\(([^)]*)\)/i.exec(text)?.[1] ?? "";
  return inside
    .split(",")
    .map((label) => label.trim().replace(/^(["'])(.*)\1$/, "$2"))
    .filter((label) => label !== "");
}
