import type { Position, Range } from "vscode-languageserver";
import { isRecord } from "./settings";

/** What a request needs to be answered: each is a member of its parameters. */
export type Need = keyof typeof CHECKS;

const CHECKS = {
  textDocument: (value: unknown) => isRecord(value) && typeof value.uri === "string",
  uri: (value: unknown) => typeof value === "string",
  position: isPosition,
  positions: (value: unknown) => Array.isArray(value) && value.every(isPosition),
  range: isRange,
  newName: (value: unknown) => typeof value === "string",
  query: (value: unknown) => typeof value === "string",
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

/** Whole numbers; a client that calculates badly may send them below 0 or beyond all lines. */
export function isPosition(value: unknown): value is Position {
  return isRecord(value) && Number.isInteger(value.line) && Number.isInteger(value.character);
}

export function isRange(value: unknown): value is Range {
  return isRecord(value) && isPosition(value.start) && isPosition(value.end);
}
