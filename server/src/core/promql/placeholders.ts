import type { Span } from "../text/span";
import { actionAt } from "../yaml/template-actions";
import type { Placeholder } from "./expr";

/**
 * What template engines and tools fill in before Prometheus sees a query. Nothing of it is PromQL, and nothing of
 * it may count as a fault of the query.
 */

const DOLLAR = 36;
const PERCENT = 37;
const OPEN_BRACE = 123;
const OPEN_BRACKET = 91;
const HASH = 35;
const NEWLINE = 10;
const BACKSLASH = 92;
const DOUBLE = 34;
const SINGLE = 39;
const RAW = 96;

/** `${VAR}`, `${VAR:csv}`, `$VAR`, `$__interval`, `$(VAR)`. Not `$1` and `${1}`: those belong to `label_replace`. */
const VARIABLE = /\$(?:\{[A-Za-z_][^{}\n"]{0,200}\}|[A-Za-z_]\w*|\([A-Za-z_][\w.]*\))/y;
/** Grafana's older `[[var]]`. */
const BRACKETED = /\[\[[A-Za-z_]\w*(?::\w+)?\]\]/y;
/** slo-generator's range: the word alone stands for the window. */
const WINDOW = /\[\s*window\s*\]/y;
/** The same word as a subquery's range: `[window:1m]`. */
const SUBQUERY_WINDOW = /\[\s*(?=window\s*:)/y;
/** Python's `%(name)s`. */
const PERCENT_NAME = /%\(\w+\)[sdif]/y;

/** The placeholders of a query in the order of the text. Comments are passed over; strings are looked into. */
export function findPlaceholders(text: string): Placeholder[] {
  const found: Placeholder[] = [];
  // Most queries hold none: these four signs begin all of them.
  if (!/[$%]|\{[{%]|\[\[|\[\s*window/.test(text)) return found;
  let quote = 0;
  for (let at = 0; at < text.length; ) {
    const span = placeholderAt(text, at, quote !== 0);
    if (span) {
      found.push({ span, text: text.slice(span.start, span.end) });
      at = span.end;
      continue;
    }
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === BACKSLASH && quote !== RAW) at++;
      else if (code === quote || (code === NEWLINE && quote !== RAW)) quote = 0;
    } else if (code === DOUBLE || code === SINGLE || code === RAW) quote = code;
    else if (code === HASH) {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end;
    }
    at++;
  }
  return found;
}

function placeholderAt(text: string, at: number, inString: boolean): Span | undefined {
  switch (text.charCodeAt(at)) {
    case DOLLAR: {
      const action = actionAt(text, at + 1);
      return action ? { start: at, end: action.end } : match(VARIABLE, text, at);
    }
    case PERCENT:
      return match(PERCENT_NAME, text, at);
    case OPEN_BRACKET:
      return match(BRACKETED, text, at) ?? (inString ? undefined : windowAt(text, at));
    case OPEN_BRACE: {
      const second = text.charCodeAt(at + 1);
      if (second !== OPEN_BRACE && second !== PERCENT) return undefined;
      // One that is not closed is being typed: all that follows may belong to it.
      return actionAt(text, at) ?? (inString ? undefined : { start: at, end: text.length });
    }
    default:
      return undefined;
  }
}

/** slo-generator's window at an opening bracket: with both brackets, or the word alone where a step follows. */
function windowAt(text: string, at: number): Span | undefined {
  const range = match(WINDOW, text, at);
  if (range) return range;
  const before = match(SUBQUERY_WINDOW, text, at);
  return before && { start: before.end, end: before.end + "window".length };
}

function match(pattern: RegExp, text: string, at: number): Span | undefined {
  pattern.lastIndex = at;
  const end = pattern.test(text) ? pattern.lastIndex : -1;
  return end < 0 ? undefined : { start: at, end };
}

const CONTROL =
  /^\$?(?:\{%|\{\{-?\s*(?:if|else|end|range|with|define|block|template|include|break|continue)\b)/;

/** Whether a placeholder is a template's control action: what stands around it may come, go or repeat. */
export function isControl(placeholder: Placeholder): boolean {
  return CONTROL.test(placeholder.text);
}

const LITERAL = /^\{\{-?\s*(?:"([^"\\])"|`([^`])`)\s*-?\}\}$/;

/** The one character that a placeholder writes literally: the brace of `{{ "{" }}`. */
export function literalOf(placeholder: Placeholder): string | undefined {
  const found = LITERAL.exec(placeholder.text);
  return found ? (found[1] ?? found[2]) : undefined;
}

/** Whether it is slo-generator's `[window]`, brackets included. */
export function isWindow(placeholder: Placeholder): boolean {
  return placeholder.text.charCodeAt(0) === OPEN_BRACKET && placeholder.text.charCodeAt(1) !== OPEN_BRACKET;
}
