import type { Span } from "../text/span";

/** No action that a person writes is longer; it keeps hostile text from costing time. */
const MAX_ACTION_LENGTH = 2_000;

/**
 * The template action that opens at `start` (`{{ … }}` of Go's templates, Helm's and gomplate's; `{% … %}` of
 * Jinja's; `%{ if … }` of Terraform's), with its delimiters. An action may span lines, and `}}` inside a string of its
 * own does not end it.
 * Undefined where none opens, or where it does not end.
 */
export function actionAt(text: string, start: number): Span | undefined {
  if (text.charCodeAt(start) === PERCENT) return directiveAt(text, start);
  if (text.charCodeAt(start) !== OPEN) return undefined;
  const second = text.charCodeAt(start + 1);
  if (second === PERCENT) return closedBy(text, start, "%}");
  if (second !== OPEN) return undefined;
  return goAction(text, start) ?? closedBy(text, start, "}}");
}

/** The first place at or after `from` where an action might open; the text's length where there is none. */
export function nextOpening(text: string, from: number): number {
  for (let at = text.indexOf("{", from); at >= 0; at = text.indexOf("{", at + 1)) {
    const second = text.charCodeAt(at + 1);
    if (second === OPEN || second === PERCENT) return at;
    if (at > from && directiveAt(text, at - 1)) return at - 1;
  }
  return text.length;
}

/**
 * A directive of a Terraform template. Anything else behind `%{` is text, such as a pattern of Logstash's. Source:
 * Terraform, strings and templates (directives: `if`, `else`, `endif`, `for`, `endfor`; `~` strips white space).
 */
function directiveAt(text: string, start: number): Span | undefined {
  DIRECTIVE.lastIndex = start;
  const found = DIRECTIVE.exec(text);
  return found ? { start, end: start + found[0].length } : undefined;
}

const DIRECTIVE = /%\{~?[ \t]*(?:(?:if|for)\b[^\n}]{0,500}|else|endif|endfor)[ \t]*~?\}/y;

const OPEN = 123;
const CLOSE = 125;
const PERCENT = 37;
const DOUBLE = 34;
const SINGLE = 39;
const RAW = 96;
const BACKSLASH = 92;

/** Reads an action as Go's lexer does. Undefined where its strings do not end, or another action opens inside. */
function goAction(text: string, start: number): Span | undefined {
  const limit = Math.min(text.length, start + MAX_ACTION_LENGTH);
  let at = start + 2;
  if (text[at] === "-") at++;
  while (at < limit && isSpace(text.charCodeAt(at))) at++;
  if (text.startsWith("/*", at)) {
    const end = text.indexOf("*/", at);
    if (end < 0 || end >= limit) return undefined;
    at = end + 2;
  }
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (code === CLOSE && text.charCodeAt(at + 1) === CLOSE) return { start, end: at + 2 };
    if (code === OPEN && text.charCodeAt(at + 1) === OPEN) return undefined;
    if (code === DOUBLE || code === SINGLE || code === RAW) {
      const end = stringEnd(text, at, code, limit);
      if (end === undefined) return undefined;
      at = end;
    } else at++;
  }
  return undefined;
}

/** The offset after a string's closing sign. Only raw strings may span lines. */
function stringEnd(text: string, start: number, sign: number, limit: number): number | undefined {
  for (let at = start + 1; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === sign) return at + 1;
    if (sign === RAW) continue;
    if (code === BACKSLASH) at++;
    else if (code === 10 || code === 13) return undefined;
  }
  return undefined;
}

/** An action that ends on its own line, whatever stands in it: `{{ printf \"a\" }}` inside a quoted YAML scalar. */
function closedBy(text: string, start: number, close: string): Span | undefined {
  const limit = Math.min(text.length, start + MAX_ACTION_LENGTH);
  for (let at = start + 2; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13 || (code === OPEN && nextOpening(text, at) === at)) return undefined;
    if (text.startsWith(close, at)) return { start, end: at + close.length };
  }
  return undefined;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

// What tools fill in when the spec is long since read, so that it is no template: Sloth's window, and the
// values that Prometheus puts into alert texts.
const RUN_TIME_ACTION = /^\{\{\s*(?:\.window|\$labels\b[^{}]*|\$value\b[^{}]*)\s*\}\}$/;
const ACTION = /\{\{[^{}]*\}\}/g;
// Grafana's own variables look like the environment's.
const ENVIRONMENT = /\$\{(?!__)[A-Za-z_][^{}]{0,200}\}/;

/** Whether an action is one of the placeholders that valid specs hold. */
export function isRunTimePlaceholder(action: string): boolean {
  return RUN_TIME_ACTION.test(action);
}

/** Whether a scalar's text is left to a template engine (`{{ … }}`, `{% … %}`) or the environment (`${NAME}`). */
export function isTemplated(text: string): boolean {
  if (text.includes("{{")) {
    const rest = text.replace(ACTION, (action) => (isRunTimePlaceholder(action) ? "" : action));
    if (rest.includes("{{")) return true;
  }
  if (text.includes("{%") && text.includes("%}")) return true;
  return text.includes("${") && ENVIRONMENT.test(text);
}
