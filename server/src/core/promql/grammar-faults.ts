import type { PromqlFault } from "./expr";
import { excerpt, spanOfToken, syntax } from "./fault-words";
import { matcherFault } from "./matcher-faults";
import type { Token, Unbalanced } from "./tokens";
import { AGGREGATIONS, BINARY_WORDS } from "./words";

/** The first bracket without a partner, in words. */
export function bracketFault(text: string, unbalanced: readonly Unbalanced[]): PromqlFault | undefined {
  const [first] = unbalanced;
  if (!first) return undefined;
  if (first.missing === undefined) {
    return {
      kind: "syntax",
      span: first.span,
      what: `\`${first.bracket}\` closes a bracket that nothing opened.`,
      todo: "Take it away, or open the bracket.",
      fix: { title: `Remove ${first.bracket}`, span: first.span, newText: "" },
    };
  }
  const fix = closing(text, unbalanced);
  return {
    kind: "syntax",
    span: first.span,
    what: `\`${first.bracket}\` is not closed.`,
    todo: `Write \`${first.missing.closer}\` where it ends.`,
    ...(fix ? { fix } : {}),
  };
}

/** What closes all brackets, if that is at one place. */
function closing(text: string, unbalanced: readonly Unbalanced[]): PromqlFault["fix"] {
  const at = unbalanced[0]?.missing?.at ?? 0;
  if (unbalanced.some(({ missing }) => missing?.at !== at)) return undefined;
  const closers = unbalanced.map(({ missing }) => missing?.closer ?? "").join("");
  // At the end a comment would swallow them.
  const before = text.slice(0, at);
  if (/#[^\n]*$/.test(before)) return undefined;
  const end = before.trimEnd().length;
  const where = at === text.length ? " at the end" : "";
  return { title: `Add ${closers}${where}`, span: { start: end, end }, newText: closers };
}

/** Why the grammar stops at the token `index`, or at the end where that is absent. */
export function grammarFault(tokens: readonly Token[], index: number | undefined): PromqlFault {
  const at = index ?? tokens.length;
  const before = tokens[at - 1];
  const token = tokens[at];
  const inBraces = token ? token.place === "matchers" || (token.kind === "}" && before !== undefined) : false;
  if (inBraces && before) return matcherFault(tokens, at);
  return (
    assignment(token) ??
    inDuration(before, token) ??
    inLabels(before, token) ??
    behindModifier(before, token) ??
    missingOperand(before, token) ??
    misplacedWord(token) ??
    sideBySide(before, token) ??
    unexpected(token ?? before)
  );
}

function assignment(token: Token | undefined): PromqlFault | undefined {
  if (token?.kind !== "operator") return undefined;
  if (token.text === "=") {
    const span = spanOfToken(token);
    return {
      ...syntax(token, "`=` compares only inside of `{…}`.", "Write `==` to compare values."),
      fix: { title: "Write ==", span, newText: "==" },
    };
  }
  if (token.text !== "=~" && token.text !== "!~") return undefined;
  return syntax(
    token,
    `\`${token.text}\` matches labels: it stands only inside of \`{…}\`.`,
    "Move it into the braces.",
  );
}

function inDuration(before: Token | undefined, token: Token | undefined): PromqlFault | undefined {
  if (before?.kind === "[" && token?.kind === "]") {
    return syntax(before, "The brackets are empty.", "Write the range's length between them: `[5m]`.");
  }
  if (token?.place !== "duration" && before?.place !== "duration" && before?.kind !== "[") return undefined;
  const shown = token && token.kind !== "]" ? token : before;
  return syntax(
    shown,
    `\`${excerpt(shown?.text ?? "")}\` does not belong into a range.`,
    "Write a length of time such as `5m`, for a subquery `5m:1m`.",
  );
}

function inLabels(before: Token | undefined, token: Token | undefined): PromqlFault | undefined {
  const word = before?.kind === "word" ? before.text.toLowerCase() : "";
  if ((word === "by" || word === "without" || word === "on" || word === "ignoring") && token?.kind !== "(") {
    if (before?.place !== "expr") return undefined;
    return syntax(
      before,
      `Behind \`${before.text}\` the labels are missing.`,
      `Write \`${before.text} (label)\`.`,
    );
  }
  if (token?.place !== "labels" && before?.place !== "labels") return undefined;
  if (token?.kind === "word" && before?.kind === "word") {
    const span = { start: before.end, end: before.end };
    return {
      ...syntax(
        token,
        `Between \`${excerpt(before.text)}\` and \`${excerpt(token.text)}\` a comma is missing.`,
        "Write labels with commas between them.",
      ),
      fix: { title: "Add a comma", span, newText: "," },
    };
  }
  const shown = token && token.kind !== ")" ? token : before;
  return syntax(
    shown,
    `\`${excerpt(shown?.text ?? "")}\` is no label here.`,
    "Write names of labels, with commas between them.",
  );
}

function behindModifier(before: Token | undefined, token: Token | undefined): PromqlFault | undefined {
  if (before?.kind === "@") {
    return syntax(
      before,
      "Behind `@` the time is missing.",
      "Write seconds since 1970, `start()` or `end()`.",
    );
  }
  if (before?.kind !== "word" || before.text.toLowerCase() !== "offset" || before.place !== "expr")
    return undefined;
  const shown = token ?? before;
  return syntax(shown, "Behind `offset` the length of time is missing.", "Write one: `offset 5m`.");
}

function missingOperand(before: Token | undefined, token: Token | undefined): PromqlFault | undefined {
  const ends = token === undefined || token.kind === ")" || token.kind === "," || token.kind === "]";
  if (before?.kind === "," && token?.kind === ")") {
    const span = spanOfToken(before);
    return {
      ...syntax(before, "The last comma is one too many.", "Take it away."),
      fix: { title: "Remove the comma", span, newText: "" },
    };
  }
  if (before?.kind === "(" && token?.kind === ")") {
    return syntax(before, "The parentheses are empty.", "Write an expression between them.");
  }
  if (ends && before && (before.kind === "operator" || isBinaryWord(before))) {
    return syntax(before, `Behind \`${before.text}\` an operand is missing.`, "Write what it is to work on.");
  }
  if (ends && (before?.kind === "," || before?.kind === "(")) {
    return syntax(
      token ?? before,
      `Before ${token ? `\`${token.text}\`` : "the end"} an expression is missing.`,
      "Write it, or take the comma away.",
    );
  }
  const operator = token?.kind === "operator" || (token && isBinaryWord(token));
  if (!operator || !token) return undefined;
  if (before === undefined || before.kind === "(" || before.kind === ",") {
    return syntax(token, `Before \`${token.text}\` an operand is missing.`, "Write what it is to work on.");
  }
  if (before.kind !== "operator" && !isBinaryWord(before)) return undefined;
  return syntax(
    token,
    `\`${token.text}\` stands right behind \`${before.text}\`.`,
    "Take one of the two away, or write what stands between.",
  );
}

