import type { Position, Range } from "vscode-languageserver";
import { isRecord } from "./settings";

/** What a request needs to be answered: each is a member of its parameters. */
export type Need = keyof typeof CHECKS;

const CHECKS = {
  textDocument: (value: unknown) => isRecord(value) && typeof value.uri === "string",
  uri: isString,
  position: isPosition,
  positions: (value: unknown) => Array.isArray(value) && value.every(isPosition),
  range: isRange,
  context: isActionContext,
  newName: isString,
  query: isString,
} as const;

/** The needs that most requests share. */
export const DOCUMENT: readonly Need[] = ["textDocument"];
export const PLACE: readonly Need[] = ["textDocument", "position"];
export const RANGE: readonly Need[] = ["textDocument", "range"];

/**
 * What is wrong with a request's parameters, as a sentence; undefined if nothing is. Numbers outside of the document
 * are not wrong: they mean its nearest end.
 */
export function faultOf(params: unknown, needs: readonly Need[]): string | undefined {
  if (needs.length === 0) return undefined;
  if (!isRecord(params)) return "The request needs parameters.";
  const wrong = needs.find((need) => !CHECKS[need](params[need]));
  return wrong === undefined ? undefined : `\`${wrong}\` is missing or not of the protocol's type.`;
}

/** What a request for code actions was made for. */
function isActionContext(value: unknown): boolean {
  if (!isRecord(value) || !Array.isArray(value.diagnostics)) return false;
  const { diagnostics, only } = value;
  const isOnly = only === undefined || only === null || (Array.isArray(only) && only.every(isString));
  return isOnly && diagnostics.every((one: unknown) => isRecord(one) && isRange(one.range));
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

/** Whole numbers; a client that calculates badly may send them below 0 or beyond all lines. */
export function isPosition(value: unknown): value is Position {
  return isRecord(value) && Number.isInteger(value.line) && Number.isInteger(value.character);
}

export function isRange(value: unknown): value is Range {
  return isRecord(value) && isPosition(value.start) && isPosition(value.end);
}
