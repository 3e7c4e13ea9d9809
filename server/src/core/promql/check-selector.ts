import { snippet } from "./check-words";
import type { Matcher, PromqlFault, Selector } from "./expr";
import { readRegex } from "./re2";

/** What Prometheus refuses in a selector: a regular expression, no matcher that selects, two names. */
export function checkSelector(selector: Selector, text: string, faults: PromqlFault[]): void {
  let selects = selector.metric !== undefined || selector.open;
  for (const matcher of selector.matchers) {
    const matchesEmpty = checkMatcher(matcher, text, faults);
    if (!matchesEmpty) selects = true;
    if (matcher.label === "__name__" && selector.metric !== undefined) {
      faults.push({
        kind: "syntax",
        span: matcher.span,
        what: `The metric has a name already, \`${selector.metric.name}\`: \`__name__\` gives it a second one.`,
        todo: "Take one of the two away.",
      });
    }
  }
  if (selects) return;
  faults.push({
    kind: "syntax",
    span: selector.span,
    what: `${snippet(text, selector.span)} would select every series: Prometheus wants one matcher that a series without the label does not meet.`,
    todo: "Write a metric's name before the braces.",
  });
}

/** Checks a matcher's pattern; says whether it lets a series without the label through. */
function checkMatcher(matcher: Matcher, text: string, faults: PromqlFault[]): boolean {
  if (matcher.templated) return false;
  if (matcher.op === "=") return matcher.value === "";
  if (matcher.op === "!=") return matcher.value !== "";
  const reading = readRegex(matcher.value);
  if (reading.ok) return (matcher.op === "=~") === reading.matchesEmpty;
  const { start } = matcher.valueSpan;
  // Without escapes the pattern stands in the query as it is, one character behind the quote.
  const plain = text.slice(start + 1, matcher.valueSpan.end - 1) === matcher.value;
  const span = plain
    ? { start: start + 1 + reading.span.start, end: start + 1 + reading.span.end }
    : matcher.valueSpan;
  faults.push({
    kind: "syntax",
    span: span.end > span.start ? span : matcher.valueSpan,
    what: `The pattern of \`${matcher.label}\` does not compile: ${reading.problem}.`,
    todo: "Mend the pattern; Prometheus uses RE2 syntax.",
  });
  return false;
}