function isBinaryWord(token: Token): boolean {
  return token.kind === "word" && token.place === "expr" && BINARY_WORDS.has(token.text.toLowerCase());
}

function misplacedWord(token: Token | undefined): PromqlFault | undefined {
  if (token?.kind !== "word") return undefined;
  switch (token.text.toLowerCase()) {
    case "by":
    case "without":
      return syntax(
        token,
        `\`${token.text}\` belongs to an aggregation such as \`sum\`.`,
        "Write it right before or behind the aggregation's parentheses.",
      );
    case "on":
    case "ignoring":
      return syntax(
        token,
        `\`${token.text}\` belongs behind an operator.`,
        "Write it right behind the operator between the two sides.",
      );
    case "group_left":
    case "group_right":
      return syntax(
        token,
        `\`${token.text}\` belongs behind \`on (…)\` or \`ignoring (…)\`.`,
        "Write one of the two before it.",
      );
    case "bool":
      return syntax(
        token,
        "`bool` belongs behind a comparison.",
        "Write it right behind `==`, `>` or its like.",
      );
    default:
      return undefined;
  }
}

function sideBySide(before: Token | undefined, token: Token | undefined): PromqlFault | undefined {
  if (!before || !token) return undefined;
  if (before.kind === "word" && AGGREGATIONS.has(before.text.toLowerCase()) && token.kind === "word") {
    return unexpected(token);
  }
  const operand =
    token.kind === "word" ||
    token.kind === "number" ||
    token.kind === "string" ||
    token.kind === "(" ||
    token.kind === "{";
  if (!operand) return undefined;
  return syntax(
    token,
    `Between \`${excerpt(before.text)}\` and \`${excerpt(token.text)}\` an operator or a comma is missing.`,
    "Write what joins the two.",
  );
}

function unexpected(token: Token | undefined): PromqlFault {
  return syntax(
    token,
    `\`${excerpt(token?.text ?? "")}\` is not expected here.`,
    "Take it away, or write what is missing before it.",
  );
}
