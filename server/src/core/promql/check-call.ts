import { nearest } from "../text/nearest";
import { article, hint, rangeOffer, snippet, swapped, tooLong, typeWords } from "./check-words";
import type { Call, Expr, PromqlFault } from "./expr";
import {
  isMetricsQlOnly,
  PROMQL_AGGREGATIONS,
  PROMQL_FUNCTIONS,
  type PromqlFunction,
  type ValueType,
} from "./functions";
import { typeOf } from "./type-of";

/** What Prometheus refuses in a call: a function it lacks, how many arguments, their types. */
export function checkCall(call: Call, text: string, faults: PromqlFault[]): void {
  const known = PROMQL_FUNCTIONS.get(call.name);
  if (known === undefined) {
    if (!isMetricsQlOnly(call.name)) faults.push(unknownFunction(call));
    return;
  }
  // A part that could not be read may stand for several arguments.
  if (call.args.some((argument) => argument.kind === "unreadable")) return;
  const counted = checkCount(call, known);
  if (counted !== undefined) {
    faults.push(counted);
    return;
  }
  const [first, second] = call.args;
  const [one, two] = known.args;
  if (first && second && one && two && one !== two && call.args.length === 2) {
    if (typeOf(first) === two && typeOf(second) === one) {
      faults.push(swapped(`\`${call.name}\``, [first, second], [one, two], text));
      return;
    }
  }
  call.args.forEach((argument, index) => {
    const wanted = known.args[Math.min(index, known.args.length - 1)];
    if (wanted !== undefined) checkType(argument, wanted, { call, index, text }, faults);
  });
  if (known.name === "info") checkInfo(call, text, faults);
}

function unknownFunction(call: Call): PromqlFault {
  const near = nearest(call.name, [...PROMQL_FUNCTIONS.keys(), ...PROMQL_AGGREGATIONS.keys()]);
  return {
    kind: "unknown-function",
    span: call.nameSpan,
    what: `Prometheus has no function \`${call.name}\`.`,
    todo:
      near === undefined
        ? "Write a PromQL function, or an operator before the parenthesis."
        : `Write \`${near}\` if that is meant.`,
    ...(near === undefined
      ? {}
      : { fix: { title: `Change to \`${near}\``, span: call.nameSpan, newText: near } }),
  };
}

function checkCount(call: Call, known: PromqlFunction): PromqlFault | undefined {
  const given = call.args.length;
  if (given >= known.min && (known.max === undefined || given <= known.max)) return undefined;
  const most = known.max;
  const wanted =
    most === known.min
      ? `${known.min}`
      : most === undefined
        ? `at least ${known.min}`
        : `${known.min} to ${most}`;
  return {
    kind: "arguments",
    span: call.span,
    what: `\`${known.name}\` takes ${wanted} ${wanted === "1" ? "argument" : "arguments"}: it is given ${given}.`,
    todo: `Write ${usage(known)}.`,
  };
}

/** How a function is written, in words: `histogram_quantile(scalar, instant vector)`. */
function usage(known: PromqlFunction): string {
  return `\`${known.name}(${known.args.map(typeWords).join(", ")})\``;
}

interface Place {
  readonly call: Call;
  readonly index: number;
  readonly text: string;
}

function checkType(argument: Expr, wanted: ValueType, place: Place, faults: PromqlFault[]): void {
  const type = typeOf(argument);
  if (type === undefined || type === wanted) return;
  const { call, text } = place;
  const name = `\`${call.name}\``;
  const given = snippet(text, argument.span);
  if (wanted === "range" && type === "vector") {
    faults.push({ kind: "type", span: argument.span, ...rangeOffer(name, argument, text) });
    return;
  }
  if (wanted === "vector" && type === "range") {
    faults.push({ kind: "type", span: argument.span, ...tooLong(name, argument, text) });
    return;
  }
  const which = call.args.length > 1 ? ` as argument ${place.index + 1}` : "";
  faults.push({
    kind: "type",
    span: argument.span,
    what: `${name} wants ${article(wanted)}${which}: ${given} is ${article(type)}.`,
    todo: hint(argument, wanted, type, text),
  });
}

/** The second argument of `info` names labels of info series: a selector of matchers only. */
function checkInfo(call: Call, text: string, faults: PromqlFault[]): void {
  const labels = call.args[1];
  if (labels === undefined || (labels.kind === "selector" && labels.metric === undefined)) return;
  faults.push({
    kind: "arguments",
    span: labels.span,
    what: `\`info\` wants label matchers only as argument 2: ${snippet(text, labels.span)} is more.`,
    todo: 'Write matchers such as `{cluster="a"}`.',
  });
}
