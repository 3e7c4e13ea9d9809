import type { PromqlFault } from "./expr";
import { excerpt, spanOfToken, syntax } from "./fault-words";
import type { Token } from "./tokens";

const FORM = 'Write matchers as `label="value"`, with commas between them.';

/** Why the grammar stops inside of a selector's braces, at the token `at`. */
export function matcherFault(tokens: readonly Token[], at: number): PromqlFault {
  const before = tokens[at - 1];
  const token = tokens[at];
  const shown = excerpt(token?.text ?? "");
  if (before?.kind === "operator") return behindOperator(tokens, at);
  if (before?.kind === "word" && token?.kind === "string") {
    const span = { start: before.end, end: before.end };
    return {
      ...syntax(token, `Between \`${excerpt(before.text)}\` and its value the operator is missing.`, FORM),
      fix: { title: "Add =", span, newText: "=" },
    };
  }
  if (before?.kind === "string" && (token?.kind === "word" || token?.kind === "string")) {
    const span = { start: before.end, end: before.end };
    return {
      ...syntax(token, `Before \`${shown}\` a comma is missing.`, FORM),
      fix: { title: "Add a comma", span, newText: "," },
    };
  }
  if (token?.kind === "," && (before?.kind === "," || before?.kind === "{")) {
    return {
      ...syntax(token, "This comma parts nothing.", "Take it away."),
      fix: { title: "Remove the comma", span: spanOfToken(token), newText: "" },
    };
  }
  if (token?.kind === "operator" && (token.text === "-" || token.text === "/") && before?.kind === "word") {
    return syntax(token, `A label's name holds letters, digits and \`_\`: \`${token.text}\` ends it.`, FORM);
  }
  if (token?.kind === "number" && before?.kind !== "string") {
    return syntax(token, `\`${shown}\` is no label: names begin with a letter or \`_\`.`, FORM);
  }
  if (before?.kind === "word" && token?.kind !== "operator") {
    return syntax(before, `The label \`${excerpt(before.text)}\` has neither operator nor value.`, FORM);
  }
  if (token?.kind === "operator" && (before?.kind === "{" || before?.kind === ",")) {
    return syntax(token, `Before \`${shown}\` the label is missing.`, FORM);
  }
  return syntax(token, `\`${shown}\` is not expected inside of the braces.`, FORM);
}

function behindOperator(tokens: readonly Token[], at: number): PromqlFault {
  const operator = tokens[at - 1];
  const token = tokens[at];
  if (!token || token.kind === "," || token.kind === "}") {
    return syntax(operator, `Behind \`${operator?.text ?? ""}\` the value is missing.`, FORM);
  }
  if (token.kind === "operator") {
    const written = `${operator?.text ?? ""}${token.text}`;
    return syntax(
      token,
      `\`${written}\` is no operator of matchers: these are \`=\`, \`!=\`, \`=~\` and \`!~\`.`,
      FORM,
    );
  }
  // The value reaches to the next comma or brace.
  let end = at;
  while (tokens[end + 1] && tokens[end + 1]?.kind !== "," && tokens[end + 1]?.kind !== "}") end++;
  const span = { start: token.start, end: tokens[end]?.end ?? token.end };
  const single = end === at;
  return {
    kind: "syntax",
    span,
    what: "The value has no quotes.",
    todo: single ? `Write \`"${excerpt(token.text)}"\`.` : "Put the value into quotes.",
    ...(single ? { fix: { title: "Put it into quotes", span, newText: `"${token.text}"` } } : {}),
  };
}
